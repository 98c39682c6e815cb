"""Trying a title, a listing or a picture: what the engine says and why, as the registry is and as it would be."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.editing import uploads
from markwarden.console.files import SHOWN
from markwarden.console.nav import Nav
from markwarden.console.staging import Staging
from markwarden.console.trial import NothingToTryError, asked_of, tried
from markwarden.matching.image.logo.artwork import ArtworkRefusedError, drawn_as_png, is_svg
from markwarden.registry.pictures import NoPictureError, picture_suffix
from markwarden.services import services

blueprint = Blueprint("tryit", __name__, url_prefix="/try")
NAV = Nav("tryit.index", _l("Try it"), "t", "magic", 50)


@blueprint.get("/")
def index() -> str:
    """The box, and its answer. Everything stands in the address: an answer can be shown again after a change."""
    asked = asked_of(request.args)
    trial, trouble = None, None
    try:
        trial = tried(asked)
    except NothingToTryError as error:
        trouble = str(error)
    here = services()
    brands = sorted(here.registry.document().brands, key=lambda brand: brand.name.casefold())
    return render_template(
        "tryit/index.html", asked=asked, query={name: value for name, value in asked.items() if value}, trial=trial,
        trouble=trouble, brands=brands, purposes=[one.value for one in here.pictures.purposes],
    )  # fmt: skip


@blueprint.post("/")
def send() -> AnyResponse:
    """Pictures are kept for a day, and named in the address that answers."""
    asked = asked_of(request.form)
    staging = Staging(services().settings.data_dir)
    for field, name in (("picture_file", "picture"), ("reference_file", "reference")):
        for called, data in uploads(field)[:1]:
            try:
                # A figure comes as an SVG often; it is tried as the picture that it is matched by.
                shown = drawn_as_png(data) if field == "reference_file" and is_svg(data) else data
                asked[name] = staging.put(shown, picture_suffix(shown))
            except (NoPictureError, ArtworkRefusedError) as error:
                flash(_("%(name)s: %(why)s.", name=called, why=str(error)), "error")
    return redirect(address_of(asked), 303)


def address_of(asked: Mapping[str, str]) -> str:
    """Where what is asked is answered."""
    given: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return url_for("console.tryit.index", **given)


@blueprint.get("/picture/<name>")
def picture(name: str) -> Response:
    """A picture that was sent to be tried."""
    data = Staging(services().settings.data_dir).picture(name)
    if data is None:
        abort(404)
    return Response(data, mimetype=SHOWN["." + name.rpartition(".")[2]])
