"""Who answers on this port. Open to everyone who may reach the server."""

from flask import Blueprint, Response, request

from markwarden import __version__
from markwarden.routes.shapes import shaped
from markwarden.services import services
from markwarden_schema.health import Health

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    paired = scheme.lower() == "bearer" and services().pairings.find(token.strip()) is not None
    return shaped(Health(version=__version__, words=services().settings.words, paired=paired))
