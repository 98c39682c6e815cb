"""An engine that is brought up to date answers as one that is built anew, and looks into nothing that stayed."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markwarden.matching import Engine, index
from markwarden.matching.layered import Layered
from markwarden.matching.text.lexicon import Lexicon
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Brand, RegistryDocument
from tests.kit.engines import assessed, document

WORDS = (
    "Acmara",
    "Acmora",
    "Ylloro",
    "Baxento Vire",
    "Baxento",
    "Nimoza",
    "Vire Nimoza",
    "Dolmetan",
    "Dolmetan & Krux",
)
TITLES = (
    "Acmara hat", "Acmaar hat", "Y l l o r o bag", "Bax3nto Vire shoes", "Baxento Vrie shoes", "N*moza belt", "Nimozashoes",
    "Долметан сумка", "ドルメタン バッグ", "حقيبة دولميتان", "תיק דולמטאן", "阿克马拉 hat", "D*olmetan & Krux", "Dolmetann krux", "yloro", "a c m a r a", "Krux 1:1 hat",
)  # fmt: skip

brands = st.builds(
    lambda number, marks, alias, terms, standing: Brand.model_validate(
        {
            "id": f"b{number}",
            "name": marks[0] if marks else "Krux",
            "aliases": [{"text": alias, "tactic": "chinese name", "risk": "low"}] if alias else [],
            "rights": [
                *(
                    {"id": f"r{number}{mark}", "kind": "trademark", "mark": mark, "nice_classes": [25]}
                    for mark in marks
                ),
                *([{"id": f"p{number}", "kind": "patent", "terms": terms}] if terms else []),
                *([{"id": f"c{number}", "kind": "copyright", "texts": [" ".join(terms * 12)]}] if terms else []),
            ],
            "sellers": [{"store_id": "77", "standing": standing}] if standing else [],
        }
    ),
    st.integers(0, 5),
    st.lists(st.sampled_from(WORDS), max_size=3, unique=True),
    st.sampled_from(("", "阿克马拉", "Acmara")),
    st.sampled_from(([], ["hat", "belt"], ["bag", "shoes", "belt"])),
    st.sampled_from(("", "own", "infringer")),
)
registries = st.lists(brands, max_size=5, unique_by=lambda brand: brand.id).map(
    lambda some: RegistryDocument(format="markwarden-registry/1", brands=some)
)


@given(st.lists(registries, min_size=2, max_size=5))
@settings(max_examples=120)
def test_updated_is_built(states: list[RegistryDocument]) -> None:
    engine = Engine.build(states[0])
    for state in states[1:]:
        engine = engine.updated(state)
    anew = Engine.build(states[-1])
    for title in TITLES:
        listing = {"title": title, "seller": {"id": "77"}, "description": "hat belt " * 12}
        assert assessed(engine, **listing) == assessed(anew, **listing)
    rights = {right.id for state in states for brand in state.brands for right in brand.rights if right.id}
    for right in rights:
        assert (right in engine.rights) == (right in anew.rights)
        assert right not in anew.rights or engine.rights[right] == anew.rights[right]


def test_many_changes_one_after_the_other() -> None:
    rng = random.Random(3)
    names = ["".join(rng.choices("abcdefghilmnoprstuv", k=rng.randint(3, 9))) for _ in range(400)]
    rows = {name: document({"id": name, "name": name}).brands[0] for name in names[:200]}
    engine = Engine.build(RegistryDocument(format="markwarden-registry/1", brands=list(rows.values())))
    for name in names[200:]:
        rows[name] = document({"id": name, "name": name}).brands[0]
        rows.pop(rng.choice(list(rows)))
        engine = engine.updated(RegistryDocument(format="markwarden-registry/1", brands=list(rows.values())))
    anew = Engine.build(RegistryDocument(format="markwarden-registry/1", brands=list(rows.values())))
    titles = [f"{name[:3]}{name[4:]} {name} shoes" for name in names]
    listings = [Listing(item_id="1", title=title) for title in titles]
    assert engine.assess(listings) == anew.assess(listings)


def test_what_stayed_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [document({"id": f"k{n}", "name": f"Kept{n}"}).brands[0] for n in range(300)]
    engine = Engine.build(RegistryDocument(format="markwarden-registry/1", brands=kept))
    looked: list[str | None] = []
    real = index.names_of_brand
    monkeypatch.setattr(index, "names_of_brand", lambda brand: looked.append(brand.id) or real(brand))
    new = document({"id": "new", "name": "Zaquifel"}).brands[0]
    newer = engine.updated(RegistryDocument(format="markwarden-registry/1", brands=[*kept, new]))
    assert looked == ["new"]
    assert assessed(newer, "Zaquifel shoes").risk > 75
    assert assessed(engine, "Zaquifel shoes").risk == 0


def test_nothing_changed_is_the_same_engine() -> None:
    engine = Engine.build(document({"id": "a", "name": "Acmara"}))
    assert engine.updated(document({"id": "a", "name": "Acmara"})) is engine


def test_two_brands_of_one_id_are_indexed_whole() -> None:
    twice = document({"id": "a", "name": "Acmara"}, {"id": "a", "name": "Ylloro"})
    once = document({"id": "a", "name": "Ylloro"})
    assert assessed(Engine.build(once).updated(twice), "Acmara hat").risk > 75
    assert assessed(Engine.build(twice).updated(once), "Acmara hat").risk == 0


def test_what_a_layer_no_longer_stands_for_is_not_found_in_it() -> None:
    made = Lexicon.build(
        {"bluevire": ("blue", "vire"), "acmara": ("acmara",)} | {f"k{n}": (f"k{n}",) for n in range(99)}
    )
    newer = made.changed({"bluevire": ("bluevire",), "acmara": None})
    assert list(newer.anchored("vire")) == []
    assert list(newer.same_leet("4cmara")) == []
    assert newer.near(["acmaraa"]) == [[]]
    assert not newer.has("acmara")
    assert newer.tokens("bluevire") == ("bluevire",)
    assert list(made.anchored("vire")) == [("bluevire", ("blue", "vire"))]


@given(st.lists(st.dictionaries(st.integers(0, 40), st.one_of(st.none(), st.text(max_size=2)), max_size=6)))
def test_layered_is_a_dictionary(steps: list[dict[int, str | None]]) -> None:
    layered: Layered[int, str] = Layered({n: str(n) for n in range(35)})
    plain: dict[int, str | None] = {n: str(n) for n in range(35)}
    for step in steps:
        layered = layered.changed(step)
        plain |= step
    assert [layered.get(n) for n in range(41)] == [plain.get(n) for n in range(41)]
