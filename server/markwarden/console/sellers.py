"""Who sells: the sellers of all brands and the stores met."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from markwarden.console.nav import Nav
from markwarden.console.paging import part
from markwarden.console.today import today
from markwarden.services import services

blueprint = Blueprint("sellers", __name__, url_prefix="/sellers")
NAV = Nav("sellers.index", _l("Sellers"), "s", "shop", 30)


@blueprint.get("/")
def index() -> str:
    """Every seller with its standing; below, the stores met that have none."""
    here = services()
    registry = here.registry.document()
    known = [(brand, seller) for brand in registry.brands for seller in brand.sellers]
    met = {store.seller.id: store for store in here.sightings.sellers()}
    numbers = {seller.store_id for _, seller in known}
    others = [store for store in met.values() if store.seller.id not in numbers]
    return render_template(
        "sellers/index.html", part=part(known), met=met, others=others[:50], today=today(), brands=registry.brands
    )


@blueprint.get("/<store_id>")
def show(store_id: str) -> str:
    """One store: its standing with each brand, and its listings that were seen."""
    here = services()
    after = here.sightings.get(request.args["after"]) if "after" in request.args else None
    seen = here.sightings.by_seller(store_id, 50, after)
    registry = here.registry.document()
    known = [(brand, seller) for brand in registry.brands for seller in brand.sellers if seller.store_id == store_id]
    name = next((seller.name for _, seller in known if seller.name), None) or next(
        (one.seller.name for one in seen if one.seller and one.seller.name), None
    )
    return render_template(
        "sellers/show.html", store_id=store_id, name=name, known=known, seen=seen, brands=registry.brands
    )
