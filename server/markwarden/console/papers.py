"""The papers of one right: added by dropping files, described one by one."""

import re
from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse
from wtforms import DateField, Field, HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from markwarden.console import words
from markwarden.console.editing import brand_or_404, change_right, right_or_404, uploads
from markwarden.console.forms import YES_NO, Form, answer, options, said
from markwarden.console.rights import NiceField
from markwarden.registry.pictures import FORMATS
from markwarden.registry.registry import revision_of
from markwarden.services import services
from markwarden_schema.registry import Document, Right

blueprint = Blueprint("papers", __name__, url_prefix="/brands/<brand_id>/rights/<right_id>/papers")
KEPT = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".tif", ".tiff", ".jpeg", *FORMATS.values()})
"""Endings of the files that are taken; a Word file is taken too, and health says what is wrong with it."""
_GUESSES = {
    "authorization": r"author|power.of.attorney|\bpoa\b|vollmacht|授权|委托",
    "translation": r"translat|übersetz|翻译|译文",
    "identity": r"identity|passport|licen[cs]e|\bid\b|营业执照|身份证",
    "renewal": r"renew|续展",
    "assignment": r"assign|转让",
    "name_change": r"name.?change|change.of.name|变更",
    "copyright_statement": r"statement|声明",
    "certificate": r"certif|registration|zertifikat|urkunde|注册证|证书",
}


class PaperForm(Form):
    """What is known of a paper."""

    revision = HiddenField()
    name = StringField(_l("Name"), [Optional(), Length(max=500)])
    kind = SelectField(_l("Kind"), choices=options(("", _l("not known")), *words.PAPERS.items()))
    proves = StringField(_l("What it proves"), [Optional(), Length(max=500)])
    person = StringField(_l("Holder or grantor that it names"), [Optional(), Length(max=500)])
    valid_from = DateField(_l("Valid from"), [Optional()])
    expires = DateField(_l("Valid until"), [Optional()])
    language = StringField(_l("Language"), [Optional(), Length(max=20)], description=_l("en, zh, de, …"))
    colour = SelectField(_l("In colour"), choices=YES_NO)
    sealed = SelectField(_l("With the seal"), choices=YES_NO)
    enforcement = SelectField(_l("Covers filing complaints"), choices=YES_NO, description=_l("Of an authorization."))
    jurisdictions = StringField(
        _l("Where it holds"), [Optional()], description=_l("EU, US, … separated by commas; empty: it does not say.")
    )
    nice_classes = NiceField(_l("Classes it names"))

    def validate_expires(self, field: Field) -> None:
        """An end before the beginning is a slip."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("This lies before the first day."))

    def facts(self) -> dict[str, Any]:
        """As the model has them."""
        return {
            **{
                name: self[name].data or None
                for name in ("name", "kind", "proves", "person", "valid_from", "expires", "language")
            },
            **{name: said(self[name].data) for name in ("colour", "sealed", "enforcement")},
            "jurisdictions": [one.strip().upper() for one in (self.jurisdictions.data or "").split(",") if one.strip()],
            "nice_classes": self.nice_classes.data or [],
        }


def guessed_kind(name: str) -> str | None:
    """What a file's name says it is; None where it says nothing."""
    for kind, pattern in _GUESSES.items():
        if re.search(pattern, name.replace("_", " "), re.IGNORECASE):
            return kind
    return None


def kept_paper(name: str, data: bytes) -> str | None:
    """Store a paper's file; None, with a message, where it is none."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in KEPT or (suffix == ".pdf" and not data.startswith(b"%PDF-")):
        flash(_("%(name)s is no PDF, picture or text document.", name=name), "error")
        return None
    return services().registry.put_file(data, name)


@blueprint.post("/")
def add(brand_id: str, right_id: str) -> AnyResponse:
    """Files become papers of the right; their names say what kind they are, until the person says better."""
    made = [
        Document(file=path, name=name[:500], kind=guessed_kind(name))
        for name, data in uploads()
        if (path := kept_paper(name, data)) is not None
    ]
    if not made:
        flash(_("No paper was added."), "warning")
    elif change_right(
        brand_id, right_id, lambda right: right.model_copy(update={"documents": [*right.documents, *made]})
    ):
        flash(_("Added. Say what they are: click a name."))
    return _back(brand_id, right_id)


@blueprint.route("/<int:number>", methods=["GET", "POST"])
def show(brand_id: str, right_id: str, number: int) -> AnyResponse | str | tuple[str, int]:
    """What is known of one paper. The revision of the brand guards the number."""
    brand = brand_or_404(brand_id)
    right = right_or_404(brand, right_id)
    paper = _paper(right, number)
    form = PaperForm(
        data={
            **dict(paper),
            **{name: answer(getattr(paper, name)) for name in ("colour", "sealed", "enforcement")},
            "kind": paper.kind if paper.kind in words.PAPERS else "other" if paper.kind else "",
            "jurisdictions": ", ".join(paper.jurisdictions),
            "revision": revision_of(brand),
        }
    )
    if request.method == "POST":
        if form.validate() and change_right(brand_id, right_id, lambda old: _with_paper(old, number, form.facts())):
            flash(_("Saved."))
            return _back(brand_id, right_id)
        return render_template(
            "rights/paper.html", brand=brand, right=right, paper=paper, number=number, form=form
        ), 422
    return render_template("rights/paper.html", brand=brand, right=right, paper=paper, number=number, form=form)


@blueprint.post("/<int:number>/remove")
def remove(brand_id: str, right_id: str, number: int) -> AnyResponse:
    """Take a paper away."""
    if change_right(brand_id, right_id, lambda old: _with_paper(old, number, None)):
        flash(_("Removed."))
    return _back(brand_id, right_id)


def _paper(right: Right, number: int) -> Document:
    if number >= len(right.documents):
        abort(404, _("There is no such paper; it may have been removed."))
    return right.documents[number]


def _with_paper(right: Right, number: int, facts: dict[str, Any] | None) -> Right:
    paper = _paper(right, number)
    changed = [] if facts is None else [Document.model_validate({**paper.model_dump(), **facts})]
    return right.model_copy(update={"documents": [*right.documents[:number], *changed, *right.documents[number + 1 :]]})


def _back(brand_id: str, right_id: str) -> AnyResponse:
    return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id, _anchor="papers"), 303)
