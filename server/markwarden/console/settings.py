"""How this person likes the console, who may reach the server, and where the data lies."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext, refresh
from werkzeug.wrappers import Response as AnyResponse
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length, Optional

from markwarden.console.forms import Form, options
from markwarden.console.language import preferences
from markwarden.console.nav import Nav
from markwarden.preferences import Preferences
from markwarden.services import services
from markwarden.settings import ROWS
from markwarden.store.backup import KEPT, back_up, rotated
from markwarden.store.last_backup import backups

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
NAV = Nav("settings.index", _l("Settings"), "e", "gear", 90)


class SettingsForm(Form):
    """The preferences."""

    language = SelectField(
        _l("Language"), choices=options(("auto", _l("as the browser says")), ("en", "English"), ("zh", "中文"))
    )
    theme = SelectField(
        _l("Colours"), choices=options(("auto", _l("as the system says")), ("light", _l("light")), ("dark", _l("dark")))
    )
    complainant = StringField(
        _l("Who files the complaints"),
        [Optional(), Length(max=500)],
        description=_l("Where it is not each right's holder: an authorization is asked for then."),
    )
    shortcuts = BooleanField(_l("Single-letter keyboard shortcuts"))


@blueprint.route("/", methods=["GET", "POST"])
def index() -> AnyResponse | str | tuple[str, int]:
    """The form, the browsers, the data folder."""
    here = services()
    form = SettingsForm(data=preferences().model_dump())
    if request.method == "POST":
        if form.validate():
            here.preferences.put(
                Preferences.model_validate({name: form[name].data for name in Preferences.model_fields})
            )
            return _saved()
        return _page(form), 422
    return _page(form)


def _saved() -> AnyResponse:
    g.pop("preferences", None)
    refresh()
    flash(_("Saved."))
    return redirect(url_for("console.settings.index"), 303)


def _page(form: SettingsForm) -> str:
    here = services()
    folder = here.settings.data_dir
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return render_template(
        "settings/index.html", form=form, pairings=here.pairings.all(), folder=folder, megabytes=size / 2**20,
        backups=[_Backup(path) for path in reversed(backups(folder))], kept=KEPT,
    )  # fmt: skip


class _Backup:
    """A backup in the data folder, as the page tells it."""

    def __init__(self, path: Path) -> None:
        stat = path.stat()
        self.path, self.megabytes = path, stat.st_size / 2**20
        self.made = datetime.fromtimestamp(stat.st_mtime, UTC)


@blueprint.post("/backup")
def back_up_now() -> AnyResponse:
    """All data in one file, as it stands now; the oldest of those in the data folder goes."""
    folder = services().settings.data_dir
    count = back_up(folder, ROWS, rotated(folder))
    flash(ngettext("Backed up: %(num)d file.", "Backed up: %(num)d files.", count))
    return redirect(url_for("console.settings.index", _anchor="data"), 303)


@blueprint.post("/pairings/<pairing_id>/end")
def end_pairing(pairing_id: str) -> AnyResponse:
    """End a browser's pairing."""
    if not services().pairings.revoke(pairing_id):
        abort(404)
    flash(_("The pairing has ended."))
    return redirect(url_for("console.settings.index", _anchor="browsers"), 303)


@blueprint.post("/sessions/end")
def end_sessions() -> AnyResponse:
    """Close the console everywhere, here too."""
    services().door.close_all()
    session.clear()
    return redirect(url_for("console.overview.index"), 303)
