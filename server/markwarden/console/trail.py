"""The audit trail: who changed what, and when."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from markwarden.console.nav import Nav
from markwarden.services import services

blueprint = Blueprint("trail", __name__, url_prefix="/trail")
NAV = Nav("trail.index", _l("Audit trail"), "a", "clock-history", 80)
_A_PAGE = 50


@blueprint.get("/")
def index() -> str:
    """The newest first; `?subject=ID`: of one thing only, `?collection=`: of one kind."""
    asked = {name: request.args.get(name) or None for name in ("subject", "collection")}
    before = request.args.get("before", type=int)
    entries = services().trail.entries(_A_PAGE, before, **asked)
    return render_template("trail/index.html", entries=entries, **asked, more=len(entries) == _A_PAGE)
