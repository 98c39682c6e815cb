"""Mentions that say what an accessory fits: “case for iPhone 15”, “iPhone 15 用ケース”. They are no infringement by themselves."""

import functools
import re

from markwarden.matching.goods import goods_classes, is_accessory
from markwarden.matching.tables import pattern, table
from markwarden.matching.text.hit import Finding
from markwarden.matching.text.words import commonness
from markwarden_schema.assessment import SignalKind

COPIED_GOODS = frozenset({3, 14, 18, 25})
"""Perfume, jewellery and watches, bags, clothing: what is copied for its brand; nothing of it “fits” another brand."""
REACH = 110
"""Code points behind “for” in which a list of models may go on; AliExpress titles end at about 128."""
_BREAK = re.compile(r"[;|!]|\s[-–—]\s|[.](?:\s|$)")
_LIKELY = 0.75
"""How surely a name is excused by the phrase of another one: it stays under medium even when it is met as it is."""
_MAKER_WORDS = 2
"""Words at the beginning of a title where AliExpress sellers write who made it."""
_NOUN_BEFORE = 18
"""Code points looked back for a one-letter “for” and one noun of up to twelve letters."""
_NAMED_WITHIN = 3
"""Words behind “for” of which one is the name (`for the new iPhone`)."""
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
        "redmi",
        "poco",
        "mi",
        "band",
        "model",
        "models",
        "car",
        "phone",
        "phones",
        "cellphone",
        "cellphones",
        "smartphone",
        "smartphones",
        "mobile",
        "pad",
        "tab",
        "tablet",
        "tablets",
        "laptop",
        "laptops",
        "pc",
        "android",
        "ios",
        "windows",
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
        "apple",
        "black",
        "white",
        "one",
        "go",
        "play",
        "version",
        "size",
        "mm",
        "celular",
        "celulares",
        "telefone",
        "telefones",
        "telefono",
        "teléfono",
        "teléfonos",
        "movil",
        "móvil",
        "portable",
        "téléphone",
        "téléphones",
        "handy",
        "handys",
        "telefon",
        "telefoni",
        "телефон",
        "телефона",
        "телефонов",
        "смартфон",
        "смартфона",
        "da",
        "de",
        "do",
        "das",
        "dos",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
    ]
)
"""What stands in a list of names and models beside them: words of models, kinds of devices, articles, “and”."""
_MODEL_LIST = re.compile(
    r"(?:[\s/,+&-]*(?:(?:pro|max|plus|mini|ultra|air|se|xs|xr|x|e|fe|lite|series|gen)\b|(\d{1,2})(?:st|nd|rd|th|e|s)?\b(?![.,]?\d)(?!\s*(?:gb|tb|mb|mp|mm|cm|m|w|v|a|ft|inch|in|pcs|pack|g|hz|k)\b)))+",
    re.IGNORECASE,
)
_MODELS = 3
"""Model numbers behind a name from which they list what an accessory fits: a device for sale has one."""
_WORDS = re.compile(r"[^\W_]+")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    languages = table("phrases").values()
    before = [phrase for language in languages for phrase in language.get("before", ()) if "letters" not in language]
    after = [phrase for language in languages for phrase in language.get("after", ())]
    # Arabic and Hebrew write “for” as one letter in one with its noun: before the name, or before “phone” in front of it.
    glued = re.compile(r"(?<!\w)(?:لل|ل|לـ?|ל)(?:[-־ـ ]?|[\u0621-\u064a\u05d0-\u05ea]{2,12}\s+)$")
    return pattern(before), pattern(after), glued


@functools.cache
def _bound_to_letters() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (frozenset(language["letters"]), pattern(language["before"]))
        for language in table("phrases").values()
        if "letters" in language
    )


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(word.lower() for word in table("people")["words"])


@functools.lru_cache(maxsize=4_000)
def _phrases_before(title: str) -> tuple[tuple[int, int], ...]:
    spans = [match.span() for match in _patterns()[0].finditer(title)]
    if not title.isascii():
        letters = set(title.lower())
        for own, phrases in _bound_to_letters():
            if own & letters:
                spans += [match.span() for match in phrases.finditer(title)]
        spans.sort()
    return tuple(spans)


def compatibility(
    title: str, start: int, end: int, category: str | None = None, names: frozenset[str] = frozenset()
) -> Finding | None:
    """The phrase that makes the words `title[start:end]` a mention of what the goods fit, if there is one.

    `names`: lower-case words of the title that are names themselves, so that a list may go over them.
    """
    span = _before(title, start, names) or _after(title, end, names)
    sure = span is not None
    if span is None and is_accessory(title):
        span = _same_list(title, start, end, names) or _models(title, end, names)
    if span is None:
        return None
    classes = goods_classes(title, category)
    accessory = is_accessory(title)
    copied = bool(classes) and classes <= COPIED_GOODS and not accessory
    strength = 0.45 if copied else 0.95 if accessory and sure else 0.85 if sure else _LIKELY
    text = title[span[0] : span[1]]
    return Finding(SignalKind.COMPATIBILITY, strength, span[0], span[1], text, {"phrase": text.strip()})


def _before(title: str, start: int, names: frozenset[str]) -> tuple[int, int] | None:
    for begin, stop in reversed(_phrases_before(title)):
        if stop <= start and start - stop <= REACH:
            return (begin, stop) if _is_list(title[stop:start], names) else None
    near = title[max(0, start - _NOUN_BEFORE) : start]
    glued = None if near.isascii() else _patterns()[2].search(near)
    return (start - len(near) + glued.start(), start) if glued else None


def _same_list(title: str, start: int, end: int, names: frozenset[str]) -> tuple[int, int] | None:
    """The phrase of another name of an accessory's title, which holds for this one too.

    A name later in the title goes on with what the accessory fits (`charger for iphone 13 … cable xiaomi samsung`);
    one that stands before is the same name again (`8 pin iphone cable … for iphone 13`). The title's first words name
    the maker: they are never excused by what comes later.
    """
    maker = len(_WORDS.findall(title[:start])) < _MAKER_WORDS
    for begin, stop in _phrases_before(title):
        if not _governs_a_name(title, stop, names):
            continue
        if stop <= start and not _BREAK.search(title[stop:start]):
            return begin, stop
        if not maker and title[stop:].lower().lstrip().startswith(title[start:end].lower()):
            return begin, stop
    return None


def _models(title: str, end: int, names: frozenset[str]) -> tuple[int, int] | None:
    """The list of models behind a name, or behind the names that follow it (`Apple iPhone 13/13 mini/12 …`)."""
    while (word := _WORDS.search(title, end)) and word[0].lower() in names:
        end = word.end()
    found = _MODEL_LIST.match(title, end)
    return found.span() if found and len(re.findall(r"\d+", found[0])) >= _MODELS else None


def _governs_a_name(title: str, stop: int, names: frozenset[str]) -> bool:
    return any(word.lower() in names for word in _WORDS.findall(title[stop : stop + 40])[:_NAMED_WITHIN])


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
