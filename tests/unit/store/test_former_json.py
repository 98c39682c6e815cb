"""JSON files of every former version are read as they are, or brought up to date step by step; what stood in them still stands.

`former/NAME-N.json` was written by the program as it was then (brands by three versions of the registry). They are never written anew.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from markwarden.complaints.case_book import CaseBook
from markwarden.complaints.filing_settings import FilingSettingsStore
from markwarden.complaints.record import Row
from markwarden.evidence.comparisons import Comparison
from markwarden.evidence.retention import Rule
from markwarden.evidence.stamping import StampSettings, StampSettingsStore
from markwarden.pairing import Pairings
from markwarden.pictures.references import Purpose
from markwarden.pictures.thresholds import Thresholds
from markwarden.preferences import Preferences
from markwarden.registry import Registry
from markwarden.services import Services
from markwarden.settings import Settings
from markwarden.store import BlobStore, StoreError, TinyStore
from markwarden.store.errors import BrokenFileError
from markwarden.store.interface import Document
from markwarden.store.steps import Step
from markwarden_schema.case import CaseFacts
from markwarden_schema.complaint_register import FilingSettings
from markwarden_schema.decision import Decision
from markwarden_schema.pairing import Pairing
from markwarden_schema.portal import PortalOverrides
from markwarden_schema.registry import Brand

FORMER = Path(__file__).parent / "former"
FILES = sorted(path.stem for path in FORMER.glob("*.json"))
READ: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "brands": Brand.model_validate,
    "cases": lambda row: CaseFacts.model_validate(row["facts"]),
    "comparisons": Comparison.model_validate,
    "complaints": Row.model_validate,
    "decisions": Decision.model_validate,
    "figure_thresholds": lambda row: float(row["threshold"]),
    "filing_settings": lambda row: FilingSettings.model_validate(row["settings"]),
    "pairings": lambda row: Pairing.model_validate({name: row[name] for name in Pairing.model_fields}),
    "portal_overrides": lambda row: PortalOverrides.model_validate(
        {name: row[name] for name in PortalOverrides.model_fields}
    ),
    "preferences": Preferences.model_validate,
    "retention": Rule.model_validate,
    "stamping": StampSettings.model_validate,
}
"""How the program reads a document of each collection."""


SET: Mapping[str, Callable[[TinyStore, dict[str, Any]], bool]] = {
    "figure_thresholds": lambda store, row: (
        Thresholds(store).get(Purpose.FIGURE, row["id"].removeprefix("figure-")) == row["threshold"]
    ),
    "filing_settings": lambda store, row: kept(
        row["settings"], FilingSettingsStore(store).get().model_dump(mode="json")
    ),
    "stamping": lambda store, row: StampSettingsStore(store).get().url == row["url"],
}
"""What a part of the program makes of a former file: whether that is what was set."""


def put_there(folder: Path, name: str) -> tuple[str, list[dict[str, Any]]]:
    """A former file in a data folder; its collection and what stands in it."""
    collection = name.partition("-")[0]
    shutil.copy(FORMER / f"{name}.json", folder / f"{collection}.json")
    rows = json.loads((FORMER / f"{name}.json").read_text("utf-8"))[collection]
    return collection, list(rows.values())


def kept(old: object, new: object) -> bool:
    """Whether everything that the old value says is said by the new one."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return all(key in new and kept(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(kept, old, new))
    return old == new


def test_every_collection_of_the_program_has_a_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = set()
    monkeypatch.setattr(
        TinyStore, "collection", lambda self, name, real=TinyStore.collection: opened.add(name) or real(self, name)
    )
    Services(Settings(data_dir=tmp_path, port=0)).close()
    assert {name.partition("-")[0] for name in FILES} == set(READ) == opened


