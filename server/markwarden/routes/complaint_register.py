"""All complaints at once: what is due, what came back, good faith, outcomes, the portal's own list, the settings for filing."""

from flask import Blueprint, Response

from markwarden.routes.complaint_errors import plainly
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.complaint_register import FilingSettings, ImportRequest

blueprint = Blueprint("complaint_register", __name__)


@blueprint.get("/complaints/due")
def due() -> Response:
    return shaped(services().complaint_register.due())


@blueprint.get("/complaints/due.ics")
def calendar() -> Response:
    return Response(services().complaint_register.calendar(), mimetype="text/calendar")


@blueprint.get("/complaints/relistings")
def relistings() -> Response:
    return shaped(services().complaint_register.relistings())


@blueprint.post("/complaints/import")
@plainly
def import_list() -> Response:
    return shaped(services().complaint_register.import_list(parsed(ImportRequest)))


@blueprint.get("/outcomes")
def outcomes() -> Response:
    return shaped(services().complaint_register.outcomes())


@blueprint.get("/good-faith/<portal_id>")
@plainly
def good_faith(portal_id: str) -> Response:
    services().complaints.portal(portal_id)
    return shaped(services().complaint_register.good_faith(portal_id))


@blueprint.get("/good-faith/<portal_id>/plot")
@plainly
def plot(portal_id: str) -> Response:
    services().complaints.portal(portal_id)
    return Response(services().complaint_register.good_faith_plot(portal_id), mimetype="image/svg+xml")


@blueprint.get("/filing-settings")
def settings() -> Response:
    return shaped(services().complaints.settings.get())


@blueprint.put("/filing-settings")
def put_settings() -> Response:
    services().complaints.settings.put(parsed(FilingSettings))
    return settings()
