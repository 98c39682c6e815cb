"""Pictures and papers of the registry: pictures are shown, all else is only ever offered as a download.

An SVG is shown as the picture that it is matched by: a browser would run what it holds, and load what it names.
"""

from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, request

from markwarden.matching.image.logo.artwork import ArtworkRefusedError, drawn_as_png
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
    called, suffix = request.args.get("called"), PurePosixPath(name).suffix
    if suffix == ".svg" and called is None:
        try:
            return Response(drawn_as_png(registry.file(path)), mimetype="image/png")
        except ArtworkRefusedError as error:
            abort(404, str(error))
    kind = SHOWN.get(suffix)
    response = Response(registry.file(path), mimetype=kind or "application/octet-stream")
    if kind is None:
        response.headers.set("Content-Disposition", "attachment", filename=called or name)
    return response