@pytest.mark.parametrize("name", FILES)
def test_a_former_file_is_read_and_rewritten_whole(tmp_path: Path, name: str) -> None:
    collection, before = put_there(tmp_path, name)
    here = TinyStore(tmp_path).collection(collection)
    assert here.all() == before
    for row in before:
        READ[collection](row)
    here.put({"id": "new"})
    assert TinyStore(tmp_path).collection(collection).all() == [*before, {"id": "new"}]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("brands")])
def test_brands_of_former_versions_are_worked_on(tmp_path: Path, name: str) -> None:
    """Read, changed and handed over by today's registry: nothing of it is lost."""
    _, (before,) = put_there(tmp_path, name)
    registry = Registry(TinyStore(tmp_path), BlobStore(tmp_path / "blobs"))
    for data in (b"%PDF-1.7 x", b"x"):  # the files that its papers and pictures name
        BlobStore(tmp_path / "blobs").put(data)
    registry.change("b-1", None, lambda brand: brand.model_copy(update={"owner": "New owner"}))
    (after,) = registry.document().brands
    assert kept({**before, "owner": "New owner"}, after.model_dump(mode="json"))


def test_cases_of_a_former_version_are_read(tmp_path: Path) -> None:
    _, (row,) = put_there(tmp_path, "cases-1")
    book = CaseBook(TinyStore(tmp_path), BlobStore(tmp_path / "blobs"))
    assert kept(row["facts"], book.facts(row["id"]).model_dump(mode="json"))


def test_settings_of_a_former_version_still_count(tmp_path: Path) -> None:
    """A browser stays paired, a threshold that was moved stays moved, and the rest is as it was set."""
    rows = {name: put_there(tmp_path, f"{name}-1")[1][0] for name in (*SET, "pairings")}
    store = TinyStore(tmp_path)
    found = Pairings(store).find("the-token-of-a-former-pairing")
    assert found is not None
    assert (found.id, found.origin) == (rows["pairings"]["id"], rows["pairings"]["origin"])
    for name, read in SET.items():
        assert read(store, rows[name]), name


def renamed(row: Document) -> dict[str, Any]:
    return {**{key: value for key, value in row.items() if key != "titel"}, "title": row["titel"]}


def louder(row: Document) -> dict[str, Any]:
    return {**row, "title": row["title"].upper()}


STEPS: tuple[Step, ...] = (renamed, louder)


def things(folder: Path, steps: int) -> Any:
    return TinyStore(folder, {"things": STEPS[:steps]}).collection("things")


@pytest.mark.parametrize("written", [0, 1])
def test_steps_run_once_and_in_order(tmp_path: Path, written: int) -> None:
    things(tmp_path, written).put({"id": "a", ("title" if written else "titel"): "one"})
    text = (tmp_path / "things.json").read_text("utf-8")
    assert things(tmp_path, 2).all() == [{"id": "a", "title": "ONE"}]
    assert (tmp_path / "things.json").read_text("utf-8") == text, "reading writes nothing"
    things(tmp_path, 2).put({"id": "b", "title": "two"})
    assert things(tmp_path, 2).all() == [{"id": "a", "title": "ONE"}, {"id": "b", "title": "two"}]
    assert things(tmp_path, 2).delete("a")
    assert things(tmp_path, 2).all() == [{"id": "b", "title": "two"}]


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    things(tmp_path, 2).put({"id": "a", "title": "one"})
    text = (tmp_path / "things.json").read_text("utf-8")
    older = things(tmp_path, 1)
    for act in (older.all, lambda: older.put({"id": "b"}), lambda: older.delete("a")):
        with pytest.raises(
            StoreError, match=r"things\.json was written by a newer Markwarden \(schema 2, this one knows 1\)"
        ):
            act()
    assert (tmp_path / "things.json").read_text("utf-8") == text


def test_a_document_that_a_step_cannot_take_is_named(tmp_path: Path) -> None:
    things(tmp_path, 0).put({"id": "a", "title": "one"})
    with pytest.raises(BrokenFileError, match=r"the document 'a' is not what schema 1 expects: KeyError\('titel'\)"):
        things(tmp_path, 2).all()
