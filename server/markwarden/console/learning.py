"""What the decisions say of the matching: precision by right and tactic, and a watch that can be moved after a dry run."""

from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console import naming
from markwarden.console.editing import brand_or_404, change, right_or_404
from markwarden.console.nav import Nav
from markwarden.learning import (
    Change,
    Tally,
    Trial,
    Watch,
    last_words,
    shown_by,
    try_watch,
    twins,
    watch_of,
    with_watch,
)
from markwarden.matching.score import HIGH, MEDIUM
from markwarden.registry.registry import revision_of
from markwarden.services import services
from markwarden.sightings import listing_of
from markwarden_schema.assessment import RightRef
from markwarden_schema.registry import FORMAT, THRESHOLDS, Brand, RegistryDocument, Right, Vigilance

blueprint = Blueprint("learning", __name__, url_prefix="/learning")
NAV = Nav("learning.index", _l("Precision"), "r", "graph-up", 46)
_TRIED = 1000
"""Listings seen last, and not decided, on which another watch is tried too."""
_SHOWN = 50
"""Listings of one outcome of a dry run that are named."""


class Line(NamedTuple):
    """A right (or a brand without one) that something was decided on. `ref` and `watch`: None where it has gone."""

    about: str
    ref: RightRef | None
    watch: Watch | None
    tally: Tally
    tactics: list[tuple[str, Tally]]


@blueprint.get("/")
def index() -> str:
    """Every right that was decided on, those with most decisions first."""
    here = services()
    decisions = here.decisions.all()
    tallies: dict[str, Tally] = {}
    for one in last_words(decisions):
        tallies.setdefault(one.right or one.brand or "", Tally()).add(one.word)
    shown = shown_by(decisions)
    known = {right.id: right for brand in here.registry.document().brands for right in brand.rights}
    refs = here.engine.current().rights
    lines = [
        Line(
            about,
            refs[about] if about in known else None,
            watch_of(known[about]) if about in known else None,
            tally,
            [(one.kind.value, one.tally) for one in shown.get(about, [])[:4]],
        )
        for about, tally in sorted(tallies.items(), key=lambda pair: -pair[1].count)
    ]
    return render_template("learning/index.html", lines=lines, naming=naming, general=MEDIUM)


@blueprint.get("/<right_id>")
def show(right_id: str) -> str:
    """One right: its tactics with the decisions behind them; the watch in the address is tried, and nothing changed."""
    brand, right = _right_or_404(right_id)
    watch = _asked(right)
    same = [one.id for one in twins(_alone(brand), right_id)]
    decided = [one for one in services().decisions.all() if one.right in same]
    about = [one.model_copy(update={"right": right_id}) for one in decided]
    tally = Tally()
    for one in last_words(about):
        tally.add(one.word)
    trial = _tried(right_id, watch)
    return render_template(
        "learning/show.html", brand=brand, right=right, revision=revision_of(brand), tactics=shown_by(about).get(right_id, []), tally=tally,
        watch=watch, now=watch_of(right), trial=trial, tried="vigilance" in request.args, bounds=THRESHOLDS, general=MEDIUM, high=HIGH,
        others=len(same) - 1, naming=naming, most=_SHOWN, seen=_TRIED, dots=_dots(trial.decided),
    )  # fmt: skip


@blueprint.post("/<right_id>")
def save(right_id: str) -> AnyResponse:
    """Watch the right, and those in the same words, otherwise from now on."""
    brand, right = _right_or_404(right_id)
    watch = _asked(right)

    def changed(old: Brand) -> Brand:
        right_or_404(old, right_id)
        return with_watch(_alone(old), right_id, watch).brands[0]

    if change(brand.id or "", changed):
        flash(_("Saved: it counts from the next page on."))
        return redirect(url_for("console.learning.show", right_id=right_id), 303)
    return redirect(url_for("console.learning.show", right_id=right_id, **_as_asked(watch)), 303)


def _right_or_404(right_id: str) -> tuple[Brand, Right]:
    brand_id = services().engine.current().rights.brand_id(right_id)
    if brand_id is None:
        abort(404, _("There is no such right; it may have been removed."))
    brand = brand_or_404(brand_id)
    return brand, right_or_404(brand, right_id)


def _alone(brand: Brand) -> RegistryDocument:
    return RegistryDocument(format=FORMAT, brands=[brand])


def _asked(right: Right) -> Watch:
    """The watch that the form names; that of the right where it names none. A threshold out of bounds is refused."""
    if "vigilance" not in request.values:
        return watch_of(right)
    named, threshold = request.values["vigilance"], request.values.get("threshold", "").strip()
    low, high = THRESHOLDS
    if named not in set(Vigilance) or (threshold and not (threshold.isdecimal() and low <= int(threshold) <= high)):
        abort(400, _("A threshold is a whole number from %(low)s to %(high)s, or empty.", low=low, high=high))
    return Watch(Vigilance(named), int(threshold) if threshold and int(threshold) != MEDIUM else None)


def _as_asked(watch: Watch) -> dict[str, Any]:
    return {"vigilance": watch.vigilance.value, "threshold": str(watch.threshold or "")}


def _tried(right_id: str, watch: Watch) -> Trial:
    here = services()
    decisions = here.decisions.all()
    recent = [listing_of(one) for one in here.sightings.recent(limit=_TRIED)]
    ids = [one.item_id for one in recent] + [one.item_id for one in decisions]
    return try_watch(
        here.registry.document(),
        decisions,
        right_id,
        watch,
        engine=here.engine.current(),
        others=recent,
        seen=here.pictures.found_of(ids),
    )


def _dots(decided: list[Change]) -> list[tuple[int, int, str]]:
    """Where the decided listings lie on a scale of risk: risk, place in its pile, decision; infringing piles grow
    upwards, dismissed ones downwards."""
    piles: dict[tuple[int, str], int] = {}
    dots = []
    for one in decided:
        word = one.decision.word.value if one.decision else ""
        risk = one.after.risk
        pile = piles[risk // 2, word] = piles.get((risk // 2, word), 0) + 1
        if pile <= 8:
            dots.append((risk, pile, word))
    return dots
