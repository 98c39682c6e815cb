"""The dossier of a case: what it will hold and what it lacks, and handing it out."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from markwarden.case_evidence import captures_of
from markwarden.console.cases import case_or_404
from markwarden.console.evidence import by, download, today, told
from markwarden.evidence import EvidenceError
from markwarden.evidence.dossier.handout import handout
from markwarden.evidence.dossier.pdf import dossier, gather
from markwarden.evidence.dossier.rows import listings_table, table
from markwarden.evidence.people import in_words
from markwarden.services import services

blueprint = Blueprint("case_dossier", __name__, url_prefix="/cases/<case>/dossier")


@blueprint.get("")
def show(case: str) -> str:
    """What the dossier will hold, and the listings that have no capture."""
    here = services()
    found = case_or_404(case)
    return render_template(
        "evidence/case.html",
        case=found,
        right=in_words(found.right),
        captures=captures_of(found, here.evidence.index),
        compared=here.comparisons.captures(),
    )


@blueprint.post("")
def hand_out(case: str) -> Response | AnyResponse:
    """All in one zip, or a part of it by `as`: pdf, captures, listings."""
    here = services()
    found = case_or_404(case)
    rows = captures_of(found, here.evidence.index).rows
    back = redirect(url_for("console.case_dossier.show", case=case), 303)
    if not rows:
        flash(_("No listing of this case has a capture yet."), "error")
        return back
    entries = gather(here.evidence, here.comparisons, [row.id for row in rows], by(), found.seller)
    now = today()
    name = f"{found.id}-{now:%Y%m%d-%H%M}"
    wanted = request.form.get("as")
    if wanted == "captures":
        return download(table(entries), f"captures-{name}.csv")
    if wanted == "listings":
        return download(listings_table(found, entries), f"listings-{name}.csv")
    seller = (found.seller.name or found.seller.id) if found.seller else None
    title = request.form.get("title", "").strip() or " – ".join(filter(None, [found.right.label, seller]))
    try:
        pdf = dossier(entries, title, in_words(found.right), now, here.comparisons)
    except EvidenceError as error:
        told(error)
        return back
    if wanted == "pdf":
        return download(pdf, f"dossier-{name}.pdf")
    return download(handout(entries, pdf, found, here.evidence, by()), f"dossier-{name}.zip")
