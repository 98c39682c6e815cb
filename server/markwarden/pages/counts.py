"""Numbers sold and stars, as pages write them in words."""

import re
import unicodedata

# "1,000+ sold", "10K+ vendus", "5 000+ продано", "1万+件の注文" …: the words for *sold* and *orders* of the site's languages.
_SOLD_WORDS = (
    r"sold|orders?|vendus?|vendid[oa]s?|vendut[io]|verkauft|verkocht|sprzedan\w*|продан\w*|купил\w*|заказ\w*|satıldı|sipariş\w*|"
    r"تم البيع|مباع|مبيعات|نفذ|נמכרו?|販売|販売済み|点販売|個販売|件の注文|판매|개 판매|已售|ขายแล้ว|đã bán|terjual|pedidos?|commandes?|bestellungen|ordini|zamówie\w*"
)
_COUNT = r"(\d[\d.,\s\u00a0\u202f']{0,12})\s*(k|m|mil|тыс\.?|млн\.?|千|万|천|만|b|rb)?\s*\+?"
_SOLD = re.compile(
    rf"(?:{_COUNT}\s*\(?\s*(?:件|個|개|pcs\.?)?\s*(?:{_SOLD_WORDS}))|(?:(?:{_SOLD_WORDS})\s*[:(]?\s*{_COUNT})",
    re.IGNORECASE,
)
_FACTOR = {
    "k": 1e3,
    "m": 1e6,
    "mil": 1e3,
    "тыс": 1e3,
    "млн": 1e6,
    "千": 1e3,
    "万": 1e4,
    "천": 1e3,
    "만": 1e4,
    "rb": 1e3,
    "b": 1e3,
}
_RATING = re.compile(r"^\s*([0-5](?:[.,]\d)?)\s*$")


def _ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def parse_count(digits: str, unit: str | None) -> int | None:
    """`1,000`, `5 000`, `1.2` with `k` → a whole number; what stands for "more than" counts as the number itself."""
    digits = digits.strip().rstrip(".,")
    if unit:
        try:
            return int(float(digits.replace(",", ".").replace(" ", "")) * _FACTOR[unit.lower().rstrip(".")])
        except ValueError:
            return None
    plain = re.sub(r"[.,\s']", "", digits)
    return int(plain) if plain and len(plain) <= 12 else None


def parse_sold(text: str | None) -> int | None:
    """Number sold in a text such as `1,000+ sold` or `Orders (53)`; None where there is none."""
    if not text:
        return None
    found = _SOLD.search(_ascii_digits(text[:400]))
    if not found:
        return None
    return parse_count(found[1], found[2]) if found[1] else parse_count(found[3], found[4])


def parse_rating(text: str | None) -> float | None:
    """Stars, where the whole text is one number from 0 to 5 with at most one decimal."""
    found = _RATING.match(_ascii_digits(text)) if text and len(text) < 12 else None
    if not found:
        return None
    value = float(found[1].replace(",", "."))
    return value if value <= 5 else None
