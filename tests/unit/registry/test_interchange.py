"""markwarden-registry/1: everything wrong is named with its path, and nothing is taken over unless all is sound."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.registry import Registry, RegistryError, load_registry
from markwarden.registry.interchange import dump, parse
from markwarden.registry.lists import load_list
from markwarden.registry.sample import sample_registry
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import RegistryDocument

FULL: dict[str, Any] = {
    "format": "markwarden-registry/1",
    "brands": [
        {
            "name": "Acmara",
            "owner": "Acmara GmbH",
            "home": "https://acmara.example/",
            "aliases": [{"text": "阿克马拉", "tactic": "chinese name", "risk": "low"}, {"text": "AM"}],
            "rights": [
                {"kind": "trademark", "form": "word", "mark": "Acmara", "jurisdiction": "EU", "number": "018", "nice_classes": [18, 25], "registrant": "Acmara GmbH", "registered": "2015-02-03", "expires": "2035-02-03", "status": "registered", "documents": [{"file": "papers/eu.pdf", "kind": "certificate"}]},
                {"kind": "trademark", "form": "figurative", "image": "logo.png"},
                {"kind": "copyright", "title": "Autumn photos", "images": ["photo.jpg"], "urls": ["https://acmara.example/a.jpg"]},
                {"kind": "design", "number": "D1", "title": "Bag", "images": ["photo.jpg"]},
                {"kind": "patent", "type": "utility", "number": "P1", "title": "Clasp", "terms": ["magnetic clasp"]},
            ],
            "sellers": [{"store_id": "1101", "name": "Acmara Official", "standing": "own"}, {"name": "Bad Store", "standing": "infringer"}],
            "price_floors": [{"goods": "bag", "currency": "EUR", "amount": 90}],
        }
    ],
}  # fmt: skip
FILES = {"papers/eu.pdf": b"%PDF-1.7", "logo.png": b"png", "photo.jpg": b"jpg"}


def in_folder(folder: Path, value: object = FULL) -> Path:
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "registry.json").write_text(json.dumps(value), "utf-8")
    return folder


def in_zip(path: Path, prefix: str = "", value: object = FULL) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{prefix}registry.json", json.dumps(value))
        for name, data in FILES.items():
            archive.writestr(prefix + name, data)
    return path


def registry_at(folder: Path) -> Registry:
    return Registry(TinyStore(folder), BlobStore(folder / "blobs"))


def changed(path: str, value: object) -> dict[str, Any]:
    """FULL with one value changed; a path such as `brands.0.rights.1.mark`."""
    document = json.loads(json.dumps(FULL))
    place: Any = document
    *steps, last = path.split(".")
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    if value is ...:
        del place[last]
    elif isinstance(place, list):
        place.insert(int(last), value)
    else:
        place[last] = value
    return document


def problems_of(value: object) -> list[str]:
    with pytest.raises(RegistryError) as caught:
        parse(json.dumps(value).encode(), "registry.json", dict.fromkeys(FILES, b""))
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("form", ["folder", "zip", "zip of a folder"])
def test_folder_and_zip_hold_the_same(tmp_path: Path, form: str) -> None:
    path = in_folder(tmp_path) if form == "folder" else in_zip(tmp_path / "r.zip", "mine/" if "of" in form else "")
    loaded = load_registry(path)
    assert [right.kind for right in loaded.document.brands[0].rights] == [
        "trademark",
        "trademark",
        "copyright",
        "design",
        "patent",
    ]
    assert loaded.read("papers/eu.pdf") == FILES["papers/eu.pdf"]


def test_round_trip_through_the_store_and_out(tmp_path: Path) -> None:
    registry = registry_at(tmp_path / "data")
    registry.take_over(load_registry(in_folder(tmp_path / "in")))
    for target in (tmp_path / "out", tmp_path / "out.zip"):
        assert registry.export(target) == 1
        again = registry_at(tmp_path / f"data-{target.suffix}")
        again.take_over(load_registry(target))
        assert again.document() == registry.document()
    exported = load_registry(tmp_path / "out")
    brand, original = exported.document.brands[0], RegistryDocument.model_validate(FULL).brands[0]
    assert brand.model_dump(exclude={"id", "rights"}) == original.model_dump(exclude={"id", "rights"})
    image = exported.document.brands[0].rights[1].image  # type: ignore[union-attr]
    assert exported.read(image) == b"png"


def test_only_name_kind_and_mark_are_required() -> None:
    loaded = parse(
        b'{"format":"markwarden-registry/1","brands":[{"name":"A","rights":[{"kind":"trademark","mark":"A"},{"kind":"patent"}]}]}',
        "r",
        {},
    )
    rights = loaded.document.brands[0].rights
    assert loaded.document.brands[0].id
    assert len({right.id for right in rights}) == 2


def test_missing_ids_are_the_same_at_every_import() -> None:
    data = json.dumps(FULL).encode()
    files = dict.fromkeys(FILES, b"")
    assert parse(data, "r", files).document == parse(data, "r", files).document


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("brands.0.nmae", "x", "brands[0].nmae: unknown key"),
        ("brands.0.name", ..., "brands[0].name: is required"),
        ("brands.0.name", "  ", "brands[0].name: must not be empty"),
        ("brands.0.name", 7, "brands[0].name: must be text"),
        ("brands.0.rights.0.kind", "tradmark", "brands[0].rights[0]: kind must be one of"),
        ("brands.0.rights.0.kind", ..., "brands[0].rights[0]: kind is required"),
        ("brands.0.rights.0.mark", ..., "brands[0].rights[0].mark: is required of a word mark"),
        ("brands.0.rights.0.nice_classes", [46], "brands[0].rights[0].nice_classes[0]: "),
        ("brands.0.rights.0.expires", "soon", "brands[0].rights[0].expires: must be a date"),
        ("brands.0.rights.0.expires", "2001-01-01", "brands[0].rights[0].expires: lies before"),
        ("brands.0.rights.1.image", "nologo.png", "brands[0].rights[1].image: 'nologo.png' is missing"),
        ("brands.0.rights.1.image", "../logo.png", "brands[0].rights[1].image: '../logo.png' leads outside"),
        ("brands.0.rights.1.image", "/etc/passwd", "leads outside"),
        ("brands.0.rights.0.documents.0.file", "x.pdf", "brands[0].rights[0].documents[0].file: 'x.pdf' is missing"),
        ("brands.0.aliases.2", {"text": "am"}, "brands[0].aliases[2]: the same alias"),
        ("brands.0.aliases.0.risk", "huge", "brands[0].aliases[0].risk: must be"),
        ("brands.0.sellers.0.standing", "friend", "brands[0].sellers[0].standing: must be"),
        ("brands.0.sellers.2", {"standing": "own"}, "brands[0].sellers[2]: needs a store_id or a name"),
        ("brands.0.price_floors.0.amount", "much", "brands[0].price_floors[0].amount: must be a number"),
        ("brands.0.price_floors.0.currency", "euro", "brands[0].price_floors[0].currency: "),
        ("brands.1", {"name": "ACMARA"}, "brands[1]: the same brand as brands[0]"),
        ("format", "markwarden-registry/9", "format"),
        ("brands", {}, "brands: must be a list"),
    ],
)
def test_what_is_wrong_is_named_with_its_path(path: str, value: object, problem: str) -> None:
    assert any(problem in line for line in problems_of(changed(path, value)))


def test_every_problem_is_named_at_once() -> None:
    document = changed("brands.0.aliases.0.risk", "huge")
    document["brands"][0]["nmae"] = 1
    assert len(problems_of(document)) == 2


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b"[]", b'{"format":"markwarden-registry/1","format":"x"}', b"[" * 100_000]
)
def test_what_is_no_registry_is_refused(data: bytes) -> None:
    with pytest.raises(RegistryError):
        parse(data, "registry.json", {})


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(data: bytes) -> None:
    with pytest.raises(RegistryError):
        parse(data, "registry.json", {})


def test_nothing_is_imported_unless_all_is_sound(tmp_path: Path) -> None:
    registry = registry_at(tmp_path / "data")
    registry.take_over(sample_registry())
    before = (tmp_path / "data" / "brands.json").read_bytes()
    with pytest.raises(RegistryError):
        registry.take_over(load_registry(in_folder(tmp_path / "in", changed("brands.0.rights.1.image", "gone.png"))))
    assert (tmp_path / "data" / "brands.json").read_bytes() == before


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("registry.json", json.dumps(FULL))
        for name in FILES:
            archive.writestr(name, b"\0" * (65 * 2**20))
    with pytest.raises(RegistryError, match="too large"):
        load_registry(path)


def test_zip_cannot_climb_out(tmp_path: Path) -> None:
    path = tmp_path / "climb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("registry.json", json.dumps(changed("brands.0.rights.1.image", "../../x.png")))
        archive.writestr("../../x.png", b"x")
    with pytest.raises(RegistryError, match="leads outside"):
        load_registry(path)


def test_torn_zip_is_refused(tmp_path: Path) -> None:
    whole = in_zip(tmp_path / "r.zip").read_bytes()
    path = tmp_path / "torn.zip"
    path.write_bytes(whole[:40] + b"\xff" * 20 + whole[60:])
    with pytest.raises((RegistryError, zipfile.BadZipFile)) as caught:
        load_registry(path)
    assert isinstance(caught.value, RegistryError)


def test_merge_keeps_what_the_new_one_does_not_mention(tmp_path: Path) -> None:
    registry = registry_at(tmp_path / "data")
    registry.take_over(load_registry(in_folder(tmp_path / "in")))
    more = {"format": "markwarden-registry/1", "brands": [{"name": "acmara", "aliases": [{"text": "Akmara"}], "rights": [{"kind": "trademark", "mark": "Acmara", "jurisdiction": "EU", "number": "018", "status": "cancelled"}]}, {"name": "Newco"}]}  # fmt: skip
    ids = [right.id for right in registry.document().brands[0].rights]
    changes = registry.take_over(parse(json.dumps(more).encode(), "r", {}))
    brand = registry.document().brands[0]
    assert (changes.new, changes.changed) == (["Newco"], ["acmara"])
    assert {alias.text for alias in brand.aliases} == {"阿克马拉", "AM", "Akmara"}
    assert [right.id for right in brand.rights] == ids
    assert brand.rights[0].status == "cancelled"
    assert brand.owner == "Acmara GmbH"


def test_second_import_changes_nothing(tmp_path: Path) -> None:
    registry = registry_at(tmp_path)
    registry.take_over(sample_registry())
    version = registry.version()
    changes = registry.take_over(sample_registry())
    assert (changes.new, changes.changed) == ([], [])
    assert registry.version() == version


def test_dry_run_touches_nothing(tmp_path: Path) -> None:
    registry = registry_at(tmp_path / "data")
    changes = registry.take_over(load_registry(in_folder(tmp_path / "in")), dry_run=True)
    assert changes.new == ["Acmara"]
    assert not (tmp_path / "data").exists() or not any((tmp_path / "data").rglob("*.json"))


def test_dump_is_read_back() -> None:
    document = sample_registry().document
    assert parse(dump(document), "r", {}).document == document


def test_sample_is_sound_and_of_facts() -> None:
    document = sample_registry().document
    assert len(document.brands) >= 30
    assert all(right.kind == "trademark" for brand in document.brands for right in brand.rights)


NONE = RegistryDocument(format="markwarden-registry/1")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_word_marks(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "marks.csv"
    lines = [["brand", "mark", "classes", "jurisdiction", "number"], ["Acmara", "Acmara", "18 25", "EU", "018"], ["Acmara", "ACM", "25", "US", "77"], ["Zed", "Zed", "", "", ""]]  # fmt: skip
    path.write_text("\ufeff" + "\r\n".join(delimiter.join(line) for line in lines), "utf-8")
    brands = load_list(path, NONE).document.brands
    assert [(brand.name, len(brand.rights)) for brand in brands] == [("Acmara", 2), ("Zed", 1)]
    assert brands[0].rights[0].nice_classes == [18, 25]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("brand,mark\nA,\n", "mark"),
        ("brand,mark,classes\nA,A,99\n", "2"),
        ("name,word\nA,A\n", "brand"),
        ("brand,mark\nA,A,1,2,3,4,5\n", "2"),
        ("", "column"),
    ],
)
def test_bad_csv_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "marks.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(RegistryError, match=problem):
        load_list(path, NONE)
