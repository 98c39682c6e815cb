"""The brands of the registry: all of them, and one of them with its tables."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField, StringField
from wtforms.validators import URL, DataRequired, Length, Optional

from markwarden.console import spellings, words
from markwarden.console.editing import brand_or_404, change, rows, tell
from markwarden.console.forms import Form
from markwarden.console.nav import Nav
from markwarden.console.paging import part
from markwarden.console.today import complainant, findings, today
from markwarden.registry import RegistryError
from markwarden.registry.health import examine_brand
from markwarden.registry.packs import missing
from markwarden.registry.registry import revision_of
from markwarden.services import services
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Alias, Brand, PriceFloor, Seller

blueprint = Blueprint("brands", __name__, url_prefix="/brands")
NAV = Nav(
    "brands.index", _l("Brands"), "b", "bookmark-star", 10, ("first_brand", "rights", "papers", "spellings", "paste")
)
_MEASURED = 1000
"""Listings seen last that an alias is measured on."""


class FactsForm(Form):
    """What a brand is."""

    revision = HiddenField()
    name = StringField(_l("Name"), [DataRequired(), Length(max=500)])
    owner = StringField(
        _l("Owner"), [Optional(), Length(max=500)], description=_l("Who holds the rights, as the offices write it.")
    )
    home = StringField(_l("Home page"), [Optional(), URL(), Length(max=2000)])


@blueprint.get("/")
def index() -> str:
    """All brands, or those that the search names."""
    wanted = request.args.get("q", "").strip().casefold()
    brands = sorted(services().registry.document().brands, key=lambda brand: brand.name.casefold())
    shown = [brand for brand in brands if wanted in _searched(brand)]
    worst = {}
    for one in reversed(findings()):
        worst[one.brand.id] = one.severity.value
    return render_template(
        "brands/index.html", part=part(shown), all=len(brands), worst=worst, q=request.args.get("q", "")
    )


def _searched(brand: Brand) -> str:
    rights = [part for right in brand.rights for part in (right.number, getattr(right, "mark", None), right.registrant)]
    return "\n".join(
        part for part in (brand.name, brand.owner, *rights, *(one.text for one in brand.aliases)) if part
    ).casefold()


@blueprint.get("/<brand_id>")
def show(brand_id: str) -> str:
    """One brand with all that belongs to it. `?measure`: count what each alias hits on the listings seen last."""
    brand = brand_or_404(brand_id)
    hits = _alias_hits(brand) if "measure" in request.args else None
    health = sorted(
        examine_brand(brand, today(), complainant()), key=lambda one: list(words.SEVERITIES).index(one.severity.value)
    )
    entries = services().trail.entries(limit=5, collection="brands", subject=brand_id)
    return render_template(
        "brands/show.html",
        brand=brand,
        revision=revision_of(brand),
        hits=hits,
        findings=health,
        entries=entries,
        in_pack=len(missing(brand)),
        tactics={
            tactic: spellings.tactic(tactic) for tactic in (*spellings.KINDS, *(one.tactic for one in brand.aliases))
        },
    )


def _alias_hits(brand: Brand) -> dict[str, int]:
    """On how many of the listings seen last each alias was met. `""`: how many listings were looked at."""
    seen = services().sightings.recent(limit=_MEASURED)

    listings = [Listing(item_id=one.item_id, title=one.title) for one in seen]
    hits: dict[str, int] = {"": len(listings)}
    for assessment in services().engine.current().assess(listings):
        met = {
            signal.evidence.alias.casefold()
            for signal in assessment.signals
            if signal.brand == brand.name and signal.evidence.alias
        }
        for alias in met:
            hits[alias] = hits.get(alias, 0) + 1
    return hits


@blueprint.route("/<brand_id>/edit", methods=["GET", "POST"])
def edit(brand_id: str) -> AnyResponse | str | tuple[str, int]:
    """The brand's own facts."""
    brand = brand_or_404(brand_id)
    form = FactsForm(
        data={"name": brand.name, "owner": brand.owner, "home": brand.home, "revision": revision_of(brand)}
    )
    if request.method == "POST":
        update = {"name": form.name.data, "owner": form.owner.data, "home": form.home.data}
        if form.validate() and change(brand_id, lambda old: old.model_copy(update=update)):
            flash(_("Saved."))
            return redirect(url_for("console.brands.show", brand_id=brand_id), 303)
        return render_template("brands/edit.html", form=form, brand=brand), 422
    return render_template("brands/edit.html", form=form, brand=brand)


TABLES: dict[str, tuple[type[Alias | Seller | PriceFloor], tuple[str, ...]]] = {
    "aliases": (Alias, ("text", "tactic", "risk")),
    "sellers": (Seller, ("store_id", "name", "standing", "contract", "contract_from", "contract_until", "note")),
    "price_floors": (PriceFloor, ("goods", "currency", "amount")),
}


@blueprint.post("/<brand_id>/<any(aliases, sellers, price_floors):table>")
def save_rows(brand_id: str, table: str) -> AnyResponse:
    """All rows of a table at once: what is cleared is removed."""
    model, columns = TABLES[table]
    try:
        made = rows(model, columns)
    except RegistryError as error:
        tell(error.problems)
    else:
        if change(brand_id, lambda old: old.model_copy(update={table: made})):
            flash(ngettext("Saved: %(num)d row.", "Saved: %(num)d rows.", len(made)))
    return redirect(url_for("console.brands.show", brand_id=brand_id, _anchor=table), 303)


@blueprint.post("/<brand_id>/remove")
def remove(brand_id: str) -> AnyResponse:
    """Take a brand out of the registry; the trail keeps what it was."""
    brand = brand_or_404(brand_id)
    if request.form.get("revision") != revision_of(brand):
        abort(409, _("The brand was changed in another window meanwhile. Nothing was removed."))
    services().registry.remove(brand_id)
    flash(_("%(name)s was removed.", name=brand.name))
    return redirect(url_for("console.brands.index"), 303)
