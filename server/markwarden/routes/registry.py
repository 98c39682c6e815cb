"""How much the registry holds."""

from flask import Blueprint, Response

from markwarden.routes.shapes import shaped
from markwarden.services import services

blueprint = Blueprint("registry", __name__)


@blueprint.get("/registry")
def summary() -> Response:
    return shaped(services().registry.summary())
