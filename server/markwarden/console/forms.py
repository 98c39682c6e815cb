"""What the console's forms share: the CSRF token, text without stray spaces, bounds on what they send."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

View = TypeVar("View", bound=Callable[..., object])
MOST_BYTES = 32 * 2**20
"""The largest form that a view takes when it does not say otherwise."""


def most_bytes(count: int) -> Callable[[View], View]:
    """For a view that takes larger forms than the others."""

    def mark(view: View) -> View:
        view.most_bytes = count  # type: ignore[attr-defined]
        return view

    return mark


def bytes_allowed(view: Callable[..., object]) -> int:
    """How large a form a view takes."""
    return int(getattr(view, "most_bytes", MOST_BYTES))


def options(*pairs: tuple[object, object]) -> list[SelectChoice]:
    """Value and label of each option of a choice."""
    return [SelectChoice(value, label) for value, label in pairs]


YES_NO = options(("", _l("not known")), ("yes", _l("yes")), ("no", _l("no")))
"""Choices for what may not be known; `said` and `answer` turn one into a truth value and back."""


def said(value: str | None) -> bool | None:
    """What a choice of `YES_NO` says."""
    return {"yes": True, "no": False}.get(value or "")


def answer(value: bool | None) -> str:
    """The choice of `YES_NO` that says so."""
    return "" if value is None else "yes" if value else "no"


class BoxesField(SelectMultipleField):  # type: ignore[misc]
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def stripped(value: object) -> object:
    """A text without spaces around it; None where nothing is left."""
    return (value.strip() or None) if isinstance(value, str) else value


class Form(FlaskForm):  # type: ignore[misc]
    """A form of the console. A text field that is left empty gives None."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Puts `stripped` before a text field's own filters."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:  # noqa: ANN401 - wtforms has no types
            if issubclass(unbound_field.field_class, StringField):
                options = {**options, "filters": [stripped, *unbound_field.kwargs.get("filters", ())]}
            return super().bind_field(form, unbound_field, options)
