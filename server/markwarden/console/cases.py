"""Cases: the listings decided to infringe, gathered by right and seller; what is known of each, and what is missing."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.complaints.cases import seller_key
from markwarden.complaints.desk import NotThereError
from markwarden.complaints.places import of_right
from markwarden.console.case_forms import CaseForm, FileForm, ListingForm, facts_of
from markwarden.console.complaint_parts import download
from markwarden.console.editing import MOST_FILE, uploads
from markwarden.console.forms import answer, said
from markwarden.console.listing_pictures import pictures_of
from markwarden.console.nav import Nav
from markwarden.services import services
from markwarden_schema.case import Case, CaseFile, CaseListing, CaseSummary, Missing
from markwarden_schema.complaint import ComplaintSummary

blueprint = Blueprint("cases", __name__, url_prefix="/cases")
NAV = Nav("cases.index", _l("Cases"), "c", "folder2-open", 5)
_SHOWN_AT_ONCE = 60
FIELD_OF = {
    "capture": "open", "places": "places", "comparison": "differences", "identical": "identical", "on_page": "places",
    "order": "order_number", "verified_by": "verified_by", "report": "files", "official_address": "official_address", "model": "model",
}  # fmt: skip
"""Which field of a listing's form mends a gap."""


def case_or_404(case_id: str) -> Case:
    """The case of that id."""
    try:
        return services().complaints.case(case_id)
    except NotThereError:
        abort(404, _("There is no such case: no listing of it stands decided as infringing."))


@blueprint.get("/")
def index() -> str:
    """All cases by right; `right`, `seller` and `open` choose among them."""
    everything = services().complaints.cases().cases
    right, seller, only_open = request.args.get("right", ""), request.args.get("seller", ""), "open" in request.args
    found = [
        one
        for one in everything
        if right in ("", one.right.id) and seller in ("", seller_key(one.seller)) and (one.open or not only_open)
    ]
    by_right: dict[str, list[CaseSummary]] = {}
    for one in found:
        by_right.setdefault(one.right.id, []).append(one)
    return render_template(
        "cases/index.html", groups=list(by_right.values()), total=len(everything), right=right, seller=seller, only_open=only_open,
        rights=list({one.right.id: one.right for one in everything}.values()),
        sellers={key: one.seller for one in everything if (key := seller_key(one.seller))},
    )  # fmt: skip


@blueprint.get("/<case_id>")
def show(case_id: str) -> str:
    """One case: its listings, captures, the seller's history, and what is missing with the way to mend it."""
    return page(case_or_404(case_id))


def page(
    case: Case,
    facts: CaseForm | None = None,
    file: FileForm | None = None,
    listing: tuple[str, ListingForm] | None = None,
) -> str:
    """The page of a case; a form that was sent and is not sound stands in it as it was sent."""
    start = max(0, request.args.get("from", 0, type=int))
    members = case.members[start : start + _SHOWN_AT_ONCE]
    forms = {one.item_id: ListingForm.of(one) for one in members}
    if listing is not None:
        members = members if listing[0] in forms else [one for one in case.members if one.item_id == listing[0]]
        forms[listing[0]] = listing[1]
    earlier = [one for one in services().complaints.cases().cases if _same_seller(one, case)]
    return render_template(
        "cases/show.html", case=case, members=members, forms=forms, start=start,
        onward=start + _SHOWN_AT_ONCE if start + _SHOWN_AT_ONCE < len(case.members) else None,
        facts=facts or CaseForm(data={"unauthorised": answer(case.facts.unauthorised), "note": case.facts.note}), file=file or FileForm(),
        pictures=pictures_of(one.item_id for one in members), earlier=earlier, complaints=_complaints_of(case), mend=_mend(case),
        titles={one.item_id: one.title or one.item_id for one in case.members}, opened=listing[0] if listing else "",
    )  # fmt: skip


def _same_seller(one: CaseSummary, case: Case) -> bool:
    return one.id != case.id and seller_key(case.seller) != "" and seller_key(one.seller) == seller_key(case.seller)


def _complaints_of(case: Case) -> list[ComplaintSummary]:
    """Every complaint of this seller's listings, newest first."""
    desk, key = services().complaints, seller_key(case.seller)
    items = {one.item_id for one in case.members}
    rows = [
        row
        for row in desk.record.all()
        if (key and key in row.sellers) or any(link.item_id in items for link in row.links)
    ]
    return [desk.summary(row) for row in reversed(rows)]


