"""Guard for everything that is not public: a bearer token that a pairing gave out."""

from markwarden.errors import Refusal
from markwarden.pairing.tokens import Paired, Pairings
from markwarden_schema.error import ErrorCode


def check_token(authorization: str | None, origin: str | None, pairings: Pairings) -> Paired:
    """The pairing of a request's `Authorization: Bearer …`; its origin must be the one that was paired. Raises `Refusal`."""
    if not authorization:
        raise Refusal(ErrorCode.TOKEN_MISSING, "This browser is not paired with the server.")
    scheme, _, token = authorization.partition(" ")
    paired = pairings.find(token.strip()) if scheme.lower() == "bearer" else None
    if paired is None:
        raise Refusal(ErrorCode.TOKEN_INVALID, "The pairing of this browser is no longer valid.")
    if origin is not None and origin != paired.origin:
        raise Refusal(ErrorCode.ORIGIN_NOT_ALLOWED, "This token was given to another browser extension.")
    return paired
