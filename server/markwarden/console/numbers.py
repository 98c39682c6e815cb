"""Whether a registration number looks like one of its office: asked while it is typed, answered in a sentence."""

from flask import Blueprint, Response, request
from pydantic import ValidationError

from markwarden.console import words
from markwarden.console.rights import MODELS
from markwarden.registry.offices import number_hint

blueprint = Blueprint("numbers", __name__, url_prefix="/numbers")


@blueprint.get("/")
def check() -> Response:
    """What looks wrong with `?number=` of a `kind` at a `jurisdiction`; empty where nothing does."""
    asked = {name: request.args.get(name, "").strip() or None for name in ("number", "jurisdiction")}
    kind = request.args.get("kind", "trademark")
    said = ""
    if kind in MODELS:
        try:
            found = number_hint(MODELS[kind].model_validate({"kind": kind, **asked}))
        except ValidationError:  # too long to be a number at all: the form says so
            found = None
        said = words.number_hint(found, asked["number"] or "") if found else ""
    return Response(said, mimetype="text/plain")
