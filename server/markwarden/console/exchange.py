"""Handing a registry over, and taking one in: first a preview of what is new, changed and in conflict."""

import io
from pathlib import PurePosixPath

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse

from markwarden.audit.difference import differences
from markwarden.console.editing import tell
from markwarden.console.forms import most_bytes
from markwarden.console.nav import Nav
from markwarden.console.staging import Staging
from markwarden.registry import LoadedRegistry, RegistryError
from markwarden.registry.aliases_csv import dump_missing
from markwarden.registry.interchange import write_zip
from markwarden.registry.lists import LISTS
from markwarden.registry.merge import Merged
from markwarden.services import services

blueprint = Blueprint("exchange", __name__, url_prefix="/exchange")
NAV = Nav("exchange.index", _l("Exchange"), "x", "arrow-left-right", 60)
_MOST = 256 * 2**20


@blueprint.get("/")
def index() -> str:
    """Both ways."""
    brands = sorted(services().registry.document().brands, key=lambda brand: brand.name.casefold())
    return render_template("exchange/index.html", brands=brands, chosen=request.args.get("brand", ""))


@blueprint.get("/registry.zip")
def export() -> Response:
    """The whole registry or one brand (`?brand=ID`); with `?documents=0` without papers."""
    registry = services().registry
    name = None
    if request.args.get("brand"):
        brand = registry.brand(request.args["brand"])
        if brand is None:
            abort(404, _("There is no such brand; it may have been removed."))
        name = brand.name
    out = io.BytesIO()
    write_zip(registry.part(name, documents=request.args.get("documents") != "0"), out)
    response = Response(out.getvalue(), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name or 'registry'}.zip")
    return response


@blueprint.get("/<any(marks, aliases, sellers):name>.csv")
def table(name: str) -> Response:
    """A list as CSV; the same comes back by the import."""
    response = Response("\ufeff" + LISTS[name](services().registry.document()), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


@blueprint.post("/packs")
def packs() -> AnyResponse:
    """What the packs that come with the program would add to the brands that are here: previewed like any import."""
    here = services()
    pack = dump_missing(here.registry.document()).encode()
    name = Staging(here.settings.data_dir).put(pack, ".csv")
    return redirect(url_for("console.exchange.preview", name=name, called=_("the alias packs")), 303)


@blueprint.post("/import")
@most_bytes(_MOST)
def upload() -> AnyResponse:
    """Take a file in for its preview."""
    file = request.files.get("file")
    suffix = PurePosixPath(file.filename or "").suffix.lower() if file else ""
    if file is None or suffix not in (".zip", ".json", ".csv"):
        flash(_("Choose a .zip, a registry.json or a .csv file."), "error")
        return redirect(url_for("console.exchange.index"), 303)
    name = Staging(services().settings.data_dir).put(file.stream.read(), suffix)
    return redirect(url_for("console.exchange.preview", name=name, called=file.filename), 303)


@blueprint.route("/import/<name>", methods=["GET", "POST"])
def preview(name: str) -> AnyResponse | str:
    """What an import would do; sent back, it is done. Ticked conflicts keep what is here."""
    here = services()
    staging = Staging(here.settings.data_dir)
    called = request.args.get("called") or _("the file")
    try:
        loaded = staging.load(name, called, here.registry.document())
        if request.method == "POST":
            merged = here.registry.take_over(loaded, keep=frozenset(request.form.getlist("keep")))
            staging.drop(name)
            flash(
                _(
                    "Taken over: %(new)s new, %(changed)s changed, %(same)s as they were.",
                    new=len(merged.new),
                    changed=len(merged.changed),
                    same=len(merged.unchanged),
                )
            )
            return redirect(url_for("console.brands.index"), 303)
        merged = here.registry.take_over(loaded, dry_run=True)
    except RegistryError as error:
        tell(error.problems[:30])
        return redirect(url_for("console.exchange.index"), 303)
    return render_template(
        "exchange/preview.html",
        called=called,
        merged=merged,
        changes=_changes(loaded, merged),
        left_out=loaded.left_out,
    )


def _changes(loaded: LoadedRegistry, merged: Merged) -> dict[str, list[object]]:
    """For each brand that changes, the places in which it does."""
    before = {brand.id: brand for brand in services().registry.document().brands}
    changed = set(merged.changed)
    return {
        brand.name: list(
            differences(before[brand.id].model_dump(mode="json"), brand.model_dump(mode="json"), whole=True)
        )
        for brand in merged.brands
        if brand.name in changed and brand.id in before
    }
