"""Captures: opened, filled, sealed, listed."""

from collections.abc import Iterator

from flask import Blueprint, Response, request

from markwarden.errors import Refusal
from markwarden.evidence.errors import (
    CaptureClosedError,
    DigestMismatchError,
    EvidenceError,
    TooLargeError,
    UnknownCaptureError,
)
from markwarden.evidence.files import CHUNK
from markwarden.evidence.hands import hands
from markwarden.evidence.intake import part_note
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.capture import CaptureBegin, CaptureList, CaptureSeal
from markwarden_schema.error import ErrorCode

blueprint = Blueprint("captures", __name__)
NOTE = "Markwarden-Part"
_CODES: dict[type[EvidenceError], ErrorCode] = {
    UnknownCaptureError: ErrorCode.NOT_FOUND,
    CaptureClosedError: ErrorCode.CAPTURE_CLOSED,
    DigestMismatchError: ErrorCode.DIGEST_MISMATCH,
    TooLargeError: ErrorCode.BODY_TOO_LARGE,
}


@blueprint.errorhandler(EvidenceError)
def _refused(error: EvidenceError) -> Response:
    code = _CODES.get(type(error))
    if code is None:
        raise error
    refusal = Refusal(code, str(error))
    return Response(refusal.body(), refusal.status, mimetype="application/json")


@blueprint.get("/captures")
def listed() -> Response:
    return shaped(CaptureList(captures=services().evidence.states()))


@blueprint.post("/captures")
def begin() -> Response:
    sent = parsed(CaptureBegin)
    return shaped(services().evidence.begin(sent, hands("browser extension")), 201)


@blueprint.get("/captures/<capture_id>")
def state(capture_id: str) -> Response:
    return shaped(services().evidence.state(capture_id))


@blueprint.put("/captures/<capture_id>/parts/<part>")
def put(capture_id: str, part: str) -> Response:
    try:
        note = part_note(request.headers.get(NOTE, ""))
    except ValueError as error:
        raise Refusal(ErrorCode.INVALID_REQUEST, f"The header {NOTE} does not fit the contract.") from error
    services().evidence.put(capture_id, part, request.mimetype, note, _body())
    return Response(status=204)


@blueprint.post("/captures/<capture_id>/seal")
def seal(capture_id: str) -> Response:
    sent = parsed(CaptureSeal)
    here = services()
    return shaped(here.evidence.seal(capture_id, sent, here.assess_capture(capture_id)), 201)


@blueprint.delete("/captures/<capture_id>")
def give_up(capture_id: str) -> Response:
    services().evidence.give_up(capture_id)
    return Response(status=204)


def _body() -> Iterator[bytes]:
    while chunk := request.stream.read(CHUNK):
        yield chunk
