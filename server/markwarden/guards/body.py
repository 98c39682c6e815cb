"""Guard for request bodies: their type, which a foreign page's form cannot send, and their size."""

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

JSON = "application/json"


def check_body(
    content_type: str | None,
    content_encoding: str | None,
    length: int | None,
    most: int,
    types: tuple[str, ...] = (JSON,),
) -> None:
    """Only a plain body of one of these types and of a stated length of at most `most` bytes. Raises `Refusal`."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type not in types or content_encoding not in (None, "", "identity"):
        raise Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, f"The body has to be {' or '.join(types)}, not compressed.")
    if length is None:
        raise Refusal(ErrorCode.LENGTH_REQUIRED, "The request has to say how long its body is.")
    if length > most:
        raise Refusal(ErrorCode.BODY_TOO_LARGE, f"The body is larger than {most} bytes.", {"most": most})
