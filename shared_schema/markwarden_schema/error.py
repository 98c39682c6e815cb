"""The one shape of every refusal."""

from enum import StrEnum
from http import HTTPStatus

from pydantic import Field, JsonValue

from markwarden_schema._base import Model


class ErrorCode(StrEnum):
    """Every refusal the server knows; `STATUS` gives the HTTP status of each."""

    INVALID_REQUEST = "invalid_request"
    INVALID_JSON = "invalid_json"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    HOST_NOT_ALLOWED = "host_not_allowed"
    ORIGIN_NOT_ALLOWED = "origin_not_allowed"
    CROSS_SITE = "cross_site"
    TOKEN_MISSING = "token_missing"  # noqa: S105 - a code, not a secret
    TOKEN_INVALID = "token_invalid"  # noqa: S105 - a code, not a secret
    PAIRING_CODE_WRONG = "pairing_code_wrong"
    PAIRING_CODE_EXPIRED = "pairing_code_expired"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    BODY_TOO_LARGE = "body_too_large"
    LENGTH_REQUIRED = "length_required"
    CAPTURE_CLOSED = "capture_closed"
    DIGEST_MISMATCH = "digest_mismatch"
    STORE_FAILED = "store_failed"
    INTERNAL = "internal"


STATUS: dict[ErrorCode, HTTPStatus] = {
    ErrorCode.INVALID_REQUEST: HTTPStatus.UNPROCESSABLE_ENTITY,
    ErrorCode.INVALID_JSON: HTTPStatus.BAD_REQUEST,
    ErrorCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ErrorCode.METHOD_NOT_ALLOWED: HTTPStatus.METHOD_NOT_ALLOWED,
    ErrorCode.HOST_NOT_ALLOWED: HTTPStatus.MISDIRECTED_REQUEST,
    ErrorCode.ORIGIN_NOT_ALLOWED: HTTPStatus.FORBIDDEN,
    ErrorCode.CROSS_SITE: HTTPStatus.FORBIDDEN,
    ErrorCode.TOKEN_MISSING: HTTPStatus.UNAUTHORIZED,
    ErrorCode.TOKEN_INVALID: HTTPStatus.UNAUTHORIZED,
    ErrorCode.PAIRING_CODE_WRONG: HTTPStatus.FORBIDDEN,
    ErrorCode.PAIRING_CODE_EXPIRED: HTTPStatus.GONE,
    ErrorCode.TOO_MANY_ATTEMPTS: HTTPStatus.TOO_MANY_REQUESTS,
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ErrorCode.BODY_TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ErrorCode.LENGTH_REQUIRED: HTTPStatus.LENGTH_REQUIRED,
    ErrorCode.CAPTURE_CLOSED: HTTPStatus.CONFLICT,
    ErrorCode.DIGEST_MISMATCH: HTTPStatus.UNPROCESSABLE_ENTITY,
    ErrorCode.STORE_FAILED: HTTPStatus.INSUFFICIENT_STORAGE,
    ErrorCode.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class Error(Model):
    """What went wrong, for a program (`code`) and for a person (`message`)."""

    code: ErrorCode
    message: str
    details: dict[str, JsonValue] = Field(default_factory=dict)


class ErrorReply(Model):
    """The body of every refusal."""

    error: Error
