"""Which goods a listing offers: classes of the Nice Classification, recognised by a table of terms."""

import functools
import re

from markwarden.matching.context.phrases import pattern, table

_ACCESSORY = pattern(
    [
        "case",
        "cover",
        "strap",
        "band",
        "charger",
        "cable",
        "adapter",
        "holder",
        "stand",
        "mount",
        "protector",
        "film",
        "glass",
        "filter",
        "brush",
        "battery",
        "lens",
        "replacement",
        "parts",
        "part",
        "spare",
        "accessories",
        "accessory",
        "skin",
        "sticker",
        "keyboard",
        "stylus",
        "dock",
        "hub",
        "toner",
        "cartridge",
        "ink",
        "remote",
        "pad",
        "bulb",
        "screen",
        "lcd",
        "wheel",
        "mat",
        "blade",
        "nozzle",
        "hose",
        "bracket",
        "clip",
        "ring",
        "bumper",
        "badge",
        "key",
        "keychain",
        "shell",
        "housing",
        "cap",
        "funda",
        "correa",
        "cargador",
        "repuesto",
        "filtro",
        "capa",
        "capinha",
        "pulseira",
        "carregador",
        "peça",
        "coque",
        "bracelet",
        "chargeur",
        "filtre",
        "pièce",
        "hülle",
        "armband",
        "ladegerät",
        "ersatzteil",
        "cinturino",
        "ricambio",
        "hoesje",
        "bandje",
        "etui",
        "pasek",
        "чехол",
        "ремешок",
        "зарядка",
        "фильтр",
        "запчасти",
        "kılıf",
        "kordon",
        "yedek",
        "جراب",
        "حافظة",
        "שרשרת",
        "כיסוי",
        "רצועה",
        "ケース",
        "バンド",
        "フィルター",
        "케이스",
        "밴드",
        "필터",
        "手机壳",
        "表带",
        "滤网",
        "配件",
    ]
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WORDS_OF_A_TERM = 3
_LETTERS_OF_A_RUN = 6


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
    return _ACCESSORY.search(title[:2_000]) is not None
