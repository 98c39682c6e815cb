"""Portal profiles, and what the person adds to them."""

from flask import Blueprint, Response

from markwarden.complaints.profiles import ProfileError
from markwarden.errors import Refusal
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.error import ErrorCode
from markwarden_schema.portal import PortalOverrides

blueprint = Blueprint("portals", __name__)


@blueprint.get("/portals")
def list_portals() -> Response:
    return shaped(services().portals.all())


@blueprint.put("/portals/<portal_id>/overrides")
def override(portal_id: str) -> Response:
    sent = parsed(PortalOverrides)
    try:
        portal = services().portals.override(portal_id, sent)
    except ProfileError as error:
        raise Refusal(
            ErrorCode.INVALID_REQUEST,
            "The overrides do not fit the profile.",
            {"problems": [{"path": problem.path, "message": problem.message} for problem in error.problems]},
        ) from error
    if portal is None:
        raise Refusal(ErrorCode.NOT_FOUND, "There is no such portal.")
    return shaped(portal)
