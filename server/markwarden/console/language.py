"""The console's languages: English in the source, Chinese in `translations/zh/*.po`, one file a page.

The catalogues are read as they are, at the first use of a language: there is no compiled file that could be stale.
"""

import io
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import LOCALTZ
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, request
from flask_babel import Babel, Domain, get_locale

from markwarden.preferences import Preferences
from markwarden.services import services

LANGUAGES = ("en", "zh")
TRANSLATIONS = Path(__file__).parent / "translations"


def catalogue(language: str) -> Catalog:
    """All messages of a language. Raises `ValueError` where two files say different things of one message."""
    whole = Catalog(locale=Locale.parse(language))
    for path in sorted((TRANSLATIONS / language).glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale=language, abort_invalid=True)
        for message in part:
            if not message.id:
                continue
            known = whole.get(message.id, message.context)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path}: {message.id!r} is translated otherwise in another file")
            whole.add(message.id, message.string, context=message.context, flags=message.flags)
    return whole


class _PoDomain(Domain):  # type: ignore[misc]
    """Messages from the `.po` files."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        language = locale.language if locale is not None else LANGUAGES[0]
        if language not in self.cache:
            compiled = io.BytesIO()
            write_mo(compiled, catalogue(language))
            compiled.seek(0)
            self.cache[language] = Translations(compiled)
        found: NullTranslations = self.cache[language]
        return found


class _PoBabel(Babel):  # type: ignore[misc]
    domain_instance: Any = _PoDomain()


def install(app: Flask) -> None:
    """Give `app` its languages."""
    _PoBabel(app, default_locale="en", locale_selector=_chosen, timezone_selector=lambda: LOCALTZ)


def preferences() -> Preferences:
    """The preferences, read once a request."""
    if "preferences" not in g:
        g.preferences = services().preferences.get()
    found: Preferences = g.preferences
    return found


def _chosen() -> str:
    """The language of the settings, else the first of the browser's that we have."""
    wanted = preferences().language
    return wanted if wanted != "auto" else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
