"""All papers of all rights, what is wrong with them, and the calendar of their ends."""

from datetime import UTC, datetime

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.nav import Nav
from markwarden.console.today import findings, today
from markwarden.registry.calendar import calendar, ends
from markwarden.registry.health import Finding, Severity
from markwarden.services import services

blueprint = Blueprint("documents", __name__, url_prefix="/documents")
NAV = Nav("documents.index", _l("Documents"), "d", "file-earmark-text", 20)


@blueprint.get("/")
def index() -> str:
    """Every paper, and above them what health says: what presses one by one, what is good to know by its kind."""
    registry = services().registry.document()
    papers = [
        (brand, right, number, paper)
        for brand in registry.brands
        for right in brand.rights
        for number, paper in enumerate(right.documents)
    ]
    known: dict[str, list[Finding]] = {}
    for one in findings():
        if one.severity is Severity.INFO:
            known.setdefault(one.rule, []).append(one)
    coming = sorted((end for end in ends(registry) if end.day >= today()), key=lambda end: end.day)
    return render_template(
        "documents/index.html", papers=papers, known=known, coming=coming[:12],
        pressing=[one for one in findings() if one.severity is not Severity.INFO], feed=services().feeds.created(),
    )  # fmt: skip


@blueprint.post("/calendar")
def renew() -> AnyResponse | str:
    """A new secret address, shown this once; or with `end`, none."""
    feeds = services().feeds
    if "end" in request.form:
        feeds.end()
        services().trail.note("removed", "calendar", "")
        flash(_("The calendar has no address any more."))
        return redirect(url_for("console.documents.index", _anchor="calendar"), 303)
    address = services().settings.url + url_for("console.documents.feed", secret=feeds.renew())
    services().trail.note("added", "calendar", "")
    return render_template("documents/calendar.html", address=address)


@blueprint.get("/calendar/<secret>.ics")
def feed(secret: str) -> Response:
    """The calendar, for whoever knows its address."""
    here = services()
    if not here.feeds.knows(secret):
        abort(404)
    sentences = {
        "right": _("%(brand)s: the right %(name)s expires"),
        "document": _("%(brand)s: %(name)s expires"),
        "contract": _("%(brand)s: the contract with %(name)s ends"),
    }
    data = calendar(here.registry.document(), sentences, datetime.now(UTC))
    return Response(data, mimetype="text/calendar")
