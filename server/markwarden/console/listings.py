"""The listings seen, and what the engine says of them now."""

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from markwarden.console.nav import Nav
from markwarden.screening import assessed as assess
from markwarden.services import services
from markwarden.sightings import Sighting, listing_of
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.assessment import Assessment

blueprint = Blueprint("listings", __name__, url_prefix="/listings")
NAV = Nav("listings.index", _l("Listings seen"), "l", "card-list", 40)
_A_PAGE = 50


def assessed(seen: list[Sighting]) -> list[tuple[Sighting, Assessment]]:
    """Each with its assessment by the registry and the decisions as they are now, its pictures among it."""
    return [(one, listing.assessment) for one, listing in zip(seen, assessed_now(seen), strict=True)]


def assessed_now(seen: list[Sighting]) -> list[AssessedListing]:
    """Listings as a page that shows them would have them assessed."""
    here = services()
    found = here.pictures.found_of([one.item_id for one in seen])
    return assess([listing_of(one) for one in seen], here.engine.current(), here.decided(), found)


@blueprint.get("/")
def index() -> str:
    """Those seen last, or those that the search names; fifty a page."""
    query = request.args.get("q", "")
    sightings = services().sightings
    after = sightings.get(request.args["after"]) if "after" in request.args else None
    seen = sightings.recent(query[:200], _A_PAGE, after)
    return render_template(
        "listings/index.html", seen=seen, q=query, total=sightings.count(), more=len(seen) == _A_PAGE
    )


@blueprint.get("/<item_id>")
def show(item_id: str) -> str:
    """One listing: what the engine says of it and why, its pictures' proofs, who else shows them."""
    here = services()
    seen = here.sightings.get(item_id)
    if seen is None:
        abort(
            404, _("This item was not seen yet: open it, or a page that shows it, in the browser with the extension.")
        )
    (listing,) = assessed_now([seen])
    return render_template(
        "listings/show.html",
        one=seen,
        listing=listing,
        alike=here.same_photos.report(item_id),
        captures=here.evidence.index.showing(item_id),
    )
