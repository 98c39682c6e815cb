"""Each rule of the registry's health, once broken and once kept."""

from datetime import date, timedelta
from typing import Any

import pytest

from markwarden.registry.health import RULES, examine, same_holder
from tests.kit.engines import document

TODAY = date(2026, 11, 24)
SOUND: dict[str, Any] = {
    "kind": "trademark", "mark": "Acmara", "jurisdiction": "EU", "number": "018000001", "registrant": "Acmara GmbH",
    "nice_classes": [18, 25], "documents": [],
}  # fmt: skip
CERTIFICATE: dict[str, Any] = {
    "kind": "certificate",
    "file": "c.pdf",
    "colour": True,
    "language": "en",
    "person": "ACMARA",
}


def found(right: dict[str, Any], complainant: str | None = None, **brand: Any) -> list[tuple[str, str]]:
    registry = document({"name": "Acmara", "rights": [right], **brand})
    return [(one.rule, one.severity.value) for one in examine(registry, TODAY, complainant)]


def paper(**fields: Any) -> dict[str, Any]:
    return {**SOUND, "documents": [{**CERTIFICATE, **fields}]}


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_sound_right_has_no_findings() -> None:
    assert found(SOUND) == []
    assert found(paper()) == []


@pytest.mark.parametrize(
    ("days", "suffix", "severity"),
    [(-1, "expired", "bad"), (0, "expiring", "bad"), (7, "expiring", "bad"), (8, "expiring", "warn"), (30, "expiring", "warn"), (31, "expiring", "info"), (90, "expiring", "info"), (91, None, None)],
)  # fmt: skip
def test_ends(days: int, suffix: str | None, severity: str | None) -> None:
    for what, told in (
        ("right", found({**SOUND, "expires": day(days)})),
        ("document", found(paper(expires=day(days)))),
        ("contract", found(SOUND, sellers=[{"store_id": "1", "standing": "authorised", "contract_until": day(days)}])),
    ):
        assert told == ([(f"{what}_{suffix}", severity)] if suffix else [])


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "document_not_yet": (paper(valid_from=day(1)), "warn"),
    "facts_missing": ({**SOUND, "registrant": None, "nice_classes": []}, "info"),
    "number_form": ({**SOUND, "number": "18000001"}, "warn"),
    "number_serial": ({**SOUND, "jurisdiction": "US", "number": "97/123,456"}, "warn"),
    "number_check_digit": ({"kind": "patent", "title": "x", "jurisdiction": "CN", "number": "ZL201910123456.1", "registrant": "A", "images": []}, "warn"),
    "picture_missing": ({**SOUND, "form": "figurative", "mark": None}, "info"),
    "portal_paper_missing": ({**SOUND, "documents": [CERTIFICATE], "portals": [{"portal": "aidc", "state": "approved"}, {"portal": "alibaba"}]}, "warn"),
    "portal_rejected": ({**SOUND, "portals": [{"portal": "elsewhere", "state": "rejected"}]}, "bad"),
    "portal_not_approved": ({**SOUND, "portals": [{"portal": "elsewhere", "state": "sent"}]}, "info"),
    "word_file": (paper(file="letter.DOCX"), "bad"),
    "file_missing": (paper(file=None), "warn"),
    "black_and_white": (paper(colour=False), "bad"),
    "untranslated": (paper(language="de"), "bad"),
    "other_holder": (paper(person="Somebody Else Ltd"), "bad"),
    "territory_gap": (paper(jurisdictions=["US", "GB"]), "bad"),
    "class_gap": (paper(nice_classes=[25]), "bad"),
    "enforcement_unknown": (paper(kind="authorization"), "warn"),
    "enforcement_not_covered": (paper(kind="authorization", enforcement=False), "bad"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_rule(rule: str) -> None:
    right, severity = BROKEN[rule]
    assert (rule, severity) in found(right)


KEPT: dict[str, dict[str, Any]] = {
    "document_not_yet": paper(valid_from=day(0)),
    "number_serial": {**SOUND, "jurisdiction": "US", "number": "6,123,456"},
    "number_check_digit": {"kind": "patent", "title": "x", "jurisdiction": "CN", "number": "ZL 2017 1 0601862.3", "registrant": "A"},
    "facts_missing": {"kind": "copyright", "title": "x", "jurisdiction": "EU", "registrant": "A", "images": ["x.png"]},
    "picture_missing": {"kind": "patent", "title": "x", "jurisdiction": "FR", "number": "1", "registrant": "A"},
    "portal_paper_missing": {**SOUND, "documents": [CERTIFICATE, {**CERTIFICATE, "kind": "identity"}], "portals": [{"portal": "aidc"}]},
    "portal_not_approved": {**SOUND, "portals": [{"portal": "elsewhere", "state": "approved"}]},
    "black_and_white": paper(colour=False, sealed=True),
    "untranslated": {**SOUND, "documents": [{**CERTIFICATE, "language": "de"}, {"kind": "translation", "file": "t.pdf", "language": "en"}]},
    "other_holder": paper(person="acmara g.m.b.h."),
    "territory_gap": paper(jurisdictions=["us", "eu"]),
    "class_gap": paper(nice_classes=[18, 25, 26]),
    "enforcement_unknown": paper(kind="authorization", enforcement=True),
    "enforcement_not_covered": paper(kind="authorization", enforcement=True),
}  # fmt: skip


@pytest.mark.parametrize("rule", KEPT)
def test_rule_kept(rule: str) -> None:
    assert rule not in [one for one, _ in found(KEPT[rule])]


def test_who_files_for_another_needs_an_authorization() -> None:
    assert ("authorization_missing", "bad") in found(SOUND, "Agency Ltd")
    assert found(SOUND, "ACMARA") == []
    granted = paper(kind="authorization", enforcement=True)
    assert found(granted, "Agency Ltd") == []


def test_every_rule_is_tested() -> None:
    ends = {f"{what}_{end}" for what in ("right", "document", "contract") for end in ("expired", "expiring")}
    assert set(BROKEN) | ends | {"authorization_missing"} == set(RULES)


def test_unregistered_copyright_needs_its_statement() -> None:
    right = {"kind": "copyright", "title": "x", "jurisdiction": "EU", "registrant": "A", "images": ["x.png"], "portals": [{"portal": "aidc"}]}  # fmt: skip
    registry = document({"name": "Acmara", "rights": [right]})
    kinds = [one.facts["kind"] for one in examine(registry, TODAY) if one.rule == "portal_paper_missing"]
    assert kinds == ["copyright_statement", "identity"]


def test_worst_and_most_urgent_first() -> None:
    right = {**SOUND, "expires": day(60), "documents": [{**CERTIFICATE, "expires": day(-3)}, {**CERTIFICATE, "file": "d.pdf", "expires": day(-9)}]}  # fmt: skip
    registry = document({"name": "Acmara", "rights": [right]})
    assert [(one.rule, one.due) for one in examine(registry, TODAY)] == [
        ("document_expired", TODAY - timedelta(9)),
        ("document_expired", TODAY - timedelta(3)),
        ("right_expiring", TODAY + timedelta(60)),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Acmara GmbH", "ACMARA Gmbh", True), ("Société Générale SA", "Societe Generale", True), ("Acmara GmbH", "Acmaro Holding", False), ("株式会社アクマラ", "株式会社アクマラ", True), ("GmbH", "Ltd", False)],
)  # fmt: skip
def test_same_holder(one: str, other: str, same: bool) -> None:
    assert same_holder(one, other) is same
