"""Registration numbers as the five offices write them."""

from typing import Any

import pytest

from markwarden.registry.nice import NICE, nice_name
from markwarden.registry.offices import FORMS, number_hint, office_of
from tests.kit.engines import document


def reason(kind: str, place: str, number: str | None) -> str | None:
    right: dict[str, Any] = {"kind": kind, "jurisdiction": place, "number": number}
    if kind == "trademark":
        right["mark"] = "x"
    hint = number_hint(document({"name": "x", "rights": [right]}).brands[0].rights[0])
    return hint.reason if hint else None


GOOD = [
    ("trademark", "EU", "018123456"), ("trademark", "EU", "000012345"), ("trademark", "EU", "W01234567"), ("design", "EU", "004048098-0004"),
    ("trademark", "US", "6,123,456"), ("trademark", "US", "73"), ("design", "US", "D912,345"), ("patent", "US", "US 10,123,456 B2"), ("copyright", "US", "VA 2-123-456"),
    ("trademark", "CN", "12345678"), ("trademark", "CN", "G1234567"), ("trademark", "CN", "1234567A"), ("patent", "CN", "ZL201710601862.3"), ("patent", "CN", "ZL95115608.X"),
    ("trademark", "WO", "1234567"), ("trademark", "WIPO", "123456A"), ("design", "WO", "DM/212345"),
    ("trademark", "GB", "UK00003123456"), ("trademark", "UK", "UK00902660480"), ("design", "GB", "90040480980004"), ("patent", "GB", "GB2123456"),
    ("trademark", "FR", "anything"), ("trademark", "EU", None),
]  # fmt: skip
BAD = [
    ("trademark", "EU", "18123456", "form"), ("trademark", "EU", "UK00003123456", "form"), ("design", "EU", "4048098-1", "form"),
    ("trademark", "US", "97123456", "serial"), ("trademark", "US", "123456789", "form"), ("design", "US", "912345", "form"), ("trademark", "CN", "ABC", "form"),
    ("patent", "CN", "ZL201710601862.4", "check_digit"), ("patent", "CN", "ZL201730601862.3", "form"), ("design", "CN", "ZL201710601862.3", "form"),
    ("trademark", "WO", "12", "form"), ("design", "WO", "X123", "form"), ("trademark", "GB", "3123456", "form"), ("patent", "GB", "1", "form"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "place", "number"), GOOD)
def test_good_numbers(kind: str, place: str, number: str | None) -> None:
    assert reason(kind, place, number) is None


@pytest.mark.parametrize(("kind", "place", "number", "why"), BAD)
def test_bad_numbers(kind: str, place: str, number: str, why: str) -> None:
    assert reason(kind, place, number) == why


def test_every_example_is_good() -> None:
    for (office, kind), form in FORMS.items():
        assert reason(kind, office, form.example) is None, (office, kind)
        assert office_of(office) == office


def test_nice_classes_have_names_in_both_languages() -> None:
    assert list(NICE) == list(range(1, 46))
    assert nice_name(25) == "Clothing, footwear, headgear"
    assert nice_name(25, "zh") == "服装鞋帽"
    for number in NICE:
        assert nice_name(number) != nice_name(number, "zh")
