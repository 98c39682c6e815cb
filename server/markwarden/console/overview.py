"""What needs care today."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from markwarden.console.complaint_parts import called
from markwarden.console.listings import assessed_now
from markwarden.console.nav import Nav
from markwarden.console.today import findings
from markwarden.registry.health import Severity
from markwarden.services import services
from markwarden_schema.assessment import FLAGGED
from markwarden_schema.decision import DecisionWord

blueprint = Blueprint("overview", __name__)
NAV = Nav("overview.index", _l("Overview"), "o", "house", 0)
_SHOWN = 12
_DUE = 6
_LOOKED_AT = 200
"""Listings seen last of which is said how many wait for a decision."""


@blueprint.get("/")
def index() -> str:
    """The first page: what stops complaints, what is to be settled, what was seen last."""
    here = services()
    urgent = [one for one in findings() if one.severity is not Severity.INFO]
    seen = here.sightings.recent(limit=_LOOKED_AT)
    undecided = [
        one
        for one in assessed_now(seen)
        if one.assessment.level in FLAGGED and (one.decision is None or one.decision.word is DecisionWord.UNDECIDED)
    ]
    return render_template(
        "overview/index.html", reads_words=here.settings.words, summary=here.registry.summary(), seen=seen[:8], looked_at=len(seen), undecided=len(undecided), count=here.sightings.count(),
        called=called, urgent=urgent[:_SHOWN], more=max(0, len(urgent) - _SHOWN), known=len(findings()) - len(urgent), paired=bool(here.pairings.all()),
        due=[one for one in here.complaint_register.due().due if one.deadline.whose != "seller"][:_DUE],
    )  # fmt: skip
