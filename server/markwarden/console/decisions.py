"""The decisions made so far: found again, and taken back in one action."""

from collections import Counter
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console import naming
from markwarden.console.nav import Nav
from markwarden.services import services
from markwarden.sightings import listing_of
from markwarden_schema.assessment import SignalKind
from markwarden_schema.decision import Decision, DecisionScope, DecisionWord

blueprint = Blueprint("decisions", __name__, url_prefix="/decisions")
NAV = Nav("decisions.index", _l("Decisions"), "i", "check2-square", 45)
_A_PAGE = 100
_MEASURED = 1000
"""Listings seen last on which is counted what a decision quiets."""
_ASKED = ("word", "scope", "reason", "right", "q")


class Row(NamedTuple):
    """A decision as the page shows it. `stands`: no later one on the same thing; `quiets`: listings of those seen last."""

    decision: Decision
    stands: bool
    quiets: int


@blueprint.get("/")
def index() -> str:
    """Dismissals, unless other words are asked for; the newest first, a hundred a page."""
    asked = _asked()
    every = services().decisions.all()
    standing = {_thing(decision): decision.id for decision in every}
    found = [decision for decision in reversed(every) if _fits(decision, asked)]
    page = max(1, request.args.get("page", 1, type=int))
    quiets = _quieted()
    rows = [
        Row(one, standing[_thing(one)] == one.id, quiets[one.id])
        for one in found[(page - 1) * _A_PAGE : page * _A_PAGE]
    ]
    counts = Counter(one.word.value for one in every)
    return render_template(
        "decisions/index.html", rows=rows, asked=asked, total=len(found), page=page, pages=-(-len(found) // _A_PAGE),
        counts=counts, rights=_rights(every), refs=services().engine.current().rights, naming=naming, measured=_MEASURED,
    )  # fmt: skip


@blueprint.post("/<decision_id>/undo")
def undo(decision_id: str) -> AnyResponse:
    """Take a decision back: what it quieted speaks again from the next page on."""
    decision = services().decisions.get(decision_id)
    if decision is None or not services().decisions.undo(decision_id):
        abort(404, _("There is no such decision; it may have been taken back."))
    what = decision.phrase or (
        decision.seller.name if decision.scope is DecisionScope.SELLER and decision.seller else None
    )
    flash(_("Taken back: %(what)s.", what=what or decision.title or decision.item_id))
    return redirect(url_for("console.decisions.index", **_asked()), 303)


def _asked() -> dict[str, Any]:
    asked = {name: request.args.get(name, "").strip()[:200] for name in _ASKED}
    if "word" not in request.args:
        asked["word"] = DecisionWord.DISMISSED.value
    return asked


def _fits(decision: Decision, asked: dict[str, str]) -> bool:
    facts = {
        "word": decision.word.value,
        "scope": decision.scope.value,
        "reason": decision.reason.value if decision.reason else "",
        "right": decision.right or decision.brand or "",
    }
    if any(asked[name] and asked[name] != fact for name, fact in facts.items()):
        return False
    seller = decision.seller
    said = (
        decision.title,
        decision.phrase,
        decision.note,
        decision.brand,
        decision.item_id,
        seller and seller.name,
        seller and seller.id,
    )
    text = "\n".join(part for part in said if part).casefold()
    return all(word in text for word in asked["q"].casefold().split())


def _thing(decision: Decision) -> tuple[str, str, str]:
    """What a decision is on: a later one on the same stands over it."""
    if decision.scope is DecisionScope.PHRASE:
        what = (decision.phrase or "").casefold()
    elif decision.scope is DecisionScope.SELLER and decision.seller is not None:
        what = decision.seller.id or (decision.seller.name or "").casefold()
    else:
        what = decision.item_id
    return decision.scope.value, decision.right or decision.brand or "", what


def _rights(every: list[Decision]) -> list[tuple[str, str]]:
    """Rights (or brands without one) that something was decided on, with what to call them."""
    refs = services().engine.current().rights
    names: dict[str, str] = {}
    for one in every:
        about = one.right or one.brand or ""
        names[about] = f"{refs[about].brand}: {refs[about].label}" if about in refs else one.brand or about
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def _quieted() -> Counter[str]:
    """By decision, how many of the listings seen last it quiets."""
    here = services()
    listings = [listing_of(one) for one in here.sightings.recent(limit=_MEASURED)]
    quiets: Counter[str] = Counter()
    for assessment in here.engine.current().assess(listings, here.decided()):
        quiets.update(
            {
                str(signal.evidence.detail["decision"])
                for signal in assessment.signals
                if signal.kind is SignalKind.DISMISSED
            }
        )
    return quiets
