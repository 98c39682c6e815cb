"""The plan: how cases are split into complaints, explained and adjusted by the person, then made into drafts."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from markwarden.complaints.desk import NotThereError
from markwarden.complaints.grounds import OF_RIGHT, reason_for
from markwarden.complaints.moving import Kind, Moves, Target
from markwarden.complaints.statement import LetterError
from markwarden.console.complaint_words import GROUNDS, TYPES, language, said
from markwarden.services import services
from markwarden_schema.case import ComplaintType, Ground
from markwarden_schema.complaint import NotPlanned, Plan, PlanRequest
from markwarden_schema.portal import PortalProfile

blueprint = Blueprint("complaint_plan", __name__, url_prefix="/complaints/plan")
_REASON = "reason-"
_MOVE = "move-"
_MOVE_ALL = "move-all-"
_AT = "@"
_SHOWN_TITLES = 5
_FIRST = "ipp-aidc"


def portals() -> list[PortalProfile]:
    """The portals that complaints can be made for; those that only lead elsewhere are left out."""
    return [one.profile for one in services().portals.all().portals if not one.profile.leads_to]


def _asked(said: MultiDict[str, str]) -> PlanRequest:
    """What the query or the form asks for. Answers 400 where it is not sound."""
    most = said.get("most", "").strip()
    try:
        return PlanRequest.model_validate(
            {
                "cases": list(dict.fromkeys(said.getlist("case"))),
                "portal": said.get("portal") or _FIRST,
                "most": int(most) if most.isdecimal() and int(most) else None,
                "without": list(dict.fromkeys(said.getlist("without"))),
                "placed": dict(one.partition(_AT)[::2] for one in said.getlist("placed")),
                "reasons": {
                    name.removeprefix(_REASON): value
                    for name, value in said.items()
                    if name.startswith(_REASON) and value
                },
                "again": "again" in said,
                "language": said.get("language") or language(),
            }
        )
    except ValidationError as error:
        abort(400, str(error.errors()[0]["msg"]))


def query(asked: PlanRequest) -> dict[str, Any]:
    """The same as the address's query."""
    return {
        "case": asked.cases,
        "portal": asked.portal,
        "most": asked.most,
        "without": asked.without,
        "placed": [f"{item}{_AT}{part}" for item, part in asked.placed.items()],
        "again": "1" if asked.again else None,
        "language": asked.language,
        **{f"{_REASON}{ground.value}": reason for ground, reason in asked.reasons.items()},
    }


def _planned(asked: PlanRequest) -> Plan:
    try:
        return services().complaints.plan(asked)
    except NotThereError as error:
        abort(404, str(error.args[0]))


@blueprint.get("/")
def index() -> str:
    """The plan of the chosen cases."""
    asked = _asked(request.args)
    if not asked.cases:
        return render_template("complaints/plan.html", asked=asked, plan=None, portals=portals())
    plan = _planned(asked)
    profile = services().complaints.portal(asked.portal)
    cases = [services().complaints.case(one) for one in asked.cases]
    titles = {listing.item_id: listing.title or listing.item_id for case in cases for listing in case.members}
    reasons = [
        [(one.value, one) for one in profile.reasons if planned.right.kind in one.rights] for planned in plan.complaints
    ]
    return render_template(
        "complaints/plan.html", asked=asked, plan=plan, portals=portals(), profile=profile, cases=cases, titles=titles, reasons=reasons,
        kinds=_kinds(plan, profile, asked), unmoved=plan.not_moved,
    )  # fmt: skip


