"""A table copied from a spreadsheet: pasted, then previewed like any import."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from markwarden.console.editing import tell
from markwarden.console.forms import Form
from markwarden.console.staging import Staging
from markwarden.registry import RegistryError
from markwarden.registry.marks_csv import COLUMNS
from markwarden.services import services

blueprint = Blueprint("paste", __name__, url_prefix="/paste")


class PasteForm(Form):
    """The box."""

    table = TextAreaField(_l("Table"), [DataRequired()], render_kw={"rows": 12, "spellcheck": "false", "class": "mono"})


@blueprint.route("/", methods=["GET", "POST"])
def index() -> AnyResponse | str | tuple[str, int]:
    """Read the table; what cannot be read is told with its line, and the text stays."""
    form = PasteForm()
    if request.method == "POST":
        if form.validate():
            here = services()
            staging = Staging(here.settings.data_dir)
            name = staging.put(form.table.data.encode(), ".csv")
            called = _("the pasted table")
            try:
                staging.load(name, called, here.registry.document())
            except RegistryError as error:
                staging.drop(name)
                tell(error.problems[:30])
            else:
                return redirect(url_for("console.exchange.preview", name=name, called=called), 303)
        return render_template("paste/index.html", form=form, columns=COLUMNS), 422
    return render_template("paste/index.html", form=form, columns=COLUMNS)
