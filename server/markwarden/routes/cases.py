"""Cases, what the person writes into them, their files, and notices made from them."""

import base64
import binascii

from flask import Blueprint, Response

from markwarden.complaints.notices.documents import FontsMissingError
from markwarden.errors import Refusal
from markwarden.routes.complaint_errors import plainly
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.case import CaseFacts, CaseFile, CaseFileUpload
from markwarden_schema.complaint_register import NoticeRequest
from markwarden_schema.error import ErrorCode

blueprint = Blueprint("cases", __name__)


@blueprint.get("/cases")
def list_cases() -> Response:
    return shaped(services().complaints.cases())


@blueprint.get("/cases/<case_id>")
@plainly
def one(case_id: str) -> Response:
    return shaped(services().complaints.case(case_id))


@blueprint.put("/cases/<case_id>/facts")
@plainly
def write_facts(case_id: str) -> Response:
    return shaped(services().complaints.write_facts(case_id, parsed(CaseFacts)))


@blueprint.post("/cases/<case_id>/files")
@plainly
def add_file(case_id: str) -> Response:
    sent = parsed(CaseFileUpload)
    services().complaints.case(case_id)
    try:
        data = base64.b64decode(sent.data, validate=True)
    except binascii.Error as error:
        raise Refusal(ErrorCode.INVALID_REQUEST, "The file is not valid base64.") from error
    if not data:
        raise Refusal(ErrorCode.INVALID_REQUEST, "The file is empty.")
    described = CaseFile(
        sha256="0" * 64,
        name=sent.name,
        media_type=sent.media_type,
        size=0,
        kind=sent.kind,
        caption=sent.caption,
        items=sent.items,
    )
    return shaped(services().complaints.add_file(case_id, data, described), 201)


@blueprint.get("/cases/<case_id>/files/<sha256>")
@plainly
def file(case_id: str, sha256: str) -> Response:
    return download(*services().complaints.case_file(case_id, sha256))


@blueprint.delete("/cases/<case_id>/files/<sha256>")
@plainly
def drop_file(case_id: str, sha256: str) -> Response:
    services().complaints.drop_file(case_id, sha256)
    return Response(status=204)


@blueprint.post("/cases/<case_id>/notice")
@plainly
def notice(case_id: str) -> Response:
    sent = parsed(NoticeRequest)
    try:
        return shaped(services().complaints.notice(case_id, sent))
    except FontsMissingError as error:
        raise Refusal(ErrorCode.INVALID_REQUEST, str(error)) from error


def download(file: CaseFile, data: bytes) -> Response:
    """A file as a download that no browser opens by itself: its bytes came from elsewhere."""
    response = Response(data, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=file.name)
    return response
