"""What is due in all complaints, and the same as a calendar file."""

from flask import Blueprint, Response, render_template

from markwarden.console.complaint_parts import called
from markwarden.console.complaint_words import language
from markwarden.services import services

blueprint = Blueprint("due", __name__, url_prefix="/complaints/due")


@blueprint.get("/")
def index() -> str:
    """Overdue, this week, later; what the seller owes tells when to look again."""
    found = services().complaint_register.due()
    groups = (
        [one for one in found.due if one.days < 0],
        [one for one in found.due if 0 <= one.days <= 7],
        [one for one in found.due if one.days > 7],
    )
    relistings = services().complaint_register.relistings().relistings
    return render_template(
        "complaints/due.html", groups=groups, called=called, any_due=bool(found.due), relistings=relistings
    )


@blueprint.get("/due.ics")
def calendar() -> Response:
    """The dates as iCalendar, in the console's language."""
    data = services().complaint_register.calendar("zh" if language() == "zh" else "en")
    response = Response(data, mimetype="text/calendar")
    response.headers.set("Content-Disposition", "attachment", filename="due.ics")
    return response
