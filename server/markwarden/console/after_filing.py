"""After filing: the reference number, what happened since, counter-notices and their answers."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.complaint_parts import done, row_or_404, sound
from markwarden.console.editing import uploads
from markwarden.services import services
from markwarden_schema.case import CaseFile, FileKind
from markwarden_schema.complaint import CounterNoticeRequest, EventRequest

blueprint = Blueprint("after_filing", __name__, url_prefix="/complaints")


@blueprint.post("/<complaint_id>/step")
def step(complaint_id: str) -> AnyResponse:
    """Write down what happened; without a status only the reference number is kept."""
    row_or_404(complaint_id)
    said = {
        name: request.form.get(name, "").strip() or None
        for name in ("status", "on", "reference", "note", "reason", "due")
    }
    asked = sound(
        EventRequest, {**said, "items": request.form.getlist("items"), "correction": "correction" in request.form}
    )
    if asked is not None and done(lambda: services().complaints.step(complaint_id, asked)):
        flash(_("Written down."))
    return _back(complaint_id)


@blueprint.post("/<complaint_id>/counter-notice")
def counter(complaint_id: str) -> AnyResponse:
    """A counter-notice as it was forwarded, or the answer to the latest one."""
    row = row_or_404(complaint_id)
    said = {
        name: request.form.get(name, "").strip() or None for name in ("forwarded", "ground", "text", "answer", "due")
    }
    files = [*request.form.getlist("files"), *_kept(next((link.case for link in row.links if link.case), None))]
    asked = sound(CounterNoticeRequest, {**said, "items": request.form.getlist("items"), "files": files})
    if asked is not None and done(lambda: services().complaints.counter(complaint_id, asked)):
        flash(_("Written down."))
    return _back(complaint_id)


def _kept(case: str | None) -> list[str]:
    """The files that were sent with it, kept in the complaint's case; their digests."""
    digests = []
    for name, data in uploads("uploads"):
        if not data or case is None:
            flash(
                _("%(name)s is empty.", name=name) if case else _("No case is known to keep %(name)s in.", name=name),
                "error",
            )
            continue
        described = CaseFile(
            sha256="0" * 64, name=name[:500], media_type="application/octet-stream", size=0, kind=FileKind.OTHER,
            caption=_("From the counter-notice"),
        )  # fmt: skip
        digests.append(services().complaints.add_file(case, data, described).sha256)
    return digests


def _back(complaint_id: str) -> AnyResponse:
    return redirect(url_for("console.complaints.show", complaint_id=complaint_id, _anchor="course"), 303)
