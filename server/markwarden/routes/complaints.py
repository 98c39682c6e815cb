"""Complaints: planned, drafted, checked, put into form values, and followed after filing."""

from flask import Blueprint, Response

from markwarden.complaints.desk import NotThereError
from markwarden.errors import Refusal
from markwarden.routes.cases import download
from markwarden.routes.complaint_errors import plainly
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.complaint import ComplaintEdit, CounterNoticeRequest, EventRequest, PlanRequest
from markwarden_schema.error import ErrorCode

blueprint = Blueprint("complaints", __name__)


@blueprint.get("/complaints")
def list_complaints() -> Response:
    return shaped(services().complaints.all())


@blueprint.post("/complaints/plan")
@plainly
def plan() -> Response:
    sent = parsed(PlanRequest)
    try:
        return shaped(services().complaints.plan(sent))
    except NotThereError as error:
        raise Refusal(ErrorCode.INVALID_REQUEST, str(error.args[0])) from error


@blueprint.post("/complaints")
@plainly
def draft() -> Response:
    sent = parsed(PlanRequest)
    try:
        return shaped(services().complaints.draft(sent), 201)
    except NotThereError as error:
        raise Refusal(ErrorCode.INVALID_REQUEST, str(error.args[0])) from error


@blueprint.get("/complaints/<complaint_id>")
@plainly
def one(complaint_id: str) -> Response:
    desk = services().complaints
    return shaped(desk.complaint(desk.row(complaint_id)))


@blueprint.put("/complaints/<complaint_id>")
@plainly
def edit(complaint_id: str) -> Response:
    return shaped(services().complaints.edit(complaint_id, parsed(ComplaintEdit)))


@blueprint.delete("/complaints/<complaint_id>")
@plainly
def discard(complaint_id: str) -> Response:
    services().complaints.discard(complaint_id)
    return Response(status=204)


@blueprint.post("/complaints/<complaint_id>/statement")
@plainly
def rewrite(complaint_id: str) -> Response:
    return shaped(services().complaints.rewrite(complaint_id))


@blueprint.post("/complaints/<complaint_id>/files")
@plainly
def choose_files(complaint_id: str) -> Response:
    return shaped(services().complaints.choose_files(complaint_id))


@blueprint.get("/complaints/<complaint_id>/check")
@plainly
def check(complaint_id: str) -> Response:
    return shaped(services().complaints.check(complaint_id))


@blueprint.get("/complaints/<complaint_id>/form")
@plainly
def form(complaint_id: str) -> Response:
    return shaped(services().complaints.form(complaint_id))


@blueprint.get("/complaints/<complaint_id>/files/<sha256>")
@plainly
def file(complaint_id: str, sha256: str) -> Response:
    return download(*services().complaints.complaint_file(complaint_id, sha256))


@blueprint.post("/complaints/<complaint_id>/events")
@plainly
def step(complaint_id: str) -> Response:
    return shaped(services().complaints.step(complaint_id, parsed(EventRequest)))


@blueprint.post("/complaints/<complaint_id>/counter-notices")
@plainly
def counter(complaint_id: str) -> Response:
    return shaped(services().complaints.counter(complaint_id, parsed(CounterNoticeRequest)))
