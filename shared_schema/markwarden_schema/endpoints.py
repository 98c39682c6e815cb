"""Every endpoint of the contract, in one table: the document, the gate and the tests are made from it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from markwarden_schema.error import ErrorCode
from markwarden_schema.health import Health
from markwarden_schema.page import PageReport, PageSubmission
from markwarden_schema.pairing import PairingGrant, PairingList, PairingRequest
from markwarden_schema.registry import RegistrySummary

PREFIX = "/api/v1"
SMALL = 64 * 1024
PAGE = 64 * 1024 * 1024
"""A page of 50 MB is read like any other."""


class Access(StrEnum):
    """Who may ask."""

    OPEN = "open"
    PAIRING = "pairing"
    TOKEN = "token"  # noqa: S105 - a word, not a secret


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path. `most_bytes` is the largest body it takes."""

    method: str
    path: str
    summary: str
    access: Access = Access.TOKEN
    request: type[BaseModel] | None = None
    response: type[BaseModel] | None = None
    status: int = 200
    most_bytes: int = 0
    media_type: str = "application/json"
    codes: tuple[ErrorCode, ...] = ()

    @property
    def rule(self) -> str:
        """The path as a router writes it, without the prefix: `/pairings/<pairing_id>`."""
        return PREFIX + re.sub(r"\{(\w+)\}", r"<\1>", self.path)

    @property
    def all_codes(self) -> tuple[ErrorCode, ...]:
        """Every refusal it may answer with: its own, and those of the guards it stands behind."""
        codes = [ErrorCode.HOST_NOT_ALLOWED, ErrorCode.CROSS_SITE, ErrorCode.ORIGIN_NOT_ALLOWED]
        if self.access is Access.TOKEN:
            codes += [ErrorCode.TOKEN_MISSING, ErrorCode.TOKEN_INVALID]
        if self.request is not None:
            codes += [
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                ErrorCode.LENGTH_REQUIRED,
                ErrorCode.BODY_TOO_LARGE,
                ErrorCode.INVALID_JSON,
                ErrorCode.INVALID_REQUEST,
            ]
        return (*codes, *self.codes, ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.INTERNAL)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "/health", "Who answers on this port", Access.OPEN, response=Health),
    Endpoint(
        "POST",
        "/pair",
        "Pair a browser by the code that the server shows",
        Access.PAIRING,
        request=PairingRequest,
        response=PairingGrant,
        status=201,
        most_bytes=SMALL,
        codes=(ErrorCode.PAIRING_CODE_WRONG, ErrorCode.PAIRING_CODE_EXPIRED, ErrorCode.TOO_MANY_ATTEMPTS),
    ),
    Endpoint("GET", "/pairings", "The browsers that are paired", response=PairingList),
    Endpoint("DELETE", "/pairings/{pairing_id}", "End a pairing", status=204, codes=(ErrorCode.NOT_FOUND,)),
    Endpoint("GET", "/registry", "How much the registry holds", response=RegistrySummary),
    Endpoint(
        "POST",
        "/pages",
        "Read a page and assess its listings",
        request=PageSubmission,
        response=PageReport,
        most_bytes=PAGE,
    ),
    Endpoint("GET", "/openapi.json", "This document", Access.OPEN),
    Endpoint("GET", "/docs", "This document, to be read by people", Access.OPEN, media_type="text/html"),
)
_BY_RULE = {(endpoint.rule, endpoint.method): endpoint for endpoint in ENDPOINTS}
_DOCS_FILES = Endpoint("GET", "/docs/{name}", "A file of the documentation", Access.OPEN)


def endpoint_of(rule: str | None, method: str) -> Endpoint | None:
    """The endpoint behind a router's rule; None where the contract knows none."""
    if rule is None:
        return None
    if rule.startswith(f"{PREFIX}/docs/") and method in ("GET", "HEAD"):
        return _DOCS_FILES
    return _BY_RULE.get((rule, "GET" if method == "HEAD" else method))
