"""What is wrong with a registry document, each with its place: `brands[2].rights[0].mark: is required`."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_KINDS = ("trademark", "copyright", "design", "patent")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `path` leads to it in the document (or names a file and line)."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class RegistryError(ValueError):
    """A registry that is not sound; nothing of it was taken over."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def path_of(location: Sequence[str | int]) -> str:
    """`("brands", 2, "rights", 0, "trademark", "mark")` → `brands[2].rights[0].mark`."""
    path = ""
    for number, step in enumerate(location):
        if isinstance(step, int):
            path += f"[{step}]"
        elif step in _KINDS and number >= 2 and location[number - 2] == "rights":
            continue  # the union's tag, not a key of the document
        else:
            path += f".{step}" if path else step
    return path


def from_validation(error: ValidationError) -> list[Problem]:
    """Every validation error in a plain sentence."""
    return [Problem(path_of(detail["loc"]), _sentence(detail)) for detail in error.errors(include_url=False)]


_PLAIN = {
    "missing": "is required",
    "extra_forbidden": "unknown key",
    "union_tag_not_found": "kind is required",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_type": "must be text",
    "list_type": "must be a list",
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), "must be an object"),
    **dict.fromkeys(("int_type", "int_parsing", "float_type", "float_parsing", "int_from_float"), "must be a number"),
}
"""Pydantic's error types whose sentence needs no detail."""


def _sentence(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind in ("literal_error", "enum"):
        return f"must be {context['expected']}"
    if kind == "union_tag_invalid":
        return f"kind must be one of {', '.join(_KINDS)}"
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters"
    if kind == "string_pattern_mismatch":
        return f"does not have the form {context['pattern']}"
    if kind.startswith("date"):
        return "must be a date such as 2026-11-30"
    return detail["msg"][0].lower() + detail["msg"][1:]
