"""The portal's own list of complaints, pasted or as CSV: what it would change, then taken over, many at once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField, TextAreaField

from markwarden.complaints.portal_list import ListError
from markwarden.console.complaint_words import said
from markwarden.console.forms import Form
from markwarden.services import services
from markwarden_schema.complaint_register import ImportReport, ImportRequest

blueprint = Blueprint("portal_list", __name__, url_prefix="/complaints/import")
_MEANS = "means-"
_SAID = "said-"


class ListForm(Form):
    """The list."""

    text = TextAreaField(_l("The portal's list"), render_kw={"rows": 9, "spellcheck": "false", "class": "mono"})
    file = FileField(_l("or a CSV file"), render_kw={"accept": ".csv,.tsv,.txt"})


@blueprint.route("/", methods=["GET", "POST"])
def index() -> AnyResponse | str | tuple[str, int]:
    """Preview what the list says; with `apply` take it over."""
    form = ListForm()
    if request.method == "GET":
        return _page(form, None)
    if not form.validate():
        return _page(form, None), 422
    try:
        text = _text(form)
        asked = ImportRequest.model_validate({"text": text, "statuses": _meanings(), "apply": "apply" in request.form})
        report = services().complaint_register.import_list(asked)
    except UnicodeDecodeError as error:
        flash(_("The file is not UTF-8 (byte %(place)s): save it as CSV UTF-8.", place=error.start), "error")
    except ValidationError as error:
        flash(str(error.errors()[0]["msg"]), "error")
    except ListError as error:
        flash(said(error.said), "error")
    else:
        if asked.apply:
            flash(_("%(count)s complaints were brought up to date.", count=report.applied))
            return redirect(url_for("console.complaints.index"), 303)
        form.text.data = text
        return _page(form, report)
    return _page(form, None), 422


def _text(form: ListForm) -> str:
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        return sent.stream.read().decode("utf-8-sig")
    return form.text.data or ""


def _meanings() -> dict[str, str]:
    """What the person says the portal's words mean; the word itself stands in a field of its own."""
    found = {}
    for name, word in request.form.items():
        if name.startswith(_SAID):
            status = request.form.get(_MEANS + name.removeprefix(_SAID), "")
            if status:
                found[word] = status
    return found


def _page(form: ListForm, report: ImportReport | None) -> str:
    return render_template(
        "complaints/import.html", form=form, report=report, meanings=_meanings() if report else {},
        changes=[row for row in report.rows if row.change] if report else [],
    )  # fmt: skip