def _kinds(plan: Plan, profile: PortalProfile, asked: PlanRequest) -> dict[str, list[tuple[str, str]]]:
    """What listings of each part may be moved to and no part is for yet, where the portal has a reason: value and words."""
    there = {(one.right.id, one.ground.value, one.complaint_type.value) for one in plan.complaints}
    return {
        one.part: [
            (f"{ground}/{kind}", f"{name} · {called}")
            for ground, name in GROUNDS.items()
            for kind, called in TYPES.items()
            if (one.right.id, ground, kind) not in there
            and Ground(ground) in OF_RIGHT[one.right.kind]
            and (Ground(ground) in asked.reasons or reason_for(profile, one.right.kind, Ground(ground)))
            and (ground == one.ground.value or kind == one.complaint_type.value)
        ]
        for one in plan.complaints
    }


@blueprint.post("/")
def adjust() -> AnyResponse:
    """Settle it differently, or make drafts of it as it stands."""
    asked = _asked(request.form)
    kept = set(request.form.getlist("keep"))
    shown = request.form.getlist("shown")
    without = [one for one in asked.without if one not in shown] + [one for one in shown if one not in kept]
    moves = _move(asked)
    settled = moves.request.model_copy(update={"without": without})
    if moves.moved:
        flash(
            ngettext("%(num)d listing moved.", "%(num)d listings moved.", moves.moved)
            + (" " + _("Its new ground or type is written into the case.") if moves.facts else "")
        )
    _tell(moves.refused)
    if "draft" in request.form:
        if not moves.moved and not moves.refused and without == asked.without:
            return _drafted(asked)
        # What the person has not seen yet is not drafted.
        flash(_("The plan changed: look at it, then make the drafts."))
    return redirect(url_for("console.complaint_plan.index", **query(settled)), 303)


def _wishes(asked: PlanRequest) -> dict[str, Target]:
    """Where each listing is to go, by item id: its own word before that of its whole complaint. Answers 400 where it is not sound."""
    words = {
        link.item_id: request.form.get(f"{_MOVE}{link.item_id}") or request.form.get(f"{_MOVE_ALL}{one.part}", "")
        for one in _planned(asked).complaints
        for link in one.links
        if link.item_id
    }
    wishes: dict[str, Target] = {}
    for item, wish in words.items():
        ground, between, kind = wish.partition("/")
        if not between:
            wishes |= {item: wish} if wish else {}
        elif ground in set(Ground) and kind in set(ComplaintType):
            wishes[item] = Kind(Ground(ground), ComplaintType(kind))
        else:
            abort(400)
    return wishes


def _move(asked: PlanRequest) -> Moves:
    wishes = _wishes(asked)
    if not wishes:
        return Moves(asked)
    try:
        return services().complaints.move(asked, wishes)
    except NotThereError as error:
        abort(404, str(error.args[0]))


def _tell(refused: Sequence[NotPlanned]) -> None:
    """Why listings stay where they are, each reason once with the listings it is about."""
    by_reason: dict[str, list[str]] = {}
    for one in refused:
        members = services().complaints.case(one.case).members
        title = next((listing.title for listing in members if listing.item_id == one.item_id), None)
        by_reason.setdefault(said(one.why), []).append(title or one.item_id)
    for why, titles in by_reason.items():
        more = len(titles) - _SHOWN_TITLES
        named = "; ".join(f"“{title[:60]}”" for title in titles[:_SHOWN_TITLES])
        if more > 0:
            named += " " + ngettext("and %(num)d more", "and %(num)d more", more)
        flash(_("Not moved: %(titles)s. %(why)s", titles=named, why=why), "error")


def _drafted(asked: PlanRequest) -> AnyResponse:
    try:
        made = services().complaints.draft(asked).complaints
    except NotThereError as error:
        abort(404, str(error.args[0]))
    except LetterError as error:
        flash(str(error), "error")
        return redirect(url_for("console.complaint_plan.index", **query(asked)), 303)
    if not made:
        flash(_("Nothing is left to be complained of in this plan."), "error")
        return redirect(url_for("console.complaint_plan.index", **query(asked)), 303)
    flash(_("Drafted. Check them before you file."))
    if len(made) == 1:
        return redirect(url_for("console.complaints.show", complaint_id=made[0].id), 303)
    return redirect(url_for("console.complaints.index"), 303)
