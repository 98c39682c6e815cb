"""Every check before filing: silent on a sound draft, and told by the one fact that triggers it."""

from typing import Any

import pytest

from markwarden.complaints.checks import CHECKS, look
from markwarden.complaints.filing import Filing
from markwarden_schema.case import ComplaintType
from markwarden_schema.complaint import ComplaintLink
from markwarden_schema.complaint_check import Severity
from tests.kit.complaints import MARK, file, filing, item, link, listing

COUNTERFEIT: dict[str, Any] = {"reason": "counterfeit_features", "ground": "counterfeit"}
TEST_BUY: dict[str, Any] = {"reason": "test_buy", "ground": "test_buy"}
BOTH = [file("comparison"), file("report", "r.pdf")]


def paper(**fields: Any) -> dict[str, Any]:
    return {"documents": [fields]}


def other(state: str = "removed", status: str = "removed") -> Any:
    one = listing(1)
    return filing(one, id="c-0", status=status, reference="R-1", links=[link(one, state=state)]).row


def strange_link(url: str, **fields: Any) -> ComplaintLink:
    return ComplaintLink(url=url, case="k-1", **fields)


def of_other_right() -> Filing:
    made = filing()
    case = made.cases["k-1"]
    made.cases["k-2"] = case.model_copy(update={"id": "k-2", "right": case.right.model_copy(update={"id": "r-2"})})  # type: ignore[index]
    links = [
        *made.row.links,
        made.row.links[0].model_copy(
            update={"case": "k-2", "item_id": item(9), "url": f"https://www.aliexpress.com/item/{item(9)}.html"}
        ),
    ]
    return Filing(
        made.row.changed(links=links), made.held, made.portal, made.today, made.cases, made.filed, made.settings
    )


OFFICIAL = "https://acmara.example/bags/1"

CASES: list[tuple[str, str, Filing]] = [
    ("right_not_approved", "blocks", filing(right={"portals": [{"portal": "ipp-aidc", "state": "sent"}]})),
    ("right_not_approved", "asks", filing(right={"portals": []})),
    ("right_expired", "blocks", filing(right={"expires": "2026-03-09"})),
    ("paper_expired", "blocks", filing(right=paper(kind="identity", expires="2026-01-01"))),
    ("wrong_country", "warns", filing(right={"jurisdiction": None})),
    ("wrong_country", "blocks", filing(settings={"countries": {"ipp-aidc": ["CN", "US"]}})),
    ("wrong_country", "blocks", filing(right=paper(kind="certificate", jurisdictions=["US"]))),
    ("wrong_class", "warns", filing(listing(1, other_goods=True))),
    ("wrong_class", "blocks", filing(right=paper(kind="certificate", nice_classes=[25]))),
    ("mark_not_identical", "blocks", filing(listing(1, identical=False, written_as=["Acm4ra"]))),
    ("mark_not_identical", "asks", filing(listing(1, identical=None))),
    ("mark_only_on_goods", "blocks", filing(listing(1, places=["goods", "packaging"]))),
    ("page_not_shown", "warns", filing(evidence=[file("photo")])),
    ("page_not_shown", "warns", filing(evidence=[file("screenshot", items=[item(7)])])),
    ("reason_unfit", "blocks", filing(reason="picture_theft")),
    ("reason_unfit", "warns", filing(listing(1, "counterfeit"))),
    ("mixed_rights", "blocks", of_other_right()),
    ("mixed_reasons", "blocks", filing(listing(1), listing(2, "counterfeit"))),
    ("several_orders", "blocks", filing(listing(1, "test_buy", facts={"order_number": "1"}), listing(2, "test_buy", facts={"order_number": "2"}), **TEST_BUY, order_number="1")),
    ("order_missing", "blocks", filing(listing(1, "test_buy"), **TEST_BUY)),
    ("order_missing", "warns", filing(listing(1, "test_buy", facts={"verified_by": "stitching"}), **TEST_BUY, order_number="1", evidence=[file("report")])),
    ("order_missing", "warns", filing(listing(1, "test_buy"), **TEST_BUY, order_number="1", evidence=[file("report"), file("photo")])),
    ("too_many_links", "blocks", filing(*[listing(number) for number in range(301)])),
    ("too_many_links", "blocks", filing(links=[])),
    ("dead_links", "blocks", filing(listing(1, facts={"gone": True}))),
    ("dead_links", "asks", filing(listing(1, last_seen="2026-02-01T00:00:00Z"))),
    ("duplicate_links", "blocks", filing(links=[link(listing(1)), strange_link(f"https://de.aliexpress.com/item/{item(1)}.html?spm=1", item_id=item(1))])),
    ("foreign_links", "blocks", filing(links=[strange_link("https://www.amazon.com/dp/B000", item_id="x")])),
    ("foreign_links", "blocks", filing(links=[strange_link("https://www.aliexpress.com/w/wholesale-bag.html", item_id="x")])),
    ("already_complained", "blocks", filing(others=[other()])),
    ("already_complained", "warns", filing(others=[other("rejected", "rejected")])),
    ("no_comparison", "blocks", filing(listing(1, "counterfeit"), **COUNTERFEIT)),
    ("no_comparison", "blocks", filing(listing(1, "counterfeit", facts={"differences": [{"genuine": "a", "suspect": "b"}]}), **COUNTERFEIT)),
    ("no_comparison", "blocks", filing(listing(1, "counterfeit"), **COUNTERFEIT, evidence=BOTH)),
    ("official_address_missing", "blocks", filing(listing(1, "picture_theft"), reason="picture_theft", ground="picture_theft")),
    ("official_address_missing", "warns", filing(listing(1, "picture_theft", facts={"official_address": OFFICIAL}), reason="picture_theft", ground="picture_theft", statement=OFFICIAL, evidence=[file("screenshot", captures=["20260301-000000-aaaaaa"])])),
    ("certificate_without_seal", "blocks", filing(right=paper(kind="certificate", colour=False))),
    ("authorization_missing", "blocks", filing(settings={"agent": True})),
    ("authorization_missing", "blocks", filing(settings={"name": "Somebody Else"})),
    ("authorization_expired", "blocks", filing(right=paper(kind="authorization", enforcement=True, expires="2026-03-09"))),
    ("authorization_expired", "blocks", filing(right=paper(kind="authorization", enforcement=True, valid_from="2026-03-11"))),
    ("authorization_silent", "blocks", filing(right=paper(kind="authorization", enforcement=False))),
    ("authorization_silent", "asks", filing(right=paper(kind="authorization"))),
    ("no_translation", "blocks", filing(right=paper(kind="certificate", language="fr"))),
    ("word_file", "blocks", filing(evidence=[file("screenshot", "letter.DOCX")])),
    ("word_file", "blocks", filing(right=paper(kind="certificate", name="scan.doc"))),
    ("name_unlike_identity", "blocks", filing(settings={"name": "Acmara SARL", "identity_name": "Acmara S.A.R.L. Paris"})),
    ("name_unlike_identity", "warns", filing(right=paper(kind="identity", person="Somebody Else"))),
    ("authorised_seller", "blocks", filing(brand={"sellers": [{"store_id": "1100000001", "standing": "authorised"}]})),
    ("authorised_seller", "blocks", filing(brand={"sellers": [{"store_id": "1100000001", "standing": "own"}]})),
    ("parallel_import", "blocks", filing(listing(1, "counterfeit", facts={"parallel_import": True}), **COUNTERFEIT)),
    ("files_over_limit", "warns", filing(evidence=[file("screenshot", f"{number}.png") for number in range(5)])),
    ("files_over_limit", "warns", filing(evidence=[file("screenshot", size=6 * 2**20)])),
    ("statement_unfit", "blocks", filing(listing(1, "counterfeit"), **COUNTERFEIT, statement="")),
    ("statement_unfit", "warns", filing(evidence=[])),
]  # fmt: skip


