"""Portal profiles: what ships holds together, a bad file is named, and what the person adds is kept and bounded."""

from pathlib import Path

import pytest

from markwarden.complaints.profiles import Portals, ProfileError, read_profile, shipped_profiles
from markwarden.complaints.profiles.files import MOST_BYTES, parse_profile
from markwarden.store import TinyStore
from markwarden_schema.portal import LEFT_TO_PERSON, Certainty, PersonAct, PortalOverrides

FORM = """
format = "markwarden-portal/1"
id = "mine"
name = "Mine"
note = { en = "Mine.", zh = "我的。" }
pages = [{ host = "form.example.org" }]
[[fields]]
key = "links"
kind = "textarea"
labels = { en = ["Links"] }
"""
PROFILES = shipped_profiles()


@pytest.fixture
def portals(tmp_path: Path) -> Portals:
    (tmp_path / "portals").mkdir()
    return Portals(TinyStore(tmp_path), tmp_path / "portals")


def test_every_portal_of_the_field_ships() -> None:
    assert PROFILES.keys() == {"ipp-aidc", "ipp-alibaba", "aliprotect", "notice-form", "generic"}


def test_facts_of_the_field() -> None:
    aidc, alibaba = PROFILES["ipp-aidc"], PROFILES["ipp-alibaba"]
    assert [(page.host, page.hash) for page in aidc.pages] == [("ipp.aidcgroup.net", "#/")]
    assert [(page.host, page.form) for page in alibaba.pages] == [("ipp.alibabagroup.com", False), ("qinquan.taobao.com", True)]  # fmt: skip
    for profile in (aidc, alibaba):
        assert profile.limits["links"].most == 300
        assert (profile.limits["files"].most, profile.limits["files"].certainty) == (4, Certainty.REPORTED)
        assert profile.limits["statement"].most is None
        chinese = [text for field in profile.fields if field.key == "ipr_type" for option in field.options for text in option.words.zh]  # fmt: skip
        assert chinese == ["商标权", "著作权", "外观设计专利权", "发明专利权", "实用新型专利权"]
        assert [field.key for field in profile.fields] == ["platform", "ipr_type", "ipr", "complaint_type", "reason", "proof_type", "order_number", "links", "statement", "evidence", "declaration", "submit"]  # fmt: skip
    assert PROFILES["notice-form"].limits["links"].most == 10


def test_the_name_people_search_for_leads_on_and_says_why() -> None:
    old = PROFILES["aliprotect"]
    assert old.leads_to == ["ipp-aidc", "ipp-alibaba"]
    assert "2018" in old.note.en
    assert "2018" in old.note.zh
    assert "AliProtect" in PROFILES["ipp-aidc"].also
    assert set(old.leads_to) <= PROFILES.keys()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
def test_what_is_the_persons_own_stays_so(profile) -> None:  # type: ignore[no-untyped-def]
    assert set(profile.person) == set(PersonAct)
    assert all(field.person for field in profile.fields if field.key in LEFT_TO_PERSON)
    assert profile.leads_to or {field.key for field in profile.fields} >= LEFT_TO_PERSON


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
def test_every_field_and_reason_has_a_text_in_both_languages(profile) -> None:  # type: ignore[no-untyped-def]
    for words in [*(field.labels for field in profile.fields), *(reason.words for reason in profile.reasons)]:
        assert words.en
        assert words.zh
    for kind in ("trademark", "copyright"):
        assert profile.leads_to or any(kind in reason.rights for reason in profile.reasons)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("format =", "format = 1 #"), "format: must be 'markwarden-portal/1'"),
        (('id = "mine"', ""), "id: is required"),
        (("form.example.org", "https://form.example.org"), "pages[0].host: does not have the form"),
        (('kind = "textarea"', 'kind = "captcha"'), "fields[0].kind: must be"),
        (('key = "links"', 'key = "submit"'), "submit is the person's own act"),
        (('kind = "textarea"', 'kind = "button"'), "is a button: the program presses none"),
        (('kind = "textarea"', 'kind = "textarea"\nwhen = { reason = ["x"] }'), "depends on reason"),
        (('name = "Mine"', 'name = "Mine"\nreferences = ["("]'), "references[0]"),
        (('name = "Mine"', 'name = "Mine"\nreferences = ["abc"]'), "exactly one group"),
        (('name = "Mine"', 'name = "Mine"\nperson = ["login"]'), "always left to the person"),
        (('name = "Mine"', "name = Mine"), "is not TOML"),
        (('name = "Mine"', 'name = "Mine"\ncolour = "red"'), "colour: unknown key"),
    ],
)
def test_a_bad_profile_is_refused_with_its_place(change: tuple[str, str], said: str) -> None:
    with pytest.raises(ProfileError) as refused:
        parse_profile(FORM.replace(*change).encode(), "mine.toml")
    assert said in str(refused.value)
    assert str(refused.value).startswith("mine.toml: ")


