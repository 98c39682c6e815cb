"""Listing pictures: bytes in, verdicts out; the registry's own pictures for comparing."""

import re

from flask import Blueprint, Response, request

from markwarden.errors import Refusal
from markwarden.pictures import Sent
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.error import ErrorCode
from markwarden_schema.picture import ImageQuery

blueprint = Blueprint("images", __name__)

MOST_IMAGES = 24
"""Pictures in one batch."""
_PATIENCE = 4.0
"""Seconds that an answer waits for a first glance at what it was sent."""
_NEWS = 1.0
"""Seconds that an answer waits for the next picture that is done with."""
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{7,80}")


@blueprint.post("/images")
def take() -> Response:
    files = list(request.files.items(multi=True))
    if not files or len(files) > MOST_IMAGES or request.form:
        raise Refusal(ErrorCode.INVALID_REQUEST, f"One to {MOST_IMAGES} pictures, each a part named by its key.")
    if not all(_KEY.fullmatch(key) for key, _ in files):
        raise Refusal(ErrorCode.INVALID_REQUEST, "A part is not named by the key of a picture.")
    sent = [Sent(key, file.read()) for key, file in files]
    return shaped(services().report_of_images(services().pictures.take(sent, _PATIENCE), glanced=True))


@blueprint.post("/images/verdicts")
def verdicts() -> Response:
    query = parsed(ImageQuery)
    return shaped(services().report_of_images(services().pictures.news(query.keys, _NEWS)))


@blueprint.post("/images/left")
def left() -> Response:
    services().pictures.leave(parsed(ImageQuery).keys)
    return Response(status=204)


@blueprint.get("/photos")
def photos() -> Response:
    return shaped(services().same_photos.groups())


@blueprint.get("/listings/<item_id>/alike")
def alike(item_id: str) -> Response:
    return shaped(services().same_photos.report(item_id))


@blueprint.get("/references/<sha256>")
def reference(sha256: str) -> Response:
    found = services().pictures.reference(sha256)
    if found is None:
        raise Refusal(ErrorCode.NOT_FOUND, "No right has such a picture.")
    return Response(found.data, mimetype=found.media_type)
