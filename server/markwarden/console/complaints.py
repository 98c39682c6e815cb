"""Complaints: all of them, and one: what goes into the form, its letter, what speaks against it, its files."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from markwarden.complaints.desk import NotThereError
from markwarden.complaints.form_values import form_values
from markwarden.complaints.sources import OfferedCapture
from markwarden.console.complaint_parts import EDITABLE, done, download, portal_names, profile_of, row_or_404, tell
from markwarden.console.complaint_words import form_addresses, reason, shown_words
from markwarden.console.nav import Nav
from markwarden.pages.urls import item_id_of, split
from markwarden.services import services
from markwarden_schema.case import CaseFile
from markwarden_schema.complaint import ComplaintEdit, ComplaintLink
from markwarden_schema.portal import PortalField, PortalProfile

blueprint = Blueprint("complaints", __name__, url_prefix="/complaints")
NAV = Nav("complaints.index", _l("Complaints"), "m", "megaphone", 6)


@blueprint.get("/")
def index() -> str:
    """Drafts first, then what was filed; `status` chooses."""
    everything = services().complaints.all().complaints
    status = request.args.get("status", "")
    found = [one for one in everything if status in ("", one.status.value)]
    return render_template(
        "complaints/index.html", drafts=[one for one in found if one.status in EDITABLE], filed=[one for one in found if one.status not in EDITABLE],
        total=len(everything), status_chosen=status, statuses=sorted({one.status.value for one in everything}),
        portal_names=portal_names(), profiles={one.portal: profile_of(one.portal) for one in everything},
    )  # fmt: skip


@blueprint.get("/<complaint_id>")
def show(complaint_id: str) -> str:
    """One complaint, before or after filing."""
    desk, row = services().complaints, row_or_404(complaint_id)
    complaint, profile = desk.complaint(row), profile_of(row.portal)
    report = values = None
    offered: list[CaseFile] = []
    captures: list[OfferedCapture] = []
    try:
        filing = desk.filing(row)
        report, values = desk.judge(filing), form_values(filing)
        offered = [file for case in filing.cases.values() for file in case.files]
        captures = desk.files.offered(row)
    except NotThereError as error:
        flash(str(error.args[0]), "error")
    chosen = {file.sha256 for file in row.evidence}
    fields = {field.key: field for field in profile.fields} if profile else {}
    titles = {link.item_id: link.title for link in row.links if link.item_id and link.title}
    return render_template(
        "complaints/show.html", one=complaint, profile=profile, report=report, fields=fields, form=values, titles=titles,
        values=_as_shown(values.values, profile, fields) if values else {}, editable=row.status in EDITABLE,
        captures=captures, file_limits=(profile.limits.get("files"), profile.limits.get("file_bytes")) if profile else (None, None),
        files=[*row.evidence, *(file for file in {one.sha256: one for one in offered}.values() if file.sha256 not in chosen)], chosen=chosen,
        addresses=form_addresses(profile) if profile else [], most=profile.limits.get("statement") if profile else None,
        reasons=[one for one in profile.reasons if row.right.kind in one.rights] if profile else [],
        today=desk.today(), relistings=[] if row.status in EDITABLE else [found for found in services().complaint_register.relistings().relistings if found.complaint == row.id],
    )  # fmt: skip


def _as_shown(
    values: Mapping[str, str | list[str]], profile: PortalProfile | None, fields: Mapping[str, PortalField]
) -> dict[str, str | list[str]]:
    """What goes into the form, options by the words that the form shows."""
    shown = dict(values)
    for key, value in values.items():
        for option in fields[key].options if key in fields else ():
            if option.value == value:
                shown[key] = shown_words(option.words)
    if profile is not None and "reason" in shown:
        shown["reason"] = reason(profile, str(values["reason"]))
    return shown


@blueprint.post("/<complaint_id>")
def edit(complaint_id: str) -> AnyResponse:
    """Change a draft: its fields, links, files."""
    row, form = row_or_404(complaint_id), request.form
    kept = set(form.getlist("keep"))
    links = [link for link in row.links if link.url in kept]
    added = [line.strip() for line in form.get("add", "").splitlines() if line.strip()]
    said: dict[str, object] = {
        name: form[name]
        for name in ("reason", "complaint_type", "order_number", "proof_type", "language")
        if name in form
    }
    try:
        new = [ComplaintLink(item_id=item_id_of(split(address)), url=address) for address in added]
        if new or len(links) != len(row.links):
            said["links"] = [*links, *new]
        files = form.getlist("files")
        if files != [file.sha256 for file in row.evidence]:
            said["evidence"] = files
        said["captures"] = form.getlist("captures")
        asked = ComplaintEdit.model_validate(said)
    except ValidationError as error:
        tell(error)
        return _back(complaint_id, "form")
    desk = services().complaints
    if done(lambda: desk.edit(complaint_id, asked)):
        flash(_("Kept. The checks were made again."))
        if "choose" in form and done(lambda: desk.choose_files(complaint_id)):
            flash(_("The files were chosen anew."))
    return _back(complaint_id, "form")


@blueprint.post("/<complaint_id>/statement")
def write(complaint_id: str) -> AnyResponse:
    """The letter as the person edited it, or written anew from the facts."""
    row_or_404(complaint_id)
    desk = services().complaints
    if "anew" in request.form:
        if done(lambda: desk.rewrite(complaint_id)):
            flash(_("Written anew from the facts of the cases."))
        return _back(complaint_id, "letter")
    text = request.form.get("statement", "").replace("\r\n", "\n")
    if len(text) > 100_000:
        flash(_("The letter is longer than any form takes."), "error")
    elif done(lambda: desk.edit(complaint_id, ComplaintEdit(statement=text))):
        flash(_("Kept as you wrote it."))
    return _back(complaint_id, "letter")


@blueprint.post("/<complaint_id>/discard")
def discard(complaint_id: str) -> AnyResponse:
    """Delete a draft."""
    row_or_404(complaint_id)
    if not done(lambda: services().complaints.discard(complaint_id)):
        return _back(complaint_id, None)
    flash(_("The draft was discarded."))
    return redirect(url_for("console.complaints.index"), 303)


@blueprint.get("/<complaint_id>/files/<sha256>")
def file(complaint_id: str, sha256: str) -> Response:
    """A file, as a download that no browser opens by itself."""
    return download(lambda: services().complaints.complaint_file(complaint_id, sha256))


def _back(complaint_id: str, anchor: str | None) -> AnyResponse:
    return redirect(url_for("console.complaints.show", complaint_id=complaint_id, _anchor=anchor), 303)
