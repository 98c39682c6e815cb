"""Notices by mail: from a case, for a marketplace without a profile, after the DSA's article 16 or the DMCA."""

import base64
import io

from flask import Blueprint, Response, flash, render_template, request, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from markwarden.complaints.desk import NotThereError
from markwarden.complaints.notices.documents import FontsMissingError
from markwarden.complaints.statement import LetterError
from markwarden.console.cases import case_or_404
from markwarden.console.complaint_words import LANGUAGES, language
from markwarden.console.forms import Form, options
from markwarden.services import services
from markwarden_schema.case import Case
from markwarden_schema.complaint_register import Notice, NoticeRequest

blueprint = Blueprint("notices", __name__, url_prefix="/cases/<case_id>/notice")


class NoticeForm(Form):
    """Whom it goes to and in whose name. The statements are the person's own and never ticked beforehand."""

    kind = SelectField(
        _l("Kind of notice"),
        choices=options(
            ("dsa", _l("Illegal content (EU Digital Services Act, article 16)")),
            ("dmca", _l("Copyright (US DMCA)")),
        ),
    )
    language = SelectField(_l("Language of the letter"), choices=options(*LANGUAGES.items()))
    marketplace = StringField(_l("Marketplace"), [Optional(), Length(max=500)])
    to = StringField(_l("Its e-mail address for notices"), [Optional(), Length(max=254)])
    name = StringField(_l("Your name"), [Optional(), Length(max=500)])
    email = StringField(_l("Your e-mail address"), [Optional(), Length(max=254)])
    telephone = StringField(_l("Telephone"), [Optional(), Length(max=500)])
    signature = StringField(_l("Signature, typed by yourself"), [Optional(), Length(max=500)])
    address = TextAreaField(_l("Postal address"), [Optional(), Length(max=10_000)], render_kw={"rows": 2})
    good_faith = BooleanField(_l("I state in good faith that what the notice says is accurate and complete."))
    perjury = BooleanField(_l("DMCA: I state under penalty of perjury that I am authorised to act for the holder."))


@blueprint.route("/", methods=["GET", "POST"])
def index(case_id: str) -> Response | str | tuple[str, int]:
    """The form; sent, its preview; with `as` the e-mail or the PDF."""
    case = case_or_404(case_id)
    form = NoticeForm(data={"language": language(), "name": services().complaints.settings.get().name})
    if request.method == "GET":
        return _page(case, form, None)
    notice = _notice(case, form)
    if notice is None:
        return _page(case, form, None), 422
    ending = request.form.get("as")
    if ending in ("eml", "pdf"):
        data = base64.b64decode(notice.eml if ending == "eml" else notice.pdf)
        name = f"notice-{case.right.label[:40]}.{ending}"
        return send_file(io.BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name)
    return _page(case, form, notice)


def _notice(case: Case, form: NoticeForm) -> Notice | None:
    """The notice; None, with the errors at their fields or told, where none can be made."""
    if not form.validate():
        return None
    try:
        return services().complaints.notice(
            case.id, NoticeRequest.model_validate({name: form[name].data for name in NoticeRequest.model_fields})
        )
    except ValidationError as error:
        for one in error.errors():
            field = form[str(one["loc"][0])]
            wanted = _("This is no e-mail address.") if field.name in ("to", "email") else str(one["msg"])
            field.errors = [*field.errors, wanted]
    except (LetterError, FontsMissingError) as error:
        flash(str(error), "error")
    except NotThereError as error:
        flash(str(error.args[0]), "error")
    return None


def _page(case: Case, form: NoticeForm, notice: Notice | None) -> str:
    return render_template("cases/notice.html", case=case, form=form, notice=notice)
