"""Money as pages write it, in every locale AliExpress sells in → `Price`. Right, or None; never a guess."""

import re
import unicodedata
from decimal import Decimal

from markwarden_schema.listing import Price

# Symbols and words → ISO 4217. Only those that mean one currency on AliExpress; `¥` is left to the locale.
_SYMBOLS = {
    "us$": "USD", "us $": "USD", "usd": "USD", "$us": "USD", "us dollar": "USD", "$": "USD",
    "au$": "AUD", "au $": "AUD", "a$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD", "ca $": "CAD", "cad": "CAD",
    "nz$": "NZD", "nz $": "NZD", "nzd": "NZD", "mx$": "MXN", "mxn": "MXN", "mx $": "MXN", "r$": "BRL", "r $": "BRL", "brl": "BRL",
    "s$": "SGD", "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "nt$": "TWD", "twd": "TWD", "cl$": "CLP", "clp": "CLP", "clp$": "CLP",
    "co$": "COP", "cop": "COP", "cop$": "COP", "ar$": "ARS", "ars": "ARS",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "chf": "CHF", "fr.": "CHF",
    "₽": "RUB", "руб.": "RUB", "руб": "RUB", "rub": "RUB", "р.": "RUB", "₴": "UAH", "грн.": "UAH", "грн": "UAH", "uah": "UAH",
    "₸": "KZT", "kzt": "KZT", "₾": "GEL", "gel": "GEL", "byn": "BYN", "zł": "PLN", "pln": "PLN", "kč": "CZK", "czk": "CZK",
    "ft": "HUF", "huf": "HUF", "lei": "RON", "ron": "RON", "лв": "BGN", "bgn": "BGN", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
    "₪": "ILS", "ils": "ILS", "nis": "ILS", "₺": "TRY", "tl": "TRY", "try": "TRY", "﷼": "SAR", "sar": "SAR", "sr": "SAR", "ر.س": "SAR", "ر.س.": "SAR",
    "aed": "AED", "د.إ": "AED", "د.إ.": "AED", "egp": "EGP", "ج.م": "EGP", "ج.م.": "EGP", "mad": "MAD", "د.م.": "MAD", "kwd": "KWD", "د.ك": "KWD", "bhd": "BHD",
    "omr": "OMR", "jod": "JOD", "tnd": "TND", "qar": "QAR", "dzd": "DZD",
    "₩": "KRW", "￦": "KRW", "원": "KRW", "krw": "KRW", "jp¥": "JPY", "jp ¥": "JPY", "jpy": "JPY", "円": "JPY", "cn¥": "CNY", "cny": "CNY", "rmb": "CNY", "元": "CNY",
    "฿": "THB", "thb": "THB", "บาท": "THB", "₫": "VND", "đ": "VND", "vnd": "VND", "rp": "IDR", "idr": "IDR", "₱": "PHP", "php": "PHP",
    "rm": "MYR", "myr": "MYR", "₹": "INR", "inr": "INR", "pkr": "PKR", "₨": "PKR", "rs.": None, "lkr": "LKR", "bdt": "BDT", "৳": "BDT",
    "₦": "NGN", "ngn": "NGN", "zar": "ZAR", "kes": "KES", "ksh": "KES", "ghs": "GHS", "pen": "PEN", "s/": "PEN", "uyu": "UYU", "amd": "AMD", "֏": "AMD",
    "azn": "AZN", "₼": "AZN", "mdl": "MDL", "uzs": "UZS", "rsd": "RSD", "isk": "ISK", "¥": None, "￥": None,
}  # fmt: skip
_YEN_OF_LOCALE = {"ja": "JPY", "zh": "CNY"}
# ISO 4217 minor units: without decimals, a dot can only group; with three, `1.234` may be either.
_NO_DECIMALS = frozenset(["JPY", "KRW", "CLP", "VND", "ISK", "UYI"])
_THREE_DECIMALS = frozenset(["KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"])

