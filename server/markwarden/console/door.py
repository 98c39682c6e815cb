"""Entering the console by a link, and leaving it."""

from flask import Blueprint, Response, redirect, render_template, session
from werkzeug.wrappers import Response as AnyResponse

from markwarden.services import services

blueprint = Blueprint("door", __name__)


@blueprint.get("/open/<link>")
def enter(link: str) -> AnyResponse:
    """A link works once; what it opened lasts in this browser's cookie."""
    opened = services().door.open(link)
    if opened is None:
        return Response(render_template("console/closed.html", stale=True), 410)
    session.clear()
    session.permanent = True
    session["session"] = opened.session
    return redirect(opened.page, 303)


@blueprint.post("/close")
def leave() -> Response:
    """End this browser's session."""
    services().door.close(session["session"])
    session.clear()
    return Response(render_template("console/closed.html", left=True))
