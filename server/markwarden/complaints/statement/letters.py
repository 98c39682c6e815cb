"""Claims → sentences, by templates in English and Chinese. The person's own templates win over those of the package.

A template is looked for as `LANGUAGE/CLAIM.REASON.j2`, `LANGUAGE/CLAIM.RIGHT.j2`, `LANGUAGE/CLAIM.j2`. Each of its lines is
one sentence (or one point of a list, beginning with `- `): a sentence is kept whole or left out whole. Templates run in
Jinja's sandbox, because they may come from others; what they are filled with is data and never a template.
"""

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from markwarden_schema.complaint import Language

FOLDER = "letters"
"""Folder below the data folder for templates of the person's own."""


class LetterError(ValueError):
    """A template that cannot be used; the message names it."""


class Letters:
    """The templates."""

    def __init__(self, own: Path | None = None) -> None:
        shipped = PackageLoader("markwarden.complaints.statement", "letters")
        loader = shipped if own is None else ChoiceLoader([FileSystemLoader(own), shipped])
        # Plain text goes into a form's field and never into a page: HTML's escapes would be typed out.
        self._jinja = ImmutableSandboxedEnvironment(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def sentences(
        self, language: Language, claim: str, facts: dict[str, Any], *, reason: str = "", right_kind: str = ""
    ) -> list[str]:
        """The sentences of a claim. Raises `LetterError`."""
        names = [f"{language}/{claim}.{part}.j2" for part in (reason, right_kind) if part]
        try:
            template = self._jinja.select_template([*names, f"{language}/{claim}.j2"])
            text = template.render(facts)
        except TemplateNotFound as error:
            raise LetterError(f"there is no letter for {claim!r} in {language!r}") from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            place = getattr(error, "name", None) or claim
            at = getattr(error, "lineno", None)
            raise LetterError(f"letter {place}{f', line {at}' if at else ''}: {error}") from error
        return [line.strip() for line in text.splitlines() if line.strip()]
