"""Evidence: the captures, one capture with its files and custody, checking it, handing it out, deleting it."""

import io
from datetime import UTC, datetime

from flask import Blueprint, Response, flash, g, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console import naming
from markwarden.console.nav import Nav
from markwarden.evidence import EvidenceError
from markwarden.evidence.compared import by_strength
from markwarden.evidence.composing import thumbnail
from markwarden.evidence.dossier.wacz import mhtml_of, wacz
from markwarden.evidence.errors import UnknownCaptureError
from markwarden.evidence.hands import hands
from markwarden.evidence.people import SHOWN_AS_PICTURE, rights_of, size_in_words
from markwarden.evidence.pictures import UnreadablePictureError
from markwarden.services import services
from markwarden_schema.record import FileKind

blueprint = Blueprint("evidence", __name__, url_prefix="/evidence")
NAV = Nav("evidence.index", _l("Evidence"), "v", "camera", 40)
SHOWN = frozenset({"image/png", "image/jpeg"})
"""Media types of pictures that can be worked on: covered, compared, marked."""
_APART = frozenset({FileKind.STRIP, FileKind.COMPARISON})
"""Kinds that are not among the pictures of a capture: cut pieces of one, and those shown beside each other."""
_PAGE = 60


def by() -> str:
    """Who acts here, for the custody log."""
    return hands("console")


@blueprint.errorhandler(UnknownCaptureError)
def _unknown(error: UnknownCaptureError) -> AnyResponse:
    return Response(render_template("console/error.html", title="", text=str(error), status=404), 404)


@blueprint.get("/")
def index() -> str:
    """Open captures, then the sealed ones."""
    archive = services().evidence
    query = request.args.get("q", "").strip()
    offset = max(0, request.args.get("offset", 0, type=int))
    rows = archive.rows(query, _PAGE + 1, offset)
    opened = [state for state in archive.states(0) if state.stage.value == "open"] if not query and not offset else []
    return render_template(
        "evidence/index.html",
        rows=rows[:_PAGE],
        more=offset + _PAGE if len(rows) > _PAGE else None,
        opened=opened,
        query=query,
        disk=size_in_words(archive.disk()),
        waiting=archive.stamps.waiting(),
        broken=archive.log.broken,
        count=archive.index.count(),
        leaving=services().retention.soon(),
    )


@blueprint.get("/<package>")
def show(package: str) -> str:
    """One capture; looking at it enters its custody."""
    archive = services().evidence
    record = archive.record(package)
    if not archive.log.broken:
        archive.viewed(package, by())
    return render_template(
        "evidence/show.html",
        record=record,
        row=archive.index.get(package),
        seal=archive.state(package).seal,
        entries=archive.log.of(package),
        pictures=[file for file in record.files if file.media_type in SHOWN and file.kind not in _APART],
        comparisons=services().comparisons.of(package),
        compared=by_strength(record.comparisons),
        rights=rights_of(record),
        names=naming.TACTICS,
        waiting=next((one for one in archive.stamps.waiting() if one.package == package), None),
        size=size_in_words,
        stamped=(archive.folder(package) / "seal/stamp.tsr").is_file(),
    )


@blueprint.get("/<package>/file/<path:path>")
def file(package: str, path: str) -> Response:
    """A file of a capture: pictures to be shown, all else as a download of no type that a browser runs."""
    archive = services().evidence
    found = archive.file(package, path)
    record = archive.record(package)
    media_type = next((one.media_type for one in record.files if one.path == path), "application/octet-stream")
    if media_type in SHOWN_AS_PICTURE and "download" not in request.args:
        g.cache_control = "private, max-age=3600"
        return send_file(found, mimetype=media_type)
    return send_file(found, mimetype="application/octet-stream", as_attachment=True, download_name=found.name)


@blueprint.get("/<package>/thumbnail")
def small(package: str) -> Response:
    """The picture that stands for a capture in lists."""
    archive = services().evidence
    row = archive.index.get(package)
    if row is None or row.picture is None:
        raise NotFound
    try:
        data = thumbnail(archive.file(package, row.picture).read_bytes())
    except UnreadablePictureError as error:
        raise NotFound(str(error)) from error
    g.cache_control = "private, max-age=86400"
    return Response(data, mimetype="image/jpeg")


@blueprint.post("/<package>/verify")
def check(package: str) -> str:
    """Check it, chain and time-stamp included."""
    return render_template("evidence/verify.html", package=package, result=services().evidence.verify(package, by()))


@blueprint.post("/<package>/export")
def export(package: str) -> Response:
    """The package as a zip, or its page as a web archive."""
    archive = services().evidence
    if request.form.get("as") == "wacz":
        record = archive.record(package)
        mhtml = mhtml_of(record)
        if mhtml is None:
            raise NotFound(_("This capture holds no MHTML archive."))
        data = wacz(record, (archive.folder(package) / mhtml).read_bytes())
        archive.exported(package, by(), "WACZ")
        return download(data, f"{package}.wacz")
    return download(archive.export(package, by()), f"{package}.zip")


@blueprint.post("/<package>/delete")
def delete(package: str) -> AnyResponse:
    """Delete it; a tombstone stays in the log."""
    here = services()
    here.evidence.delete(package, by(), request.form.get("why", "").strip() or "deleted by hand")
    for one in here.comparisons.of(package):
        here.comparisons.delete(one.id)
    flash(_("Deleted. A tombstone with its seal stays in the custody log."))
    return redirect(url_for("console.evidence.index"), 303)


@blueprint.post("/open/<package>/<what>")
def finish(package: str, what: str) -> AnyResponse:
    """A capture that the browser never finished: sealed as it is, or given up."""
    archive = services().evidence
    if what == "seal":
        archive.seal(package, None, services().assess_capture(package))
        flash(_("Sealed with what had arrived; the record says that it was interrupted."))
        return redirect(url_for("console.evidence.show", package=package), 303)
    archive.give_up(package)
    return redirect(url_for("console.evidence.index"), 303)


@blueprint.post("/stamps/retry")
def retry() -> AnyResponse:
    """Ask for the missing time-stamps now."""
    services().evidence.stamps.retry_now()
    flash(_("The authority is being asked again."))
    return redirect(url_for("console.evidence.index"), 303)


@blueprint.get("/log")
def log() -> Response:
    """The whole custody log, for whoever checks the chain."""
    files = services().evidence.whole_log()
    return download(files.get("custody.jsonl", b""), "custody.jsonl")


def download(data: bytes, name: str) -> Response:
    """A file to be kept, of no type that a browser runs."""
    return send_file(io.BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name)


def told(error: EvidenceError | ValueError) -> None:
    """Say what is wrong on the next page."""
    flash(str(error), "error")


def today() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
