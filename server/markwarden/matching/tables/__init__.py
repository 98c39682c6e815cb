"""Word tables shipped with the package, made ready for searching titles."""

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

_RANGES = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_IDEOGRAPHIC = re.compile(f"[{_RANGES}]")


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A table `NAME.toml` of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of the phrases as whole words, the longest first; in scripts without spaces anywhere."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        body = r"[\s\-]+".join(map(re.escape, phrase.split()))
        if not _IDEOGRAPHIC.match(phrase):
            spaced.append(body if _IDEOGRAPHIC.match(phrase[-1]) else rf"{body}(?!\w)")
        else:
            unspaced.append(body if _IDEOGRAPHIC.match(phrase[-1]) else rf"{body}(?!\w)")
    # One look behind for all of them: where no word starts, nothing else is tried.
    parts = [rf"(?<!\w)(?=\S)(?:{'|'.join(spaced)})"] if spaced else []
    if unspaced:
        parts.append(rf"(?=[{_RANGES}])(?:{'|'.join(unspaced)})")
    return re.compile("|".join(parts), re.IGNORECASE)
