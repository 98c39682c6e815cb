"""Every string of the console is in Chinese too, with the same placeholders, and none is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from markwarden import console
from markwarden.console.language import LANGUAGES, catalogue

CONSOLE = Path(console.__file__).parent
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "_lp": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")


Message = tuple[str | tuple[str, ...], str | None]
"""A message, and the context that tells it from another of the same words."""


def messages() -> dict[Message, str]:
    """Every message of the sources with the place it stands."""
    found = extract_from_dir(
        CONSOLE,
        [("**.py", "python"), ("**.html", "jinja2")],
        {"**.html": {"silent": "false", "extensions": "jinja2.ext.do"}},
        KEYWORDS,
    )
    return {(message, context): f"{name}:{line}" for name, line, message, _comments, context in found}


def first(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_nothing_lacks_a_translation(language: str) -> None:
    whole = catalogue(language)
    used = messages()
    assert len(used) > 20
    missing = [
        f"{place}: {message!r}"
        for (message, context), place in used.items()
        if not (known := whole.get(message, context)) or not known.string
    ]
    assert missing == []
    left_over = {first(message.id) for message in whole if message.id} - {first(message) for message, _context in used}
    assert left_over == set()


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_placeholders_are_kept(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            strings = [message.string] if isinstance(message.string, str) else list(message.string)
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            wanted = set(PLACEHOLDER.findall(ids[-1]))
            for string in strings:
                assert set(PLACEHOLDER.findall(string)) == wanted, message.id
            assert not message.fuzzy
