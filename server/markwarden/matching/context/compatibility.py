"""Mentions that say what an accessory fits: “case for iPhone 15”, “iPhone 15 用ケース”. They are no infringement by themselves."""

import functools
import re

from markwarden.matching.context.goods import goods_classes, is_accessory
from markwarden.matching.context.phrases import pattern, table
from markwarden.matching.text.hit import Finding
from markwarden.matching.text.words import commonness
from markwarden_schema.assessment import SignalKind

COPIED_GOODS = frozenset({3, 14, 18, 25})
"""Perfume, jewellery and watches, bags, clothing: what is copied for its brand; nothing of it “fits” another brand."""
REACH = 110
"""Code points behind “for” in which a list of models may go on; AliExpress titles end at about 128."""
_BREAK = re.compile(r"[;|!]|\s[-–—]\s|[.](?:\s|$)")
_PLAIN = 4.7
"""Zipf value from which a lower-case word ends a list of models (`leather` 4.4, `with` 6.9; `galaxy` 4.5)."""
_LISTED = frozenset(
    [
        "and",
        "or",
        "the",
        "all",
        "any",
        "new",
        "pro",
        "max",
        "plus",
        "mini",
        "ultra",
        "air",
        "lite",
        "note",
        "edge",
        "series",
        "watch",
        "gen",
        "generation",
        "galaxy",
        "model",
        "models",
        "car",
        "phone",
        "pad",
        "tab",
        "se",
        "x",
        "s",
        "y",
        "e",
        "et",
        "und",
        "oder",
        "ou",
        "o",
        "i",
        "z",
        "и",
        "или",
        "ve",
        "veya",
        "se",
        "apple",
        "black",
        "white",
        "one",
        "go",
        "play",
        "series",
        "version",
        "size",
        "mm",
    ]
)
_WORDS = re.compile(r"[^\W_]+")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    languages = table("phrases").values()
    before = [phrase for language in languages for phrase in language.get("before", ())]
    after = [phrase for language in languages for phrase in language.get("after", ())]
    glued = re.compile(r"(?<!\w)(?:ل|לـ?)[-־ـ ]?$")
    return pattern(before), pattern(after), glued


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(word.lower() for word in table("people")["words"])


@functools.lru_cache(maxsize=4_000)
def _phrases_before(title: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _patterns()[0].finditer(title))


def compatibility(
    title: str, start: int, end: int, category: str | None = None, names: frozenset[str] = frozenset()
) -> Finding | None:
    """The phrase that makes the words `title[start:end]` a mention of what the goods fit, if there is one.

    `names`: lower-case words of the title that are names themselves, so that a list may go over them.
    """
    span = _before(title, start, names) or _after(title, end, names)
    if span is None:
        return None
    classes = goods_classes(title, category)
    copied = bool(classes) and classes <= COPIED_GOODS and not is_accessory(title)
    strength = 0.45 if copied else 0.95 if is_accessory(title) else 0.85
    text = title[span[0] : span[1]]
    return Finding(SignalKind.COMPATIBILITY, strength, span[0], span[1], text, {"phrase": text.strip()})


def _before(title: str, start: int, names: frozenset[str]) -> tuple[int, int] | None:
    for begin, stop in reversed(_phrases_before(title)):
        if stop <= start and start - stop <= REACH:
            return (begin, stop) if _is_list(title[stop:start], names) else None
    glued = _patterns()[2].search(title[max(0, start - 3) : start])
    return (max(0, start - 3) + glued.start(), start) if glued else None


def _is_list(between: str, names: frozenset[str]) -> bool:
    """Whether what stands between “for” and a name is a list of names and models that goes on."""
    if _BREAK.search(between):
        return False
    words = [word.lower() for word in _WORDS.findall(between)]
    if len(words) > 20 or any(word in _people() for word in words):
        return False
    return all(
        word in _LISTED or word in names or any(map(str.isdigit, word)) or commonness(word) < _PLAIN for word in words
    )


def _after(title: str, end: int, names: frozenset[str]) -> tuple[int, int] | None:
    """A phrase behind the name, with nothing but models between: “iPhone 15 Pro 用”, “Dyson V8 uyumlu”."""
    match = _patterns()[1].search(title, end, min(len(title), end + 30))
    if match is None:
        return None
    between = _WORDS.findall(title[end : match.start()].lower())
    if len(between) > 4 or not all(word in _LISTED or word in names or any(map(str.isdigit, word)) for word in between):
        return None
    return match.span()
