"""The wizard for a brand: one page from its name to listings that are flagged, with its files dropped onto it.

Files of a form that is sent back are kept with it: nobody has to choose them again for a slip in another field.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField, Field, MultipleFileField, StringField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.validators import ValidationError as Slip

from markwarden.console.brands import FactsForm
from markwarden.console.editing import tell, uploads
from markwarden.console.papers import guessed_kind, kept_paper
from markwarden.console.rights import NiceField, hint, kept_picture
from markwarden.registry import RegistryError
from markwarden.registry.packs import missing
from markwarden.registry.problems import from_validation
from markwarden.services import services
from markwarden_schema.registry import Alias, Brand, Copyright, Document, Right, Seller, Standing, Trademark

blueprint = Blueprint("first_brand", __name__, url_prefix="/brands/new")
Kept = tuple[str, str]
"""The path of a file that was sent, and what the person calls it."""
FILES: dict[str, Callable[[str, bytes], str | None]] = {
    "logo": kept_picture,
    "photos": kept_picture,
    "papers": kept_paper,
}


def lines_of(text: str | None) -> list[str]:
    """What stands on the lines of a box, each once."""
    return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))


class NewForm(FactsForm):
    """What is enough for flagging listings, and for beginning with complaints."""

    mark = StringField(
        _l("Word mark"),
        [Optional(), Length(max=500)],
        description=_l("The words as registered. Left empty: the brand's name."),
    )
    jurisdiction = StringField(
        _l("Place of registration"),
        [Optional(), Length(max=50)],
        description=_l("EU, US, CN, WO, GB or another."),
        render_kw={"list": "places"},
    )
    number = StringField(_l("Registration number"), [Optional(), Length(max=100)])
    expires = DateField(_l("Expires"), [Optional()])
    nice_classes = NiceField(_l("Nice classes"))
    logo = MultipleFileField(
        _l("Logo"),
        description=_l("PNG, JPEG, WebP, GIF or SVG. It becomes a figurative mark."),
        render_kw={"accept": "image/*"},
    )
    photos = MultipleFileField(
        _l("Product photos"),
        description=_l("Your own photos: copies of them are found. They become a copyright."),
        render_kw={"accept": "image/*"},
    )
    papers = MultipleFileField(
        _l("Papers"),
        description=_l("Certificates, authorizations, translations: PDF or pictures. They go to the word mark."),
        render_kw={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.tif,.tiff,.doc,.docx"},
    )
    aliases = TextAreaField(
        _l("Other ways of writing it"),
        [Optional()],
        description=_l("One a line: a name in another script, a nickname, a usual misspelling."),
        render_kw={"rows": 4},
    )
    stores = TextAreaField(
        _l("Your own stores"),
        [Optional()],
        description=_l("Store numbers, one a line: what they sell is not flagged."),
        render_kw={"rows": 4},
    )

    def validate_stores(self, field: Field) -> None:
        """A store has a number."""
        wrong = [line for line in lines_of(field.data) if not (line.isascii() and line.isdigit() and len(line) <= 20)]
        if wrong:
            raise Slip(_("%(text)s is no store number.", text=wrong[0][:40]))


@blueprint.route("", methods=["GET", "POST"], endpoint="new")
def new() -> AnyResponse | str | tuple[str, int]:
    """The form; sent, a brand with its first rights."""
    form = NewForm()
    if request.method != "POST":
        return render_template("brands/new.html", form=form, kept={name: [] for name in FILES})
    kept = {name: _kept(name, keep) for name, keep in FILES.items()}
    refused = any(len(kept[name]) < _sent(name) for name in FILES)
    brand = _made(form, kept) if form.validate() and not refused else None
    if brand is None:
        return render_template("brands/new.html", form=form, kept=kept), 422
    flash(_("%(name)s is in the registry and counts from the next page on.", name=brand.name))
    hint(brand.rights[0])
    offered = "console.spellings.show" if missing(brand) else "console.brands.show"
    return redirect(url_for(offered, brand_id=brand.id), 303)


def _sent(name: str) -> int:
    """How many files of a field came, with the form or kept from before."""
    return sum(1 for file in request.files.getlist(name) if file.filename) + len(_before(name))


def _before(name: str) -> list[Kept]:
    """Files that came with the form when it was sent before."""
    found = (value.partition(" ") for value in request.form.getlist(f"kept_{name}"))
    return [(path, called or path) for path, _space, called in found]


def _kept(name: str, keep: Callable[[str, bytes], str | None]) -> list[Kept]:
    """The files of a field, stored; a message for each that is not taken."""
    registry = services().registry
    there = [one for one in _before(name) if registry.has_file(one[0])]
    return there + [(path, called) for called, data in uploads(name) if (path := keep(called, data)) is not None]


def _made(form: NewForm, kept: dict[str, list[Kept]]) -> Brand | None:
    try:
        return services().registry.add(
            Brand(
                name=form.name.data,
                owner=form.owner.data,
                home=form.home.data,
                aliases=[Alias(text=line) for line in lines_of(form.aliases.data)],
                rights=_rights(form, kept),
                sellers=[Seller(store_id=line, standing=Standing.OWN) for line in lines_of(form.stores.data)],
            )
        )
    except RegistryError as error:
        tell(error.problems)
    except ValidationError as error:
        tell(from_validation(error))
    return None


def _rights(form: NewForm, kept: dict[str, list[Kept]]) -> list[Right]:
    """The word mark with the papers, a figurative mark a logo, a copyright of all photos."""
    facts: dict[str, Any] = {"jurisdiction": form.jurisdiction.data, "registrant": form.owner.data}
    classes = form.nice_classes.data
    papers = [Document(file=path, name=name[:500], kind=guessed_kind(name)) for path, name in kept["papers"]]
    word = Trademark(
        kind="trademark", mark=form.mark.data or form.name.data, number=form.number.data, expires=form.expires.data,
        nice_classes=classes, documents=papers, **facts,
    )  # fmt: skip
    logos = dict.fromkeys(path for path, _name in kept["logo"])
    photos = list(dict.fromkeys(path for path, _name in kept["photos"]))
    figures = [
        Trademark(kind="trademark", form="figurative", mark=form.name.data, image=path, nice_classes=classes, **facts)
        for path in logos
    ]
    works = [Copyright(kind="copyright", title=_("Product photos"), images=photos, registrant=form.owner.data)]
    return [word, *figures, *(works if photos else [])]