def test_a_huge_or_binary_file_is_refused() -> None:
    for data in (b"#" * (MOST_BYTES + 1), b"\xff\xfe\x00"):
        with pytest.raises(ProfileError):
            parse_profile(data, "x.toml")


def test_own_files_stand_beside_and_before_the_shipped_ones(portals: Portals, tmp_path: Path) -> None:
    (tmp_path / "portals" / "mine.toml").write_text(FORM, "utf-8")
    (tmp_path / "portals" / "other.toml").write_text(FORM.replace('"mine"', '"notice-form"'), "utf-8")
    (tmp_path / "portals" / "broken.toml").write_text("x", "utf-8")
    found = portals.all()
    by_id = {portal.profile.id: portal for portal in found.portals}
    assert by_id.keys() == PROFILES.keys() | {"mine"}
    assert not by_id["mine"].shipped
    assert not by_id["notice-form"].shipped
    assert by_id["ipp-aidc"].shipped
    assert [problem.file for problem in found.problems] == ["broken.toml"]


def test_overrides_are_worked_in_and_outlive_the_process(portals: Portals, tmp_path: Path) -> None:
    mine = PortalOverrides.model_validate(
        {
            "hosts": ["notice.example.org"],
            "labels": {"links": ["Where it is sold"]},
            "reasons": [
                {"value": "own", "words": {"en": ["Own"]}, "rights": ["design"]},
                {"value": "counterfeit", "words": {"en": ["Fake"]}, "rights": ["trademark"]},
            ],
            "limits": {"statement": 900},
            "locators": {"links": {"label": "Where", "role": "textarea", "host": "notice.example.org"}},
        }
    )
    assert portals.override("notice-form", mine) is not None
    again = Portals(TinyStore(tmp_path), tmp_path / "portals").get("notice-form")
    assert again is not None
    assert again.overrides == mine
    profile = again.profile
    assert [page.host for page in profile.pages] == ["notice.example.org"]
    assert "Where it is sold" in next(field.labels.en for field in profile.fields if field.key == "links")
    assert [(one.value, one.added) for one in profile.reasons][-2:] == [("own", True), ("counterfeit", True)]
    assert sum(one.value == "counterfeit" for one in profile.reasons) == 1
    assert (profile.limits["statement"].most, profile.limits["links"].most) == (900, 10)
    assert PROFILES["notice-form"].limits["statement"].most is None


@pytest.mark.parametrize(
    "overrides",
    [
        {"locators": {"submit": {"role": "button", "host": "ipp.aidcgroup.net"}}},
        {"locators": {"declaration": {"role": "checkbox", "host": "ipp.aidcgroup.net"}}},
        {"labels": {"declaration": ["I declare"]}},
        {"locators": {"links": {"role": "text", "host": "evil.example"}}},
        {"reasons": [{"value": "x", "words": {"en": ["X"]}, "rights": ["design"]}] * 2},
    ],
)
def test_overrides_that_do_not_fit_change_nothing(portals: Portals, overrides: dict[str, object]) -> None:
    before = portals.get("ipp-aidc")
    with pytest.raises(ProfileError):
        portals.override("ipp-aidc", PortalOverrides.model_validate(overrides))
    assert portals.get("ipp-aidc") == before


def test_reading_a_file_names_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FORM, "utf-8")
    assert read_profile(path).id == "mine"
