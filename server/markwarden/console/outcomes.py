"""What came of complaints, by right, reason and evidence, each with its sample."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from markwarden.console.complaint_words import CUTS, FILES
from markwarden.services import services
from markwarden_schema.complaint_check import OutcomeCell

blueprint = Blueprint("outcomes", __name__, url_prefix="/complaints/outcomes")


@blueprint.get("/")
def index() -> str:
    """One table a cut, largest samples first."""
    cells = services().complaint_register.outcomes().cells
    cuts = {by: sorted((one for one in cells if one.by == by), key=lambda one: -one.complaints) for by in CUTS}
    return render_template("complaints/outcomes.html", cuts=cuts, called=called, any_cell=bool(cells))


def called(cell: OutcomeCell) -> str:
    """The name of a group: kinds of evidence in words."""
    if cell.by not in ("evidence", "reason_evidence"):
        return cell.label.replace("_", " ")
    reason, _between, kinds = cell.label.rpartition(", ")
    named = " + ".join(_("no file") if kind == "none" else str(FILES.get(kind, kind)) for kind in kinds.split(" + "))
    return f"{reason.replace('_', ' ')}, {named}" if reason else named
