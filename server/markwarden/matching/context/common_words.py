"""Marks that are words (Apple, Coach, Target): a mention needs goods that fit, or a second signal."""

import functools

from markwarden.matching.goods import goods_classes
from markwarden.matching.text.fold import key
from markwarden.matching.text.hit import Finding, Name
from markwarden.matching.text.words import commonness, is_dictionary_word
from markwarden_schema.assessment import SignalKind

_COMMON = 3.0
"""Zipf value from which a dictionary word is common: one in a million words."""


@functools.lru_cache(maxsize=20_000)
def is_common_word(text: str) -> bool:
    """Whether a mark is an ordinary word: in lower case in a dictionary (names are not), and used often."""
    words = text.lower().split()
    return bool(words) and all(commonness(key(word)) >= _COMMON and is_dictionary_word(key(word)) for word in words)


def common_word(title: str, name: Name, category: str | None = None) -> Finding | None:
    """Why a mention of a common word is no mention of the mark; None where the goods lie in the right's classes."""
    if not is_common_word(name.text):
        return None
    goods = goods_classes(title, category)
    if goods & name.nice_classes:
        return None
    detail: dict[str, str | int | float | bool | list[str]] = {
        "classes": [str(number) for number in sorted(name.nice_classes)],
        "goods": [str(number) for number in sorted(goods)],
    }
    kind = SignalKind.OTHER_GOODS if goods and name.nice_classes else SignalKind.COMMON_WORD
    return Finding(kind, 0.9 if kind is SignalKind.OTHER_GOODS else 0.8, detail=detail)
