"""Pictures and papers of the registry: pictures are shown, all else is only ever offered as a download."""

from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, request

from markwarden.registry.rules import referenced
from markwarden.services import services

blueprint = Blueprint("files", __name__)
SHOWN = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif"}


@blueprint.get("/files/<name>")
def file(name: str) -> Response:
    """A file that some right names. `?called=`: what to call it when it is saved."""
    registry = services().registry
    path = f"files/{name}"
    if not any(path == known for brand in registry.document().brands for known, _ in referenced(brand, "")):
        abort(404)
    if not registry.has_file(path):
        abort(404)
    kind = SHOWN.get(PurePosixPath(name).suffix)
    response = Response(registry.file(path), mimetype=kind or "application/octet-stream")
    if kind is None:
        response.headers.set("Content-Disposition", "attachment", filename=request.args.get("called") or name)
    return response