_BIDI = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c")
)
_SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"
_NUMBER = r"\d(?:[.,'’٫٬ ]?\d){0,20}\.?"
_symbol = "|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True))
_MONEY = re.compile(
    rf"^\s*(?P<before>{_symbol})?\s*(?P<low>{_NUMBER})\s*(?P<between>{_symbol})?"
    rf"(?:\s*[-–—~]\s*(?P<before2>{_symbol})?\s*(?P<high>{_NUMBER}))?\s*(?P<after>{_symbol})?\s*$",
    re.IGNORECASE,
)
LONGEST_MONEY = 60
"""Code points: no price with currency and range is written longer; longer texts are not looked at."""


def _plain(text: str) -> str:
    text = text.translate(_BIDI)
    out = []
    for char in text:
        if char in _SPACES:
            out.append(" ")
        elif char.isdecimal() and not char.isascii():
            out.append(str(unicodedata.decimal(char)))
        else:
            out.append(char)
    return " ".join("".join(out).split())


def parse_number(text: str, currency: str | None = None) -> Decimal | None:
    """A number with grouping and decimals of any locale; None where it could be read in two ways.

    A single separator before exactly three digits groups, since prices have at most two decimals, except in the
    currencies of three decimals, where it is ambiguous. A last group of one or two digits is decimals.
    """
    text = _plain(text).replace("٫", ".").replace("٬", ",").replace("’", "'").strip(" ")
    if not re.fullmatch(r"\d[\d.,' ]*", text):
        return None
    text = text.rstrip(".,")
    parts = re.split(r"([.,' ])", text)
    digits, marks = parts[0::2], parts[1::2]
    if any(not group for group in digits) or len("".join(digits)) > 15:
        return None
    if not marks:
        return Decimal(digits[0])
    last = marks[-1]
    kinds = list(dict.fromkeys(marks))
    if len(kinds) > 2 or (len(kinds) == 2 and marks.count(last) > 1):
        return None
    decimal_mark = last in ".," and (len(kinds) == 2 or (len(marks) == 1 and len(digits[-1]) != 3))
    if len(kinds) == 1 and len(marks) == 1 and last in ".," and len(digits[-1]) == 3:
        if currency in _THREE_DECIMALS or digits[0] == "0":
            return None
        decimal_mark = False
    groups = digits[:-1] if decimal_mark else digits
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    if decimal_mark and len(digits[-1]) > (3 if currency in _THREE_DECIMALS else 2):
        return None
    if decimal_mark and currency in _NO_DECIMALS and len(kinds) == 1:
        return None
    return Decimal("".join(groups) + ("." + digits[-1] if decimal_mark else ""))


def _currency(symbol: str | None, locale: str | None) -> str | None:
    if symbol is None:
        return None
    code = _SYMBOLS.get(symbol.lower())
    if code is None and symbol in "¥￥":
        return _YEN_OF_LOCALE.get((locale or "").split("-")[0])
    return code


def parse_money(text: str | None, *, currency: str | None = None, locale: str | None = None) -> Price | None:
    """A text that is money and nothing else → Price; None for every other text.

    `currency` (ISO 4217) is what the page's data says, used where the text names none.
    """
    if not text or len(text) > LONGEST_MONEY:
        return None
    plain = _plain(text)
    found = _MONEY.match(plain)
    if not found or not found["low"]:
        return None
    symbol = found["before"] or found["between"] or found["after"] or found["before2"]
    if symbol is None and currency is None:
        return None
    named = _currency(symbol, locale)
    if symbol is not None and named and symbol == "$" and currency and currency != "USD":
        named = currency  # a bare `$` is whichever dollar or peso the page's data says
    code = named or (currency if symbol is None or symbol in "¥￥" or symbol.lower() == "rs." else None)
    low = parse_number(found["low"], code)
    if low is None:
        return None
    high = None
    if found["high"]:
        high = parse_number(found["high"], code)
        if high is None or high < low:
            return None
    return Price(amount=float(low), currency=code, maximum=float(high) if high is not None and high > low else None)
