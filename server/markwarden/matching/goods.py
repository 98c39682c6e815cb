"""Which goods a listing offers: classes of the Nice Classification, recognised by a table of terms."""

import functools
import re

from markwarden.matching.tables import pattern, table

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WORDS_OF_A_TERM = 3
"""The longest terms of the table: three words (`hair dryer brush`)."""
_LETTERS_OF_A_RUN = 6
"""The longest terms of the table in scripts without spaces: six characters."""


@functools.cache
def _accessory_pattern() -> re.Pattern[str]:
    accessories = table("accessories")
    compounds = r"\w(?:" + "|".join(accessories["suffixes"]) + r")(?!\w)"
    return re.compile(f"{pattern(accessories['words']).pattern}|{compounds}", re.IGNORECASE)


@functools.cache
def _terms() -> dict[str, frozenset[int]]:
    classes: dict[str, set[int]] = {}
    for number, entry in table("goods").items():
        for term in entry["terms"]:
            for form in _forms(term):
                classes.setdefault(form, set()).add(int(number))
    return {term: frozenset(numbers) for term, numbers in classes.items()}


def _forms(term: str) -> set[str]:
    """A term and its English plurals."""
    if not term.isascii() or term.endswith("s"):
        return {term}
    plural = term[:-1] + "ies" if term.endswith("y") else term + ("es" if term.endswith(("ch", "sh", "x")) else "s")
    return {term, plural}


_COMMERCE = frozenset(["style", "styles", "store", "shop", "official", "brand", "original", "new", "sale", "mens", "womens", "kids", "men", "women", "collection", "design", "replica", "copy", "wear", "fan", "fans", "club", "case", "cover", "strap", "band"])  # fmt: skip
"""Words of trade that sellers write around goods and marks."""


@functools.cache
def _goods_words() -> frozenset[str]:
    return frozenset(term for term in _terms() if " " not in term) | _COMMERCE


def is_goods_word(word: str) -> bool:
    """Whether a single lower-case word names goods, or is one that sellers write beside them."""
    return word in _goods_words()


@functools.lru_cache(maxsize=4_000)
def goods_classes(title: str, category: str | None = None) -> frozenset[int]:
    """Nice classes of the goods that a title and a category name; empty where no term is known."""
    text = (f"{title} | {category}" if category else title)[:2_000].lower()
    terms = _terms()
    out: set[int] = set()
    words = _TOKEN.findall(text)
    for first in range(len(words)):
        for size in range(1, _WORDS_OF_A_TERM + 1):
            out |= terms.get(" ".join(words[first : first + size]), frozenset())
    for run in _RUN.findall(text):
        for first in range(len(run)):
            for size in range(1, _LETTERS_OF_A_RUN + 1):
                out |= terms.get(run[first : first + size], frozenset())
    return frozenset(out)


@functools.lru_cache(maxsize=4_000)
def is_accessory(title: str) -> bool:
    """Whether the listing offers something that goes with another thing: a case, a strap, a filter, a part."""
    return _accessory_pattern().search(title[:2_000]) is not None
