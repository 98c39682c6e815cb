"""What registration numbers look like at the five offices that most complaints name. Knows forms, not registers."""

import re
from dataclasses import dataclass

from markwarden_schema.registry import Right

_OFFICE = {
    "EU": "EUIPO", "EUIPO": "EUIPO", "EM": "EUIPO",
    "US": "USPTO", "USPTO": "USPTO", "USA": "USPTO",
    "CN": "CNIPA", "CNIPA": "CNIPA", "CHINA": "CNIPA",
    "WO": "WIPO", "WIPO": "WIPO", "INT": "WIPO", "IR": "WIPO",
    "GB": "UKIPO", "UK": "UKIPO", "UKIPO": "UKIPO",
}  # fmt: skip
_PUNCTUATION = re.compile(r"[\s,./\u00b7-]+")


@dataclass(frozen=True, slots=True)
class Form:
    """How an office writes the numbers of one kind of right."""

    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class NumberHint:
    """Why a number looks wrong. `reason`: form, serial (of an application, not a registration) or check_digit."""

    office: str
    reason: str
    example: str


def _form(pattern: str, example: str) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), example)


# Numbers are compared without spaces, commas, dots, slashes and hyphens.
FORMS: dict[tuple[str, str], Form] = {
    ("EUIPO", "trademark"): _form(r"\d{9}|W\d{7,8}", "018123456"),
    ("EUIPO", "design"): _form(r"\d{9}\d{4}", "008123456-0001"),
    ("USPTO", "trademark"): _form(r"\d{1,7}", "6123456"),
    ("USPTO", "design"): _form(r"(?:US)?D\d{5,7}(?:S1?)?", "D912345"),
    ("USPTO", "patent"): _form(r"(?:US)?\d{6,8}(?:B[12]|A)?", "10123456"),
    ("USPTO", "copyright"): _form(r"(?:VA|VAu|TX|TXu|PA|PAu|SR|SRu|RE|V)\d{6,10}", "VA 2-123-456"),
    ("CNIPA", "trademark"): _form(r"G?\d{5,8}[A-Z]?", "12345678"),
    ("CNIPA", "design"): _form(r"(?:ZL|CN)?(?:\d{4}3\d{7}|\d{2}3\d{5})[0-9X]", "ZL 2019 3 0123456.0"),
    ("CNIPA", "patent"): _form(r"(?:ZL|CN)?(?:\d{4}[1289]\d{7}|\d{2}[1289]\d{5})[0-9X]", "ZL 2019 1 0123456.X"),
    ("WIPO", "trademark"): _form(r"\d{4,7}[A-Z]?", "1234567"),
    ("WIPO", "design"): _form(r"DM?\d{5,6}", "DM/212345"),
    ("UKIPO", "trademark"): _form(r"UK\d{11}", "UK00003123456"),
    ("UKIPO", "design"): _form(r"\d{6,17}", "6123456"),
    ("UKIPO", "patent"): _form(r"(?:GB)?\d{6,7}(?:B|A)?", "GB2123456"),
}  # fmt: skip


def office_of(jurisdiction: str | None) -> str | None:
    """The office that a jurisdiction's rights are registered at, of those whose numbers are known here."""
    return _OFFICE.get((jurisdiction or "").strip().upper())


def number_hint(right: Right) -> NumberHint | None:
    """Why the right's number does not look like one of its office; None where it does, or nothing is known."""
    office = office_of(right.jurisdiction)
    form = FORMS.get((office or "", right.kind))
    if office is None or form is None or not right.number:
        return None
    number = _PUNCTUATION.sub("", right.number)
    if not form.pattern.fullmatch(number):
        serial = office == "USPTO" and right.kind == "trademark" and re.fullmatch(r"[79]\d{7}|8\d{7}", number)
        return NumberHint(office, "serial" if serial else "form", form.example)
    if office == "CNIPA" and right.kind in ("design", "patent") and not _check_digit_fits(number):
        return NumberHint(office, "check_digit", form.example)
    return None


def _check_digit_fits(number: str) -> bool:
    """CNIPA's check digit: each digit times 2…9, 2…5, the sum modulo 11, ten written as X (rule ZC 0006-2003)."""
    digits = re.sub(r"^\D+", "", number.upper())
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:-1], weights, strict=False)) % 11
    return digits[-1] == ("X" if rest == 10 else str(rest))
