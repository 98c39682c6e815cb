"""The reviewer's decisions: kept, listed, undone; and listings assessed again after one."""

from flask import Blueprint, Response, request

from markwarden.errors import Refusal
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.decision import DecisionList, DecisionRequest, DecisionWord
from markwarden_schema.error import ErrorCode
from markwarden_schema.page import ListingSubmission, Page

blueprint = Blueprint("decisions", __name__)

_MOST = 5000


@blueprint.post("/decisions")
def decide() -> Response:
    return shaped(services().decide(parsed(DecisionRequest)), 201)


@blueprint.get("/decisions")
def list_decisions() -> Response:
    asked = request.args
    word = asked.get("word")
    if word is not None and word not in set(DecisionWord):
        raise Refusal(ErrorCode.INVALID_REQUEST, "`word` has to be infringes, dismissed, watched or undecided.")
    limit = asked.get("limit", "500")
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST:
        raise Refusal(ErrorCode.INVALID_REQUEST, f"`limit` has to be a number from 1 to {_MOST}.")
    found = services().decisions.find(asked.get("item_id"), asked.get("right"), DecisionWord(word) if word else None)
    return shaped(DecisionList(decisions=found[: int(limit)], total=len(found)))


@blueprint.delete("/decisions/<decision_id>")
def undo(decision_id: str) -> Response:
    if not services().decisions.undo(decision_id):
        raise Refusal(ErrorCode.NOT_FOUND, "There is no such decision.")
    return Response(status=204)


@blueprint.post("/assessments")
def assess_again() -> Response:
    sent = parsed(ListingSubmission)
    page = Page(url=sent.url, kind=sent.kind, readable=True, listings=sent.listings)
    return shaped(services().screen_again(page))
