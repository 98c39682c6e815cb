"""The good-faith standard: both rates over three months, in total and for each reason, and over the past year."""

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup

from markwarden.complaints.desk import NotThereError
from markwarden.console.complaint_parts import portal_names, profile_of
from markwarden.console.complaint_words import language
from markwarden.services import services

blueprint = Blueprint("good_faith", __name__, url_prefix="/complaints/good-faith")


def _portal() -> str:
    """The portal that is asked about: by default the one that most complaints were filed at."""
    counts: dict[str, int] = {}
    for row in services().complaints.record.all():
        counts[row.portal] = counts.get(row.portal, 0) + 1
    return request.args.get("portal") or max(counts, key=lambda one: counts[one], default="ipp-aidc")


@blueprint.get("/")
def index() -> str:
    """The table and the plot."""
    portal = _portal()
    try:
        services().complaints.portal(portal)
    except NotThereError as error:
        abort(404, str(error.args[0]))
    register = services().complaint_register
    return render_template(
        "complaints/good_faith.html", portal=portal, portal_names=portal_names(), profile=profile_of(portal),
        standing=register.good_faith(portal), settings=register.settings(),
        # Drawn by the program from its own words and numbers, and escaped as XML.
        drawing=Markup(register.good_faith_plot(portal, "zh" if language() == "zh" else "en")),  # noqa: S704
    )  # fmt: skip
