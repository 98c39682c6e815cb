"""Word tables shipped with the package, made ready for searching titles."""

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

_IDEOGRAPHIC = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A table `NAME.toml` of this package."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of the phrases as whole words, the longest first; in scripts without spaces anywhere."""
    parts = []
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        body = r"[\s\-]+".join(map(re.escape, phrase.split()))
        left = "" if _IDEOGRAPHIC.match(phrase) else r"(?<!\w)"
        right = "" if _IDEOGRAPHIC.match(phrase[-1]) else r"(?!\w)"
        parts.append(f"{left}{body}{right}")
    return re.compile("|".join(parts), re.IGNORECASE)
