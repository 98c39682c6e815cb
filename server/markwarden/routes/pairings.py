"""Pairing a browser, and the browsers that are paired."""

from flask import Blueprint, Response, request

from markwarden.errors import Refusal
from markwarden.routes.shapes import parsed, shaped
from markwarden.services import services
from markwarden_schema.error import ErrorCode
from markwarden_schema.pairing import PairingList, PairingRequest

blueprint = Blueprint("pairings", __name__)


@blueprint.post("/pair")
def pair() -> Response:
    wanted = parsed(PairingRequest)
    services().desk.redeem(wanted.code)
    return shaped(services().pairings.grant(wanted.name, request.headers.get("Origin")), 201)


@blueprint.get("/pairings")
def list_pairings() -> Response:
    return shaped(PairingList(pairings=services().pairings.all()))


@blueprint.delete("/pairings/<pairing_id>")
def revoke(pairing_id: str) -> Response:
    if not services().pairings.revoke(pairing_id):
        raise Refusal(ErrorCode.NOT_FOUND, "There is no such pairing.")
    return Response(status=204)
