"""The queue: listings seen and flagged on which nothing was decided yet, to be decided one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.listing_pictures import pictures_of
from markwarden.console.listings import assessed_now
from markwarden.console.nav import Nav
from markwarden.screening import assessed
from markwarden.services import services
from markwarden.sightings import Sighting, listing_of
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import FLAGGED, Effect, RightRef
from markwarden_schema.decision import DecidedSignal, DecisionRequest, DecisionScope, DecisionWord, DismissalReason

blueprint = Blueprint("queue", __name__, url_prefix="/queue")
NAV = Nav("queue.index", _l("Queue"), "q", "inbox", 4)
_A_PAGE = 20
_AT_ONCE = 200
_MOST_LOOKED_AT = 4000
"""Listings that one page looks through: the next page goes on from there."""
_MOST_UNDONE = 50
_MADE = "decisions"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part of the queue, worst first, and where the next part begins."""

    listings: Sequence[AssessedListing]
    looked_at: int
    onward: str | None


def waiting(after: str | None = None, most: int = _A_PAGE) -> Waiting:
    """The next flagged listings without a decision, among those seen last; `after` is the item id that was looked at last."""
    here = services()
    engine, decided = here.engine.current(), here.decided()
    place: Sighting | None = here.sightings.get(after) if after else None
    found: list[AssessedListing] = []
    looked_at = 0
    while len(found) < most and looked_at < _MOST_LOOKED_AT:
        seen = here.sightings.recent(limit=_AT_ONCE, after=place)
        ids = [one.item_id for one in seen]
        reports = assessed([listing_of(one) for one in seen], engine, decided, here.pictures.found_of(ids))
        for one, report in zip(seen, reports, strict=True):
            looked_at += 1
            place = one
            if report.assessment.level in FLAGGED and (
                report.decision is None or report.decision.word is DecisionWord.UNDECIDED
            ):
                found.append(report)
                if len(found) == most:
                    break
        if len(seen) < _AT_ONCE and looked_at and (not seen or place is seen[-1]):
            return Waiting(_worst_first(found), looked_at, None)
        if not seen:
            break
    return Waiting(_worst_first(found), looked_at, place.item_id if place else None)


def _worst_first(found: list[AssessedListing]) -> list[AssessedListing]:
    return sorted(found, key=lambda one: -one.assessment.risk)


@blueprint.get("/")
def index() -> str:
    """What waits, worst first."""
    after = request.args.get("after")
    part = waiting(after)
    return render_template(
        "queue/index.html", part=part, after=after or "", rights=_rights(part.listings),
        pictures=pictures_of(one.item_id for one in part.listings), reasons=list(DismissalReason), undoable=bool(session.get(_MADE)),
    )  # fmt: skip


def _rights(listings: Sequence[AssessedListing]) -> dict[str, RightRef]:
    rights = services().engine.current().rights
    return {right: rights[right] for one in listings if (right := one.assessment.right) is not None and right in rights}


@blueprint.post("/<item_id>")
def decide(item_id: str) -> AnyResponse:
    """Keep the reviewer's word and go on to the next listing."""
    here = services()
    seen = here.sightings.get(item_id)
    if seen is None:
        abort(404, _("This listing was never seen."))
    (report,) = assessed_now([seen])
    try:
        decision = here.decide(_asked(report))
    except ValidationError as error:
        for one in error.errors():
            flash(str(one["msg"]).removeprefix("Value error, "), "error")
        return _back(item_id)
    session[_MADE] = [*session.get(_MADE, []), decision.id][-_MOST_UNDONE:]
    return _back(request.form.get("next"))


def _asked(report: AssessedListing) -> DecisionRequest:
    """The decision that the form says, about the right that fits the listing best."""
    form, assessment = request.form, report.assessment
    brand = next((one.brand for one in assessment.signals if one.effect is Effect.RAISES), None)
    scope = form.get("scope") or DecisionScope.LISTING
    dismissed = form.get("word") == DecisionWord.DISMISSED
    return DecisionRequest.model_validate(
        {
            "item_id": report.item_id,
            "word": form.get("word"),
            "right": assessment.right,
            "brand": brand,
            "reason": (form.get("reason") or None) if dismissed else None,
            "note": form.get("note", "").strip() or None,
            "scope": scope if dismissed else DecisionScope.LISTING,
            "phrase": (form.get("phrase", "").strip() or None) if dismissed and scope == DecisionScope.PHRASE else None,
            "title": report.title[:5000] if report.title else None,
            "url": report.url,
            "price": report.price,
            "seller": report.seller,
            "risk": assessment.risk,
            "level": assessment.level,
            "signals": [
                DecidedSignal(
                    kind=one.kind,
                    effect=one.effect,
                    strength=one.strength,
                    text=one.evidence.text[:500] if one.evidence.text else None,
                )
                for one in assessment.signals[:50]
            ],
        }
    )


@blueprint.post("/undo")
def undo() -> AnyResponse:
    """Take back the last decision that was made in this console."""
    made = list(session.get(_MADE, []))
    if not made:
        flash(_("Nothing is left to take back."))
        return _back(None)
    last = made.pop()
    session[_MADE] = made
    decision = services().decisions.get(last)
    if decision is None or not services().decisions.undo(last):
        flash(_("It was taken back elsewhere already."))
        return _back(None)
    flash(_("Taken back: %(title)s", title=decision.title or decision.item_id))
    return _back(decision.item_id)


def _back(item_id: str | None) -> AnyResponse:
    after = request.form.get("after") or None
    return redirect(url_for("console.queue.index", after=after, _anchor=f"item-{item_id}" if item_id else None), 303)
