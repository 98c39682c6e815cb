"""Refusals: what the server says no with, in the contract's one shape."""

from pydantic import JsonValue

from markwarden_schema.error import STATUS, Error, ErrorCode, ErrorReply


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """A request is not served; `code` for the program at the other end, `message` for the person."""

    def __init__(self, code: ErrorCode, message: str, details: dict[str, JsonValue] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details or {}

    @property
    def status(self) -> int:
        return int(STATUS[self.code])

    def body(self) -> str:
        """The reply as JSON."""
        return ErrorReply(error=Error(code=self.code, message=self.message, details=self.details)).model_dump_json()
