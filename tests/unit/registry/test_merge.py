"""Merging two registries: new, changed, in conflict, and a round trip that is exact."""

import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from markwarden.registry import Registry, RegistryError, load_registry
from markwarden.registry.interchange import LoadedRegistry, dump, parse, write_zip
from markwarden.registry.merge import merge
from markwarden.registry.registry import ChangedMeanwhileError, revision_of
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import Brand, RegistryDocument
from tests.kit.engines import document

RIGHT: dict[str, Any] = {"id": "r1", "kind": "trademark", "mark": "Acmara", "jurisdiction": "EU", "number": "018000001"}


def brand(**fields: Any) -> Brand:
    return document({"id": "b1", "name": "Acmara", **fields}).brands[0]


def registry(folder: Path) -> Registry:
    return Registry(TinyStore(folder), BlobStore(folder / "blobs"))


def test_what_is_not_mentioned_stays() -> None:
    ours = brand(
        owner="Acmara GmbH",
        rights=[{**RIGHT, "registrant": "Acmara GmbH", "documents": [{"file": "c.pdf", "kind": "certificate"}]}],
    )
    theirs = brand(home="https://acmara.example", rights=[{**RIGHT, "nice_classes": [25]}])
    merged = merge([ours], [theirs])
    assert (merged.new, merged.changed, merged.unchanged, merged.conflicts) == ([], ["Acmara"], [], [])
    (after,) = merged.brands
    assert (after.owner, after.home) == ("Acmara GmbH", "https://acmara.example")
    (right,) = after.rights
    assert (right.registrant, right.nice_classes, len(right.documents)) == ("Acmara GmbH", [25], 1)  # type: ignore[union-attr]


def test_conflicts_are_named_and_can_be_kept() -> None:
    ours = brand(owner="Old", aliases=[{"text": "akm", "risk": "low"}], rights=[{**RIGHT, "registrant": "Old"}],
                 sellers=[{"store_id": "1", "standing": "watched"}], price_floors=[{"goods": "bag", "currency": "USD", "amount": 5}])  # fmt: skip
    theirs = brand(owner="New", aliases=[{"text": "AKM", "risk": "high"}], rights=[{**RIGHT, "registrant": "New"}],
                   sellers=[{"store_id": "1", "standing": "infringer"}], price_floors=[{"goods": "Bag", "currency": "USD", "amount": 6}])  # fmt: skip
    merged = merge([ours], [theirs])
    told = {(one.part, one.field): (one.ours, one.theirs) for one in merged.conflicts}
    assert told[("", "owner")] == ("Old", "New")
    assert told[("AKM", "risk")] == ("low", "high")
    assert told[("Acmara 018000001 EU", "registrant")] == ("Old", "New")
    assert told[("1", "standing")] == ("watched", "infringer")
    assert told[("Bag", "amount")] == ("5.0", "6.0")
    assert merged.brands[0].owner == "New"
    kept = merge([ours], [theirs], {one.key for one in merged.conflicts})
    assert kept.brands == [ours]
    assert kept.unchanged == ["Acmara"]


def test_the_same_again_changes_nothing() -> None:
    ours = brand(owner="x", rights=[{**RIGHT, "portals": [{"portal": "aidc", "state": "sent"}]}])
    merged = merge([ours], [ours])
    assert (merged.brands, merged.unchanged, merged.conflicts) == ([ours], ["Acmara"], [])


def test_a_brand_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    stored = registry(tmp_path)
    made = stored.add(Brand(name="Acmara"))
    assert made.id
    seen = revision_of(made)
    stored.change(made.id, seen, lambda old: old.model_copy(update={"owner": "First"}))
    with pytest.raises(ChangedMeanwhileError):
        stored.change(made.id, seen, lambda old: old.model_copy(update={"owner": "Second"}))
    now = stored.brand(made.id)
    assert now is not None
    assert now.owner == "First"


def test_what_is_not_sound_is_not_stored(tmp_path: Path) -> None:
    stored = registry(tmp_path)
    made = stored.add(Brand(name="Acmara"))
    other = stored.add(Brand(name="Bramolo"))
    assert made.id
    assert other.id
    for update in ({"rights": [brand(rights=[{"kind": "trademark"}]).rights[0]]}, {"name": "bramolo"},
                   {"rights": brand(rights=[{**RIGHT, "image": "files/none.png"}]).rights}):  # fmt: skip
        with pytest.raises(RegistryError):
            stored.change(made.id, None, lambda old, update=update: old.model_copy(update=update))  # type: ignore[misc]
    with pytest.raises(LookupError):
        stored.change("none", None, lambda old: old)
    assert [one.name for one in stored.document().brands] == ["Acmara", "Bramolo"]


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)
dates = st.none() | st.dates().map(str)
files_ = st.none() | st.binary(max_size=20)


