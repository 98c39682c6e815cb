"""One right of a brand: its facts, its state on each portal, its pictures."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from markwarden.console import words
from markwarden.console.editing import brand_or_404, change, change_right, right_or_404, rows, tell, uploads
from markwarden.console.figures import tried_of, waiting
from markwarden.console.forms import BoxesField, Form, options
from markwarden.console.today import complainant, today
from markwarden.matching.image.logo import ArtworkRefusedError
from markwarden.matching.image.logo.artwork import drawn_as_png, is_svg
from markwarden.matching.texts import LEAST_WORDS, words_of
from markwarden.registry import RegistryError
from markwarden.registry.health import examine_brand
from markwarden.registry.offices import number_hint
from markwarden.registry.pictures import NoPictureError, picture_suffix
from markwarden.registry.portals import portals
from markwarden.registry.registry import revision_of
from markwarden.services import services
from markwarden_schema.registry import Brand, Copyright, Design, Patent, PortalRight, Right, Trademark

blueprint = Blueprint("rights", __name__, url_prefix="/brands/<brand_id>/rights")
MODELS: dict[str, type[Trademark | Copyright | Design | Patent]] = {
    "trademark": Trademark,
    "copyright": Copyright,
    "design": Design,
    "patent": Patent,
}


class NiceField(BoxesField):
    """The classes as boxes to tick, with their names."""

    def __init__(self, label: str, **more: Any) -> None:  # noqa: ANN401 - wtforms has no types
        super().__init__(label, coerce=int, choices=lambda: options(*words.nice_choices()), **more)


class LinesField(TextAreaField):  # type: ignore[misc]
    """A list, one entry a line."""

    def _value(self) -> str:
        return "\n".join(self.data) if isinstance(self.data, list) else (self.data or "")

    def process_formdata(self, values: list[str]) -> None:
        self.data = [line.strip() for line in (values[0] if values else "").splitlines() if line.strip()]


class TextsField(TextAreaField):  # type: ignore[misc]
    """Texts of several lines each, a blank line between two."""

    def _value(self) -> str:
        return "\n\n".join(self.data) if isinstance(self.data, list) else (self.data or "")

    def process_formdata(self, values: list[str]) -> None:
        parts = re.split(r"\n[^\S\n]*\n", "\n".join((values[0] if values else "").splitlines()))
        self.data = [text for part in parts if (text := part.strip())]


class RightForm(Form):
    """What all kinds of rights have."""

    revision = HiddenField()
    jurisdiction = StringField(
        _l("Place of registration"),
        [Optional(), Length(max=50)],
        description=_l("EU, US, CN, WO, GB or another."),
        render_kw={"list": "places"},
    )
    number = StringField(
        _l("Registration number"),
        [Optional(), Length(max=100)],
        description=_l("As the office writes it; its form is checked for EUIPO, USPTO, CNIPA, WIPO and UKIPO."),
    )
    registrant = StringField(
        _l("Registrant"), [Optional(), Length(max=500)], description=_l("As the office has it today.")
    )
    status = StringField(_l("Status at the office"), [Optional(), Length(max=100)], render_kw={"list": "states"})
    filed = DateField(_l("Filed"), [Optional()])
    registered = DateField(_l("Registered"), [Optional()])
    renewed = DateField(_l("Last renewal"), [Optional()])
    expires = DateField(_l("Expires"), [Optional()])
    vigilance = SelectField(_l("Vigilance"), choices=options(*words.VIGILANCE.items()))

    def __iter__(self) -> Iterator[Field]:
        """What the kind is about comes first, then what all rights have."""
        common = RightForm._unbound_names()
        return iter(sorted(self._fields.values(), key=lambda field: field.name in common))

    @staticmethod
    def _unbound_names() -> frozenset[str]:
        return frozenset(name for name, value in vars(RightForm).items() if hasattr(value, "field_class"))

    def validate_expires(self, field: Field) -> None:
        """An end before the beginning is a slip."""
        if field.data and self.registered.data and field.data < self.registered.data:
            raise ValidationError(_("This lies before the date of registration."))


class TrademarkForm(RightForm):
    form = RadioField(
        _l("Form"),
        choices=options(("word", _l("Word")), ("figurative", _l("Figurative, with or without words"))),
        default="word",
    )
    mark = StringField(_l("Words of the mark"), [Length(max=500)], description=_l("Required of a word mark."))
    nice_classes = NiceField(_l("Nice classes"))

    def validate_mark(self, field: Field) -> None:
        """A word mark has words."""
        if self.form.data == "word" and not field.data:
            raise ValidationError(_("A word mark needs its words."))


class CopyrightForm(RightForm):
    title = StringField(_l("Title of the work"), [DataRequired(), Length(max=500)])
    urls = LinesField(
        _l("Official addresses of the work"),
        description=_l("One a line: where the work is shown officially."),
        render_kw={"rows": 3},
    )
    texts = TextsField(
        _l("Own product texts"),
        description=_l(
            "What sellers copy, as long as it is: a blank line between two texts. A copy is recognised from 14 words in a row."
        ),
        render_kw={"rows": 8},
    )

    def validate_texts(self, field: Field) -> None:
        """Texts that no copy can be told by are a slip."""
        if field.data and words_of("\n".join(field.data)) < LEAST_WORDS:
            raise ValidationError(_("Too short: fewer than 14 words in a row are everybody's."))


class DesignForm(RightForm):
    title = StringField(_l("Title of the design"), [DataRequired(), Length(max=500)])


class PatentForm(RightForm):
    title = StringField(_l("Title of the patent"), [DataRequired(), Length(max=500)])
    type = SelectField(_l("Type"), choices=options(("invention", _l("Invention")), ("utility", _l("Utility model"))))
    terms = LinesField(
        _l("Telling words"),
        description=_l("One a line: words whose combination hints at the invention."),
        render_kw={"rows": 4},
    )


FORMS: dict[str, type[RightForm]] = {
    "trademark": TrademarkForm,
    "copyright": CopyrightForm,
    "design": DesignForm,
    "patent": PatentForm,
}
_NOT_FACTS = frozenset({"revision", "csrf_token"})


def _facts(form: RightForm) -> dict[str, Any]:
    return {name: field.data for name, field in form._fields.items() if name not in _NOT_FACTS}


@blueprint.route("/new/<any(trademark, copyright, design, patent):kind>", methods=["GET", "POST"])
def new(brand_id: str, kind: str) -> AnyResponse | str | tuple[str, int]:
    """A right that the brand does not have yet."""
    brand = brand_or_404(brand_id)
    form = FORMS[kind](data={"revision": revision_of(brand), "registrant": brand.owner})
    if request.method == "POST":
        if form.validate():
            before = {right.id for right in brand.rights}
            if change(brand_id, lambda old: _with_new(old, kind, form)):
                made = next(right for right in brand_or_404(brand_id).rights if right.id not in before)
                hint(made)
                flash(_("Saved. Pictures and papers can be added now."))
                return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=made.id), 303)
        return render_template("rights/new.html", brand=brand, kind=kind, form=form), 422
    return render_template("rights/new.html", brand=brand, kind=kind, form=form)


def _with_new(brand: Brand, kind: str, form: RightForm) -> Brand:
    made = MODELS[kind].model_validate({"kind": kind, **_facts(form)})
    return brand.model_copy(update={"rights": [*brand.rights, made]})


@blueprint.route("/<right_id>", methods=["GET", "POST"])
def show(brand_id: str, right_id: str) -> AnyResponse | str | tuple[str, int]:
    """The right with all that belongs to it; a form for its facts."""
    brand = brand_or_404(brand_id)
    right = right_or_404(brand, right_id)
    form = FORMS[right.kind](data={**dict(right), "vigilance": right.vigilance.value, "revision": revision_of(brand)})
    if request.method == "POST":
        if form.validate() and change_right(brand_id, right_id, lambda old: _changed(old, form)):
            flash(_("Saved."))
            hint(right_or_404(brand_or_404(brand_id), right_id))
            return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id), 303)
        return _page(brand, right, form), 422
    return _page(brand, right, form)


def _changed(right: Right, form: RightForm) -> Right:
    return type(right).model_validate({**right.model_dump(), **_facts(form)})


def hint(right: Right) -> None:
    """Say at once that a number looks wrong: it is kept all the same, offices change their forms."""
    found = number_hint(right)
    if found is not None:
        flash(words.number_hint(found, right.number or ""), "warning")


def _page(brand: Brand, right: Right, form: RightForm) -> str:
    mine = sorted(
        (one for one in examine_brand(brand, today(), complainant()) if one.right and one.right.id == right.id),
        key=lambda one: list(words.SEVERITIES).index(one.severity.value),
    )
    pictures = [right.image] if isinstance(right, Trademark) and right.image else getattr(right, "images", [])
    entries = {entry.portal: entry for entry in right.portals}
    known = [entries.get(key) or PortalRight(portal=key) for key in portals()]
    others = [entry for entry in right.portals if entry.portal not in portals()]
    return render_template(
        "rights/show.html", brand=brand, right=right, form=form, revision=revision_of(brand), findings=mine,
        tried=tried_of(right), trials_waiting=waiting(), photos_coming=services().pictures.coming(), pictures=pictures, portal_rows=[(entry, entry.portal in entries) for entry in [*known, *others]],
    )  # fmt: skip


@blueprint.post("/<right_id>/portals")
def save_portals(brand_id: str, right_id: str) -> AnyResponse:
    """Where the right stands on each portal; an entry without a state is none."""
    try:
        made = _portal_rows()
    except RegistryError as error:
        tell(error.problems)
    else:
        if change_right(brand_id, right_id, lambda old: old.model_copy(update={"portals": made})):
            flash(_("Saved."))
    return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id, _anchor="portals"), 303)


def _portal_rows() -> list[PortalRight]:
    states = request.form.getlist("state")
    listed = rows(PortalRight, ("portal", "state", "id", "since", "note"))
    given = {name.strip() for name, state in zip(request.form.getlist("portal"), states, strict=True) if state}
    return [entry for entry in listed if entry.portal in given]


def kept_picture(name: str, data: bytes) -> str | None:
    """Store a picture; None, with a message, where it is none."""
    try:
        if is_svg(data):  # what is shown and compared everywhere is a picture of it
            data = drawn_as_png(data)
        suffix = picture_suffix(data)
    except (NoPictureError, ArtworkRefusedError) as error:
        flash(_("%(name)s: %(why)s.", name=name, why=str(error)), "error")
        return None
    return services().registry.put_file(data, f"picture{suffix}")


@blueprint.post("/<right_id>/pictures")
def add_pictures(brand_id: str, right_id: str) -> AnyResponse:
    """Pictures that the right covers; a trademark has one, the last that was sent."""
    paths = [path for name, data in uploads() if (path := kept_picture(name, data)) is not None]

    def changed(right: Right) -> Right:
        if isinstance(right, Trademark):
            return right.model_copy(update={"image": paths[-1]})
        return right.model_copy(update={"images": list(dict.fromkeys([*right.images, *paths]))})

    if not paths:
        flash(_("No picture was added."), "warning")
    elif change_right(brand_id, right_id, changed):
        flash(_("Added."))
    return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id, _anchor="pictures"), 303)


@blueprint.post("/<right_id>/pictures/remove")
def remove_picture(brand_id: str, right_id: str) -> AnyResponse:
    """Take one picture away."""
    path = request.form.get("path", "")

    def changed(right: Right) -> Right:
        if isinstance(right, Trademark):
            return right.model_copy(update={"image": None if right.image == path else right.image})
        return right.model_copy(update={"images": [image for image in right.images if image != path]})

    if change_right(brand_id, right_id, changed):
        flash(_("Removed."))
    return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id, _anchor="pictures"), 303)


@blueprint.post("/<right_id>/remove")
def remove(brand_id: str, right_id: str) -> AnyResponse:
    """Take a right out of its brand."""
    right_or_404(brand_or_404(brand_id), right_id)
    if change(
        brand_id, lambda old: old.model_copy(update={"rights": [one for one in old.rights if one.id != right_id]})
    ):
        flash(_("The right was removed."))
    return redirect(url_for("console.brands.show", brand_id=brand_id), 303)