def test_sound_draft_has_nothing_against_it() -> None:
    assert look(filing()) == []


@pytest.mark.parametrize(("key", "severity", "draft"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_fact_triggers_its_check(key: str, severity: str, draft: Filing) -> None:
    (check,) = [one for one in CHECKS if one.key == key]
    found = list(check.look(draft))
    assert Severity(severity) in [one.severity for one in found]
    for one in found:
        assert one.check == key
        assert one.fact.en
        assert one.fact.zh
        assert one.message.en.endswith(".")
        assert one.message.zh.endswith("。")
        assert one.mend.address.startswith("/")


def test_every_check_has_a_case_and_keys_are_unlike() -> None:
    keys = [check.key for check in CHECKS]
    assert {key for key, _, _ in CASES} == set(keys)
    assert len(keys) == len(set(keys))
    assert all(check.refusal for check in CHECKS)


@pytest.mark.parametrize(
    ("key", "draft"),
    [
        ("wrong_country", filing(right=paper(kind="certificate", jurisdictions=["WORLD"]))),
        ("order_missing", filing(listing(1, "test_buy", facts={"verified_by": "stitching"}), **TEST_BUY, order_number="1", evidence=[file("report"), file("photo")])),
        ("already_complained", filing(others=[other("relisted", "relisted")])),
        ("already_complained", filing(others=[other("removed", "withdrawn")])),
        ("authorised_seller", filing(brand={"sellers": [{"store_id": "1100000001", "standing": "authorised", "contract_until": "2026-03-09"}]})),
        ("no_comparison", filing(listing(1, "counterfeit", facts={"differences": [{"genuine": "a", "suspect": "b"}]}), **COUNTERFEIT, evidence=BOTH)),
        ("authorization_missing", filing(settings={"name": "ACMARA Sarl"})),
        ("no_translation", filing(right={"documents": [{"kind": "certificate", "language": "fr"}, {"kind": "translation"}]})),
        ("certificate_without_seal", filing(right=paper(kind="certificate", colour=False, sealed=True))),
        ("mark_only_on_goods", filing(listing(1, places=["goods", "title"]))),
        ("right_not_approved", filing(right={"portals": [{"portal": "aidc", "state": "approved"}]})),
        ("foreign_links", filing(links=[strange_link("https://www.aliexpress.com/store/1100000001", item_id=item(1))], complaint_type=ComplaintType.STORE)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_near_miss_is_let_be(key: str, draft: Filing) -> None:
    (check,) = [one for one in CHECKS if one.key == key]
    assert list(check.look(draft)) == []


def test_worst_comes_first() -> None:
    found = look(
        filing(listing(1, identical=None, last_seen=None), right={**MARK, "expires": "2020-01-01", "registered": None})
    )
    order = [list(Severity).index(one.severity) for one in found]
    assert order == sorted(order)
    assert len(found) > 2
