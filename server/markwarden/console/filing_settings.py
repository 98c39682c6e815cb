"""What the register reckons with, where no source settles it: names, standards, days off, the portal's own words."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse
from wtforms import BooleanField, DecimalField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from markwarden.console.complaint_words import STATUSES
from markwarden.console.forms import Form
from markwarden.services import services
from markwarden_schema.complaint_register import FilingSettings

blueprint = Blueprint("filing_settings", __name__, url_prefix="/complaints/settings")


class FilingForm(Form):
    """The settings, what is a list one entry a line."""

    name = StringField(_l("Complainant, as at the portal"), [Optional(), Length(max=500)])
    identity_name = StringField(_l("Name on the identity document"), [Optional(), Length(max=500)])
    agent = BooleanField(_l("An agent files for the holder"))
    portal_languages = StringField(
        _l("Languages that need no translation"), description=_l("Codes, for example: en, zh")
    )
    takedown_standard = DecimalField(
        _l("Taken down, at least (%)"), [InputRequired(), NumberRange(0, 100)], places=None
    )
    counter_standard = DecimalField(
        _l("Successful counter-notices, at most (%)"), [InputRequired(), NumberRange(0, 100)], places=None
    )
    countries = TextAreaField(
        _l("Countries whose rights a portal takes"),
        render_kw={"rows": 2},
        description=_l("One portal a line, for example: ipp-aidc: CN, US, EU. Not named: not known."),
    )
    days_off = TextAreaField(
        _l("Further days off in China"), render_kw={"rows": 2}, description=_l("Dates, for example 2027-02-08.")
    )
    working_days = TextAreaField(_l("Further working days in China"), render_kw={"rows": 2})
    statuses = TextAreaField(
        _l("The portal's words for a status"),
        render_kw={"rows": 3},
        description=_l("One a line: word = status."),
    )


_PERCENT = ("takedown_standard", "counter_standard")


def _shown(settings: FilingSettings) -> dict[str, Any]:
    return {
        **settings.model_dump(include={"name", "identity_name", "agent"}),
        "portal_languages": ", ".join(settings.portal_languages),
        **{name: round(getattr(settings, name) * 100, 4) for name in _PERCENT},
        "countries": "\n".join(f"{portal}: {', '.join(names)}" for portal, names in settings.countries.items()),
        "days_off": "\n".join(day.isoformat() for day in settings.days_off),
        "working_days": "\n".join(day.isoformat() for day in settings.working_days),
        "statuses": "\n".join(f"{word} = {status.value}" for word, status in settings.statuses.items()),
    }


@blueprint.route("/", methods=["GET", "POST"])
def index() -> AnyResponse | str | tuple[str, int]:
    """The form."""
    store = services().complaints.settings
    form = FilingForm(data=_shown(store.get()))
    if request.method == "POST":
        read = _read(form) if form.validate() else None
        if read is None:
            return _page(form), 422
        store.put(read)
        flash(_("Saved."))
        return redirect(url_for("console.filing_settings.index"), 303)
    return _page(form)


def _page(form: FilingForm) -> str:
    return render_template("complaints/settings.html", form=form, statuses=STATUSES)


def _read(form: FilingForm) -> FilingSettings | None:
    """The settings that a valid form says; None, with the errors at their fields."""
    said: dict[str, Any] = {
        "name": form.name.data,
        "identity_name": form.identity_name.data,
        "agent": form.agent.data,
        "portal_languages": _words(form.portal_languages.data),
        **{name: float(form[name].data) / 100 for name in _PERCENT},
        "countries": _pairs(form.countries, ":", _words),
        "days_off": _dates(form.days_off),
        "working_days": _dates(form.working_days),
        "statuses": _pairs(form.statuses, "=", str),
    }
    if any(value is None for name, value in said.items() if name not in ("name", "identity_name")):
        return None
    try:
        return FilingSettings.model_validate(said)
    except ValidationError as error:
        for one in error.errors():
            field = form[str(one["loc"][0])]
            field.errors = [
                *field.errors,
                f"{' '.join(str(part) for part in one['loc'][1:])}: {one['msg']}".lstrip(": "),
            ]
        return None


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in re.split(r"[,，;\n]", text or "") if word.strip()]


def _dates(field: TextAreaField) -> list[date] | None:
    found = []
    for word in re.split(r"[\s,;]+", field.data or ""):
        if not word:
            continue
        try:
            found.append(date.fromisoformat(word))
        except ValueError:
            field.errors = [_("“%(word)s” is no date: write it as 2027-02-08.", word=word)]
            return None
    return sorted(set(found))


def _pairs(field: TextAreaField, between: str, read: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a callable of any result
    found = {}
    for line in (field.data or "").splitlines():
        if not line.strip():
            continue
        # The portal's own word may hold the sign: the last one parts it from the status.
        first, sign, second = line.rpartition(between) if between == "=" else line.partition(between)
        if not (sign and first.strip() and second.strip()):
            field.errors = [_("“%(line)s”: write both sides, parted by %(sign)s", line=line.strip(), sign=between)]
            return None
        found[first.strip()] = read(second.strip())
    return found
