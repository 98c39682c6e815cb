"""The forms of a case: what the person knows of it, of one of its listings, and of a file."""

from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from markwarden.console.complaint_words import FILES, GROUNDS, PLACES, TYPES
from markwarden.console.forms import YES_NO, BoxesField, Form, answer, options, said
from markwarden_schema.case import CaseListing, Difference, ListingFacts

_BETWEEN = "|"


class CaseForm(Form):
    """What holds for the whole case."""

    unauthorised = SelectField(
        _l("The holder never authorised this seller"),
        choices=YES_NO,
        description=_l("Your own word. The letter says it only when you did."),
    )
    note = TextAreaField(_l("Note for yourself"), [Optional(), Length(max=10_000)], render_kw={"rows": 2})


class FileForm(Form):
    """What a file is."""

    kind = SelectField(_l("What it is"), choices=options(*FILES.items()))
    caption = StringField(_l("What it shows"), [Optional(), Length(max=500)])
    item = StringField(_l("Listing it shows"), [Optional(), Length(max=64)])


class ListingForm(Form):
    """What is known of one listing. What stays empty is not known."""

    ground = SelectField(_l("Ground"), choices=options(("", _l("as suggested")), *GROUNDS.items()))
    complaint_type = SelectField(_l("Complaint type"), choices=options(*TYPES.items()))
    identical = SelectField(_l("Shows the mark exactly as registered"), choices=YES_NO)
    places = BoxesField(_l("Where the right appears"), choices=options(*PLACES.items()))
    differences = TextAreaField(
        _l("Differences from genuine goods"),
        [Optional(), Length(max=10_000)],
        render_kw={"rows": 3},
        description=_l("One a line: genuine | this one. For example: stitching straight | stitching slanted."),
    )
    official_address = StringField(
        _l("Official address of the copied picture"),
        [Optional(), Length(max=2000), Regexp(r"^https?://\S+$", message=_l("An address begins with https://."))],
    )
    model = StringField(_l("Model that does not exist"), [Optional(), Length(max=500)])
    order_number = StringField(_l("Order number of the test buy"), [Optional(), Length(max=64)])
    received = DateField(_l("Received on"), [Optional()])
    verified_by = StringField(_l("How it was told from genuine goods"), [Optional(), Length(max=500)])
    parallel_import = SelectField(_l("Genuine goods from another market"), choices=YES_NO)
    gone = BooleanField(_l("The page is gone"))
    note = TextAreaField(_l("Note for yourself"), [Optional(), Length(max=10_000)], render_kw={"rows": 2})

    @classmethod
    def of(cls, listing: CaseListing) -> Self:
        """The form as it stands now."""
        facts = listing.facts
        return cls(
            formdata=None,
            data={
                **facts.model_dump(mode="python"),
                "ground": facts.ground.value if facts.ground else "",
                "complaint_type": facts.complaint_type.value,
                "identical": answer(facts.identical),
                "parallel_import": answer(facts.parallel_import),
                "gone": bool(facts.gone),
                "places": [place.value for place in facts.places],
                "differences": "\n".join(f"{one.genuine} {_BETWEEN} {one.suspect}" for one in facts.differences),
            },
        )


def facts_of(form: ListingForm, before: ListingFacts) -> ListingFacts | None:
    """The facts that a valid form says; None, with the errors at their fields, where they do not fit together."""
    differences = _differences(form)
    if differences is None:
        return None
    given: dict[str, Any] = {
        **{
            name: form[name].data
            for name in ("complaint_type", "places", "official_address", "model", "order_number", "received", "verified_by", "note")
        },
        "ground": form.ground.data or None,
        "identical": said(form.identical.data),
        "parallel_import": said(form.parallel_import.data),
        "gone": True if form.gone.data else (False if before.gone is not None else None),
        "differences": differences,
    }  # fmt: skip
    try:
        return ListingFacts.model_validate(given)
    except ValidationError as error:
        for one in error.errors():
            name = str(one["loc"][0]) if one["loc"] else "note"
            field = form._fields.get(name, form.note)
            field.errors = [*field.errors, str(one["msg"])]
        return None


def _differences(form: ListingForm) -> list[Difference] | None:
    found = []
    for number, line in enumerate((form.differences.data or "").splitlines(), start=1):
        if not line.strip():
            continue
        genuine, between, suspect = (part.strip() for part in line.partition(_BETWEEN))
        if not (between and genuine and suspect):
            form.differences.errors = [
                _("Line %(number)s: write what is genuine, then |, then what this one shows.", number=number)
            ]
            return None
        found.append(Difference(genuine=genuine[:500], suspect=suspect[:500]))
    return found
