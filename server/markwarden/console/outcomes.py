"""What came of complaints, by right, reason and evidence, each with its sample."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from markwarden.console.complaint_words import CUTS, FILES, reason
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
    """The name of a group: reasons and kinds of evidence in words."""
    first, _between, second = cell.key.partition("|")
    if cell.by == "evidence":
        return _kinds(first)
    if cell.by == "reason":
        return _reason(first)
    if cell.by == "reason_evidence":
        return str(_(", ")).join((_reason(first), _kinds(second)))
    if cell.by == "right_reason":
        return str(_(", ")).join((cell.label.removesuffix(f", {second}"), _reason(second)))
    return cell.label


def _kinds(kinds: str) -> str:
    return " + ".join(_("no file") if kind == "none" else str(FILES.get(kind, kind)) for kind in kinds.split("+"))


def _reason(value: str) -> str:
    """As the first portal that knows it shows it: a group may hold complaints at several."""
    profiles = [one.profile for one in services().portals.all().portals]
    return reason(next((one for one in profiles if any(known.value == value for known in one.reasons)), None), value)
