"""Alias packs: sound data, taken in with one step, and never a flag by a risky alias alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching import Engine
from markwarden.matching.score import MEDIUM
from markwarden.registry import Registry
from markwarden.registry.packs import missing, named, pack_of, packs, take
from markwarden.registry.rules import check
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Brand, RegistryDocument, Risk
from tests.kit.engines import document

RISKY = [(name, alias) for name, pack in packs().items() for alias in pack if alias.risk is Risk.HIGH]


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    kept = Registry(TinyStore(tmp_path), BlobStore(tmp_path / "blobs"))
    right = {"id": "r", "kind": "trademark", "mark": "Nike"}
    kept.put(
        Brand.model_validate(
            {"id": "b", "name": "Nike Inc", "rights": [right], "aliases": [{"text": "耐克", "risk": "high"}]}
        )
    )
    kept.put(Brand.model_validate({"id": "x", "name": "Acmara"}))
    return kept


def test_every_pack_is_a_sound_brand_entry() -> None:
    assert len(packs()) >= 100
    brands = [Brand(id=name, name=name, aliases=list(aliases)) for name, aliases in packs().items()]
    assert check(RegistryDocument(format="markwarden-registry/1", brands=brands), None) == []
    for name, aliases in packs().items():
        assert name.casefold() not in {alias.text.casefold() for alias in aliases}
        for alias in aliases:
            assert "initials" not in alias.tactic or alias.risk is not Risk.LOW


def test_a_pack_is_taken_in_one_step(registry: Registry) -> None:
    wanted = take(registry, "nike inc", dry_run=True)
    assert len(named(registry, "Nike Inc").aliases) == 1
    assert take(registry, "nike inc") == wanted
    entry = named(registry, "Nike Inc")
    assert entry.aliases[0].risk is Risk.HIGH  # the person's own word about 耐克 stays
    assert {alias.text for alias in entry.aliases} == {alias.text for alias in packs()["Nike"]}
    assert missing(entry) == []
    assert take(registry, "Nike Inc") == []


def test_what_there_is_not_is_said(registry: Registry) -> None:
    with pytest.raises(LookupError, match="no brand 'Nothing'"):
        take(registry, "Nothing")
    with pytest.raises(LookupError, match="no alias pack for 'Acmara'"):
        take(registry, "Acmara")


def test_accents_and_signs_do_not_hide_a_pack() -> None:
    for name in ("HERMÈS", "Lancôme", "ray ban", "Dolce&Gabbana", "Arcteryx"):
        assert pack_of(Brand(name=name)), name


@given(st.sampled_from(RISKY), st.sampled_from(["{} shoes", "New {}", "bag {} women {}", "{}"]))
def test_a_risky_alias_never_flags_alone(risky, shape: str) -> None:
    name, alias = risky
    engine = Engine.build(
        document(
            {"id": "b", "name": name, "aliases": [alias.model_dump(mode="json")], "rights": [{"id": "r", "kind": "trademark", "mark": "Xyqvaruk"}]}
        )
    )  # fmt: skip
    title = shape.format(alias.text, alias.text)
    assert engine.assess([Listing(item_id="1", title=title)])[0].risk < MEDIUM