def _mend(case: Case) -> dict[int, str]:
    """Where each gap, by its place in the list, is mended."""
    held = services().complaints.rights().get(case.right.id)
    return {number: _place(case, gap, held.brand.id if held else None) for number, gap in enumerate(case.gaps)}


def _place(case: Case, gap: Missing, brand: str | None) -> str:
    first = case.members[0]
    if gap.item_id is not None:
        listing = next(one for one in case.members if one.item_id == gap.item_id)
        return listing.url if gap.key == "capture" else _field(case, listing, gap.key)
    if gap.key == "number" and brand:
        return of_right(brand, case.right.id)
    return first.url if gap.key == "seller" else "#facts"


def _field(case: Case, listing: CaseListing, key: str) -> str:
    """The address of the field on the page of the case that shows it."""
    number = next(n for n, one in enumerate(case.members) if one.item_id == listing.item_id)
    start = number // _SHOWN_AT_ONCE * _SHOWN_AT_ONCE
    field = FIELD_OF.get(key, "")
    anchor = "files" if field == "files" else f"item-{listing.item_id}"
    page_of: dict[str, Any] = {"from": start} if start else {}
    return url_for("console.cases.show", case_id=case.id, edit=listing.item_id, **page_of, _anchor=anchor)


@blueprint.post("/<case_id>/facts")
def write(case_id: str) -> AnyResponse | tuple[str, int]:
    """What the person knows of the case as a whole."""
    case, form = case_or_404(case_id), CaseForm()
    if not form.validate():
        return page(case, facts=form), 422
    facts = case.facts.model_copy(update={"unauthorised": said(form.unauthorised.data), "note": form.note.data})
    services().complaints.write_facts(case_id, facts)
    flash(_("Kept."))
    return redirect(url_for("console.cases.show", case_id=case_id, _anchor="facts"), 303)


@blueprint.post("/<case_id>/listings/<item_id>")
def write_listing(case_id: str, item_id: str) -> AnyResponse | tuple[str, int]:
    """What the person knows of one listing."""
    case, form = case_or_404(case_id), ListingForm()
    listing = next((one for one in case.members if one.item_id == item_id), None)
    if listing is None:
        abort(404, _("This listing does not stand in the case any more."))
    facts = facts_of(form, listing.facts) if form.validate() else None
    if facts is None:
        return page(case, listing=(item_id, form)), 422
    everything = case.facts.model_copy(update={"listings": {**case.facts.listings, item_id: facts}})
    services().complaints.write_facts(case_id, everything)
    flash(_("Kept."))
    return redirect(url_for("console.cases.show", case_id=case_id, _anchor=f"item-{item_id}"), 303)


@blueprint.post("/<case_id>/files")
def add_files(case_id: str) -> AnyResponse | tuple[str, int]:
    """Files that prove something of the case."""
    case, form = case_or_404(case_id), FileForm()
    if not form.validate():
        return page(case, file=form), 422
    sent = uploads()
    for name, data in sent:
        if not data:
            flash(_("%(name)s is empty.", name=name), "error")
            continue
        described = CaseFile(
            sha256="0" * 64, name=name[:500], media_type=_media_type(name), size=0, kind=form.kind.data,
            caption=form.caption.data, items=[form.item.data] if form.item.data else [],
        )  # fmt: skip
        services().complaints.add_file(case_id, data, described)
    if not sent:
        flash(_("No file was chosen, or all were larger than %(most)s MB.", most=MOST_FILE // 2**20), "error")
    return redirect(url_for("console.cases.show", case_id=case_id, _anchor="files"), 303)


def _media_type(name: str) -> str:
    """By the name's ending: the portals go by it too."""
    ending = name.rpartition(".")[2].lower()
    known = {
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "webp": "image/webp",
        "pdf": "application/pdf",
    }
    return known.get(ending, "application/octet-stream")


@blueprint.get("/<case_id>/files/<sha256>")
def file(case_id: str, sha256: str) -> Response:
    """A file, as a download that no browser opens by itself."""
    return download(lambda: services().complaints.case_file(case_id, sha256))


@blueprint.post("/<case_id>/files/<sha256>/drop")
def drop_file(case_id: str, sha256: str) -> AnyResponse:
    """Take a file out of the case."""
    try:
        services().complaints.drop_file(case_id, sha256)
    except NotThereError:
        abort(404, _("There is no such file."))
    return redirect(url_for("console.cases.show", case_id=case_id, _anchor="files"), 303)
