"""Every endpoint of the contract, in one table: the document, the gate and the tests are made from it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from markwarden_schema.capture import CaptureBegin, CaptureList, CaptureSeal, CaptureState
from markwarden_schema.case import Case, CaseFacts, CaseFile, CaseFileUpload, CaseList
from markwarden_schema.complaint import (
    Complaint,
    ComplaintEdit,
    ComplaintList,
    CounterNoticeRequest,
    EventRequest,
    FormValues,
    Plan,
    PlanRequest,
)
from markwarden_schema.complaint_check import CheckReport, GoodFaith, Outcomes
from markwarden_schema.complaint_register import (
    DueList,
    FilingSettings,
    ImportReport,
    ImportRequest,
    Notice,
    NoticeRequest,
    RelistingList,
)
from markwarden_schema.console import ConsoleLink, ConsoleLinkRequest
from markwarden_schema.decision import Decision, DecisionList, DecisionRequest
from markwarden_schema.error import ErrorCode
from markwarden_schema.health import Health
from markwarden_schema.page import ListingSubmission, PageReport, PageSubmission
from markwarden_schema.pairing import PairingGrant, PairingList, PairingRequest
from markwarden_schema.picture import AlikeReport, ImageQuery, ImageReport, PhotoGroups
from markwarden_schema.portal import Portal, PortalList, PortalOverrides
from markwarden_schema.registry import RegistrySummary

PREFIX = "/api/v1"
SMALL = 64 * 1024
MEDIUM = 512 * 1024
LISTINGS = 4 * 1024 * 1024
FILE = 28 * 1024 * 1024
"""A file of 20 MB in base64, and what is said of it."""
PAGE = 64 * 1024 * 1024
"""A page of 50 MB is read like any other."""
IMAGES = 64 * 1024 * 1024
"""A batch of pictures as the browser has them, some 100 kB each."""
PART = 128 * 1024 * 1024
"""One part of a capture; each kind has a limit of its own below this one."""

PART_TYPES = ("image/png", "image/jpeg", "text/html", "multipart/related", "application/octet-stream")


class Access(StrEnum):
    """Who may ask."""

    OPEN = "open"
    PAIRING = "pairing"
    TOKEN = "token"  # noqa: S105 - a word, not a secret


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path. `most_bytes` is the largest body it takes; `raw` the media types of one that is no JSON."""

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
    raw: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    """Optional parameters of the address: name and what it is for."""

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
        elif self.raw:
            codes += [
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                ErrorCode.LENGTH_REQUIRED,
                ErrorCode.BODY_TOO_LARGE,
                ErrorCode.INVALID_REQUEST,
            ]
        return (*codes, *self.codes, ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.STORE_FAILED, ErrorCode.INTERNAL)


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
    Endpoint(
        "POST",
        "/console-links",
        "Make a link that opens the console in this browser, once",
        request=ConsoleLinkRequest,
        response=ConsoleLink,
        status=201,
        most_bytes=SMALL,
    ),
    Endpoint("GET", "/registry", "How much the registry holds", response=RegistrySummary),
    Endpoint(
        "POST",
        "/pages",
        "Read a page and assess its listings",
        request=PageSubmission,
        response=PageReport,
        most_bytes=PAGE,
    ),
    Endpoint(
        "POST",
        "/assessments",
        "Assess listings of a page again",
        request=ListingSubmission,
        response=PageReport,
        most_bytes=LISTINGS,
    ),
    Endpoint(
        "POST",
        "/decisions",
        "Keep a decision on a listing",
        request=DecisionRequest,
        response=Decision,
        status=201,
        most_bytes=SMALL,
    ),
    Endpoint(
        "GET",
        "/decisions",
        "The decisions made, newest first",
        response=DecisionList,
        query=(
            ("item_id", "only those on this listing"),
            ("right", "only those about this right"),
            ("word", "only infringes, dismissed, watched or undecided"),
            ("limit", "at most so many; 500 where nothing is said"),
        ),
        codes=(ErrorCode.INVALID_REQUEST,),
    ),
    Endpoint("DELETE", "/decisions/{decision_id}", "Undo a decision", status=204, codes=(ErrorCode.NOT_FOUND,)),
    Endpoint(
        "POST",
        "/images",
        "Look at pictures that a page wants, each a part of the form named by its key",
        response=ImageReport,
        most_bytes=IMAGES,
        raw=("multipart/form-data",),
    ),
    Endpoint(
        "POST",
        "/images/verdicts",
        "What came of pictures that were sent before",
        request=ImageQuery,
        response=ImageReport,
        most_bytes=SMALL,
    ),
    Endpoint(
        "POST",
        "/images/left",
        "The page that waited for these pictures is gone: what was not begun for it is not done",
        request=ImageQuery,
        status=204,
        most_bytes=SMALL,
    ),
    Endpoint("GET", "/photos", "The photos that most listings show, with who shows them", response=PhotoGroups),
    Endpoint("GET", "/listings/{item_id}/alike", "The listings that show a picture of this one", response=AlikeReport),
    Endpoint(
        "GET",
        "/references/{sha256}",
        "A picture of the registry",
        media_type="image/*",
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("GET", "/portals", "The complaint forms there are profiles for", response=PortalList),
    Endpoint(
        "PUT",
        "/portals/{portal_id}/overrides",
        "Hosts, labels, reasons, limits and taught locators of the person's own, in place of the former ones",
        request=PortalOverrides,
        response=Portal,
        most_bytes=MEDIUM,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("GET", "/captures", "The captures still open, and those sealed last", response=CaptureList),
    Endpoint(
        "POST",
        "/captures",
        "Open a capture of the page in front",
        request=CaptureBegin,
        response=CaptureState,
        status=201,
        most_bytes=SMALL,
    ),
    Endpoint(
        "GET",
        "/captures/{capture_id}",
        "How far a capture has come, and which parts the server has",
        response=CaptureState,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "PUT",
        "/captures/{capture_id}/parts/{part}",
        "One part as bytes, with its note in the header `Markwarden-Part`; again is the same as once",
        raw=PART_TYPES,
        status=204,
        most_bytes=PART,
        codes=(ErrorCode.NOT_FOUND, ErrorCode.CAPTURE_CLOSED, ErrorCode.DIGEST_MISMATCH),
    ),
    Endpoint(
        "POST",
        "/captures/{capture_id}/seal",
        "Everything was sent: make the package; again is the same as once",
        request=CaptureSeal,
        response=CaptureState,
        status=201,
        most_bytes=1024 * 1024,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "DELETE",
        "/captures/{capture_id}",
        "Give up a capture that was not sealed",
        status=204,
        codes=(ErrorCode.NOT_FOUND, ErrorCode.CAPTURE_CLOSED),
    ),
    Endpoint("GET", "/cases", "Infringing listings by right and seller", response=CaseList),
    Endpoint("GET", "/cases/{case_id}", "One case", response=Case, codes=(ErrorCode.NOT_FOUND,)),
    Endpoint(
        "PUT",
        "/cases/{case_id}/facts",
        "What the person found out, in place of what was there",
        request=CaseFacts,
        response=Case,
        most_bytes=MEDIUM,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "POST",
        "/cases/{case_id}/files",
        "Keep a file for a case",
        request=CaseFileUpload,
        response=CaseFile,
        status=201,
        most_bytes=FILE,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "GET",
        "/cases/{case_id}/files/{sha256}",
        "A file of a case, as a download",
        media_type="application/octet-stream",
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "DELETE",
        "/cases/{case_id}/files/{sha256}",
        "Take a file out of a case",
        status=204,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "POST",
        "/cases/{case_id}/notice",
        "An e-mail notice for a marketplace without a profile",
        request=NoticeRequest,
        response=Notice,
        most_bytes=SMALL,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("GET", "/complaints", "All complaints, newest first", response=ComplaintList),
    Endpoint(
        "POST",
        "/complaints/plan",
        "How cases would be split into complaints; stores nothing",
        request=PlanRequest,
        response=Plan,
        most_bytes=MEDIUM,
    ),
    Endpoint(
        "POST",
        "/complaints",
        "Draft the complaints of a plan",
        request=PlanRequest,
        response=ComplaintList,
        status=201,
        most_bytes=MEDIUM,
    ),
    Endpoint("GET", "/complaints/due", "What is due, earliest first", response=DueList),
    Endpoint("GET", "/complaints/due.ics", "The same as a calendar", media_type="text/calendar"),
    Endpoint("GET", "/complaints/relistings", "Listings that came back", response=RelistingList),
    Endpoint(
        "POST",
        "/complaints/import",
        "The portal's own list: what it would change, or (with apply) changes",
        request=ImportRequest,
        response=ImportReport,
        most_bytes=FILE,
    ),
    Endpoint("GET", "/complaints/{complaint_id}", "One complaint", response=Complaint, codes=(ErrorCode.NOT_FOUND,)),
    Endpoint(
        "PUT",
        "/complaints/{complaint_id}",
        "Change a draft",
        request=ComplaintEdit,
        response=Complaint,
        most_bytes=FILE,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("DELETE", "/complaints/{complaint_id}", "Delete a draft", status=204, codes=(ErrorCode.NOT_FOUND,)),
    Endpoint(
        "POST",
        "/complaints/{complaint_id}/statement",
        "Write a draft's statement anew from the facts",
        response=Complaint,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "POST",
        "/complaints/{complaint_id}/files",
        "Choose a draft's files anew from its cases and captures",
        response=Complaint,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "GET",
        "/complaints/{complaint_id}/check",
        "What speaks against filing it",
        response=CheckReport,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "GET",
        "/complaints/{complaint_id}/form",
        "Values for the portal's form",
        response=FormValues,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "GET",
        "/complaints/{complaint_id}/files/{sha256}",
        "A file of a complaint, as a download",
        media_type="application/octet-stream",
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "POST",
        "/complaints/{complaint_id}/events",
        "Write down what happened to it: a status, the reference number",
        request=EventRequest,
        response=Complaint,
        most_bytes=MEDIUM,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "POST",
        "/complaints/{complaint_id}/counter-notices",
        "Write down a counter-notice, or the answer to it",
        request=CounterNoticeRequest,
        response=Complaint,
        most_bytes=MEDIUM,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("GET", "/outcomes", "What came of all complaints", response=Outcomes),
    Endpoint(
        "GET",
        "/good-faith/{portal_id}",
        "The good-faith rates over three months",
        response=GoodFaith,
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint(
        "GET",
        "/good-faith/{portal_id}/plot",
        "The same over a year, drawn",
        media_type="image/svg+xml",
        codes=(ErrorCode.NOT_FOUND,),
    ),
    Endpoint("GET", "/filing-settings", "What is set for filing", response=FilingSettings),
    Endpoint(
        "PUT",
        "/filing-settings",
        "Set it, in place of what was set",
        request=FilingSettings,
        response=FilingSettings,
        most_bytes=MEDIUM,
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