@st.composite
def registries(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, bytes]]:
    files: dict[str, bytes] = {}

    def file(suffix: str) -> str:
        name = f"in/{len(files)}{suffix}"
        # Papers differ; the same picture may be named twice.
        files[name] = draw(st.binary(max_size=20)) + (name.encode() if suffix == ".pdf" else b"")
        return name

    brands = []
    for number in range(draw(st.integers(0, 3))):
        rights: list[dict[str, Any]] = []
        for row in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(["trademark", "copyright", "design", "patent"]))
            right: dict[str, Any] = {
                "kind": kind, "number": f"{number}-{row}", "registrant": draw(st.none() | texts), "filed": draw(dates),
                "status": draw(st.none() | texts), "vigilance": draw(st.sampled_from(["strict", "normal", "loose"])),
                "portals": [{"portal": p, "state": draw(st.sampled_from(["prepared", "approved"]))} for p in draw(st.sets(st.sampled_from(["aidc", "x"])))],
                "documents": [
                    {"file": file(".pdf"), "kind": draw(st.none() | texts), "colour": draw(st.none() | st.booleans()), "nice_classes": [25], "expires": draw(dates)}
                    for _ in range(draw(st.integers(0, 2)))
                ],
            }  # fmt: skip
            if kind == "trademark":
                right |= {"mark": draw(texts), "nice_classes": sorted(draw(st.sets(st.integers(1, 45), max_size=3)))}
                if draw(st.booleans()):
                    right["image"] = file(".png")
            else:
                right["images"] = [file(".jpg") for _ in range(draw(st.integers(0, 2)))]
            rights.append(right)
        brands.append({
            "name": f"{draw(texts)} {number}", "owner": draw(st.none() | texts), "rights": rights,
            "aliases": [{"text": text, "risk": "low"} for text in draw(st.sets(st.sampled_from(["a", "b", "中"])))],
            "sellers": [{"store_id": s, "standing": "authorised", "contract_until": draw(dates), "note": draw(st.none() | texts)} for s in draw(st.sets(st.sampled_from(["1", "2"])))],
            "price_floors": [{"goods": "bag", "currency": "USD", "amount": draw(st.floats(0.5, 1e6))}] if draw(st.booleans()) else [],
        })  # fmt: skip
    return {"format": "markwarden-registry/1", "brands": brands}, files


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(registries(), st.sampled_from(["zip", "folder"]))
def test_round_trip_is_exact(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[dict[str, Any], dict[str, bytes]], way: str
) -> None:
    """Imported, handed over, imported elsewhere, handed over again: the same documents, files and bytes."""

    value, files = made
    here, there = (registry(tmp_path_factory.mktemp("registry")) for _ in range(2))
    here.take_over(parse(json.dumps(value).encode(), "registry.json", files))
    target = tmp_path_factory.mktemp("handed") / ("x.zip" if way == "zip" else "x")
    here.export(target)
    loaded = load_registry(target)
    there.take_over(loaded)
    assert there.document() == here.document()
    for path in loaded.files:
        if path != "registry.json":
            assert there.file(path) == here.file(path)
    one, other = io.BytesIO(), io.BytesIO()
    write_zip(here.part(), one)
    write_zip(there.part(), other)
    assert one.getvalue() == other.getvalue()
    again = there.take_over(loaded)
    assert (again.new, again.changed, again.conflicts) == ([], [], [])
    assert set(zipfile.ZipFile(one).namelist()) == {"registry.json", *here.part().files}


def test_without_documents_takes_none_away_elsewhere(tmp_path: Path) -> None:
    here = registry(tmp_path / "here")
    paper = here.put_file(b"%PDF", "Certificate.PDF")
    assert paper.endswith(".pdf")
    right = {**RIGHT, "documents": [{"file": paper, "kind": "certificate"}]}
    here.add(brand(rights=[right]))
    lean = here.part(documents=False)
    assert list(lean.files) == []
    there = registry(tmp_path / "there")
    there.take_over(LoadedRegistry(lean.document))
    assert there.document().brands[0].rights[0].documents == []
    here.take_over(LoadedRegistry(lean.document))
    assert [one.file for one in here.document().brands[0].rights[0].documents] == [paper]


def test_an_import_and_changes_meanwhile_lose_nothing(tmp_path: Path) -> None:
    """Brands added while others are taken over: what is merged is what stands at the moment of the writing."""
    stored = registry(tmp_path)
    parts = [parse(json.dumps({"format": "markwarden-registry/1", "brands": [{"name": f"In {n}"}]}).encode(), "x", {}) for n in range(12)]  # fmt: skip
    work = [
        threading.Thread(target=lambda: [stored.take_over(part) for part in parts]),
        threading.Thread(target=lambda: [stored.add(Brand(name=f"By hand {n}")) for n in range(12)]),
    ]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert len(stored.document().brands) == 24


def test_files_of_the_first_format_still_load(tmp_path: Path) -> None:
    """As version 0.1.0 wrote them: nothing of what came later in them."""
    old = {
        "format": "markwarden-registry/1",
        "brands": [{"id": "b1", "name": "Acmara", "aliases": [{"text": "akm", "tactic": "alias", "risk": "medium"}],
                    "rights": [{**RIGHT, "form": "word", "vigilance": "normal", "nice_classes": [25], "status": "registered",
                                "documents": [{"kind": "certificate", "expires": "2027-01-01"}]}],
                    "sellers": [{"store_id": "1100000001", "name": "Shop", "standing": "authorised"}],
                    "price_floors": [{"goods": "bag", "currency": "USD", "amount": 90.0}]}],
    }  # fmt: skip

    stored = registry(tmp_path)
    stored.take_over(parse(json.dumps(old).encode(), "registry.json", None))
    assert json.loads(dump(RegistryDocument(format="markwarden-registry/1", brands=stored.document().brands))) == old
