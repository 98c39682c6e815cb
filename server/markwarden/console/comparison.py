"""The comparison of a picture signal: drawn by the extension's own code, from pictures that this server keeps."""

import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from pydantic import JsonValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console import words
from markwarden.console.evidence import by, told
from markwarden.console.listings import assessed_now
from markwarden.console.trial import NO_LISTING, NothingToTryError, asked_of, named, tried
from markwarden.console.tryit import address_of
from markwarden.evidence import EvidenceError
from markwarden.evidence.supplying import Supplied, import_files
from markwarden.extension import extension_path
from markwarden.pictures import StoredPicture
from markwarden.services import services
from markwarden_schema.assessment import Assessment, RightRef, Signal
from markwarden_schema.listing import Listing

blueprint = Blueprint("comparison", __name__)
SHARED = (
    "compare/geometry.js", "compare/pictures.js", "compare/sheet.js", "compare/view.js", "compare/views.css",
    "shared/namespace.js", "shared/sentences.js",
)  # fmt: skip
"""Files of the extension that the console uses as they are."""
_VERSION = hashlib.sha256(b"".join((extension_path() / name).read_bytes() for name in SHARED)).hexdigest()[:12]
_SEALED = {"image/png": "png", "image/jpeg": "jpg"}


@blueprint.get("/console/extension/<version>/<path:name>")
def shared(version: str, name: str) -> Response:
    """A file of the extension; a changed one has another address."""
    if name not in SHARED or version != _VERSION:
        abort(404)
    g.cache_control = "private, max-age=31536000, immutable"
    return send_file(extension_path() / name)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Addresses of the two pictures; `reference` is None where a signal has none (words that were read)."""

    reference: str | None
    suspect: str
    digest: str | None
    """SHA-256 of the suspect where it is a listing's."""


@blueprint.get("/listings/<item_id>/compare")
def of_listing(item_id: str) -> str:
    """A signal of a listing that was seen: `kind`, `right`, `proof` (the reference's SHA-256)."""
    seen = services().sightings.get(item_id)
    if seen is None:
        abort(404)
    (listing,) = assessed_now([seen])
    signal = _signal(listing.assessment)
    digest = services().pictures.digest_of(signal.evidence.image or "")
    if digest is None:
        abort(404, _("The listing's picture is not kept any more: look at the listing once more in the browser."))
    reference = signal.evidence.reference
    pair = _Pair(
        url_for("console.comparison.reference", sha256=reference) if reference else None,
        url_for("console.comparison.met", sha256=digest),
        digest,
    )
    back = (seen.title or item_id, url_for("console.listings.show", item_id=item_id))
    right = named(services().engine.current(), signal)
    return _page(Listing(item_id=item_id, title=seen.title), signal, right, pair, back)


@blueprint.get("/try/compare")
def of_trial() -> str:
    """A signal of a picture that was tried."""
    asked = asked_of(request.args)
    try:
        trial = tried(asked)
    except NothingToTryError as error:
        abort(404, str(error))
    if trial is None:
        abort(404)
    signal = _signal(trial.after or trial.before)
    known = services().pictures.reference(signal.evidence.reference or "") is not None
    reference = (
        url_for("console.comparison.reference", sha256=signal.evidence.reference)
        if known
        else url_for("console.tryit.picture", name=asked["reference"])
        if signal.evidence.reference
        else None
    )
    pair = _Pair(reference, url_for("console.tryit.picture", name=asked["picture"]), None)
    tried_out = (
        trial.listing.model_copy(update={"item_id": ""}) if trial.listing.item_id == NO_LISTING else trial.listing
    )
    return _page(tried_out, signal, named(trial.engine, signal), pair, (_("Try it"), address_of(asked)))


def _signal(assessment: Assessment) -> Signal:
    wanted = {name: request.args.get(name) or None for name in ("kind", "right", "proof")}
    for signal in assessment.signals:
        have = {"kind": signal.kind.value, "right": signal.right, "proof": signal.evidence.reference or None}
        if signal.evidence.box and have == wanted:
            return signal
    raise NotFound(_("This signal is gone: the registry or the listing has changed."))


def _page(listing: Listing, signal: Signal, right: RightRef | None, pair: _Pair, back: tuple[str, str]) -> str:
    subject: dict[str, JsonValue] = {
        "listing": {"item_id": listing.item_id, "title": listing.title},
        "signal": signal.model_dump(mode="json"),
        "right": right.model_dump(mode="json") if right else None,
    }
    return render_template(
        "comparison/show.html", subject=subject, pair=pair, back=back, signal=signal, right=right, listing=listing,
        strings=words.extension_strings(), version=_VERSION,
    )  # fmt: skip


@blueprint.get("/pictures/met/<sha256>")
def met(sha256: str) -> Response:
    """A listing's picture."""
    return _shown(services().pictures.met(sha256))


@blueprint.get("/pictures/reference/<sha256>")
def reference(sha256: str) -> Response:
    """A picture of a right."""
    return _shown(services().pictures.reference(sha256))


def _shown(picture: StoredPicture | None) -> Response:
    if picture is None:
        abort(404)
    return Response(picture.data, mimetype=picture.media_type)


@blueprint.post("/pictures/keep")
def keep() -> AnyResponse:
    """Seal a comparison: the sheet as it was drawn, and both pictures as they are where the evidence takes their kind."""
    here = services()
    sheet = request.files.get("sheet")
    if sheet is None:
        abort(400, _("There is no comparison to keep."))
    files = [Supplied("comparison.png", sheet.read())]
    for name, picture in (
        ("suspect", here.pictures.met(request.form.get("suspect", ""))),
        ("reference", here.pictures.reference(request.form.get("reference", ""))),
    ):
        if picture is not None and picture.media_type in _SEALED:
            files.append(Supplied(f"{name}.{_SEALED[picture.media_type]}", picture.data))
    try:
        package = import_files(here.evidence, files, request.form.get("title", "")[:300], request.form.get("address") or None, by())  # fmt: skip
    except EvidenceError as error:
        told(error)
        return redirect(url_for("console.listings.index"), 303)
    flash(_("The comparison is sealed."))
    return redirect(url_for("console.evidence.show", package=package), 303)
