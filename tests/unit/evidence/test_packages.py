"""A package: what is in it, that people and other programs can read it, that the same bytes lie on the disk once."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import bagit
import pytest

from markwarden.evidence import Archive, verify
from markwarden.evidence.errors import CaptureClosedError, DigestMismatchError, TooLargeError, UnknownCaptureError
from markwarden.evidence.intake import CAPS
from markwarden_schema.assessed import AssessedListing
from markwarden_schema.capture import CaptureSeal, CaptureStage, PartNote
from markwarden_schema.record import FileKind, Record, schema_text
from tests.kit.captures import URL, open_capture, parts_of, picture_of_page, png, seal_of, sealed_capture

ROOT = Path(__file__).parents[3]


def report_listings(archive: Archive, package: str) -> list[AssessedListing]:
    page = archive.record(package).page
    assert page is not None
    return list(page.listings)


def record_in(package: Path) -> Record:
    return Record.model_validate_json((package / "data/record.json").read_bytes())


def test_whole_capture_lacks_nothing(package: Path) -> None:
    record = record_in(package)
    assert record.missing == []
    kinds = [file.kind for file in record.files]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        FileKind.VISIBLE: 1,
        FileKind.STRIP: 4,
        FileKind.FULL: 1,
        FileKind.DOM: 1,
        FileKind.MHTML: 1,
        FileKind.IMAGE: 2,
    }
    for file in record.files:
        assert hashlib.sha256((package / file.path).read_bytes()).hexdigest() == file.sha256
    assert record.clocks.difference_ms is not None
    assert abs(record.clocks.difference_ms) < 5000


def test_address_is_shown_without_the_buyer_and_kept_with_it(package: Path) -> None:
    record = record_in(package)
    assert record.address.original == URL
    assert record.address.shown == "https://www.aliexpress.com/item/1005001000000001.html"
    assert b"77665544" not in (package / "data/index.html").read_bytes()
    assert b"77665544" not in (package / "README.txt").read_bytes()


def test_bagit_library_takes_it(package: Path) -> None:
    bag = bagit.Bag(str(package))
    assert bag.is_valid()
    assert bag.info["External-Identifier"] == package.name


def test_it_is_checked_without_this_program(package: Path) -> None:
    """As the README in the package says."""
    text = (package / "README.txt").read_text("utf-8")
    for command in ("tagmanifest-sha256.txt", "manifest-sha256.txt", "seal/SHA256SUMS"):
        assert f"sha256sum -c --strict {command}" in text
        subprocess.run(["sha256sum", "-c", "--strict", "--quiet", command], cwd=package, check=True)
    listed = subprocess.run(
        ["sh", "-c", "find data -type f | LC_ALL=C sort"], cwd=package, capture_output=True, check=True
    )
    named = subprocess.run(["sh", "-c", "cut -c67- manifest-sha256.txt | LC_ALL=C sort"], cwd=package, capture_output=True, check=True)  # fmt: skip
    assert listed.stdout == named.stdout
    seal = subprocess.run(
        ["sha256sum", "tagmanifest-sha256.txt"], cwd=package, capture_output=True, text=True, check=True
    )
    assert f'"seal":"{seal.stdout[:64]}"' in (package / "seal/custody.jsonl").read_text("utf-8")


def test_schema_in_the_package_is_the_published_one(package: Path) -> None:
    text = (package / "data/record.schema.json").read_text("utf-8")
    assert text == schema_text() == (ROOT / "shared_schema/record.schema.json").read_text("utf-8")


def test_record_fits_the_published_schema(package: Path, tmp_path: Path) -> None:
    """By ajv, which knows nothing of pydantic."""
    script = tmp_path / "check.mjs"
    script.write_text(
        f"""import {{ createRequire }} from "node:module"; import {{ readFileSync }} from "node:fs";
        const require = createRequire("{(ROOT / "package.json").as_posix()}");
        const Ajv = require("ajv/dist/2020.js").default; const ajv = new Ajv({{ strict: false }});
        require("ajv-formats").default(ajv);
        const validate = ajv.compile(JSON.parse(readFileSync("data/record.schema.json")));
        if (!validate(JSON.parse(readFileSync("data/record.json")))) throw new Error(JSON.stringify(validate.errors));
        if (validate({{ format: "markwarden-record/1" }})) throw new Error("the schema takes everything");""",
        "utf-8",
    )
    node = shutil.which("node") or str(ROOT / ".venv/bin/node")
    subprocess.run([node, str(script)], cwd=package, check=True, capture_output=True)


def test_page_for_people_runs_nothing_of_the_captured_page(package: Path) -> None:
    html = (package / "data/index.html").read_text("utf-8")
    assert "<script" not in html
    assert "<b>sold</b>" not in html
    assert "&lt;b&gt;sold&lt;/b&gt;" in html
    assert "连衣裙" in html
    assert "default-src 'none'" in html
    assert not list(package.rglob("*document.html"))  # a double click must not run it


def test_originals_are_read_only(package: Path) -> None:
    for path in package.rglob("*"):
        if path.is_file():
            assert not stat.S_IMODE(path.stat().st_mode) & 0o222, path


def test_same_bytes_lie_on_the_disk_once(archive: Archive) -> None:
    parts = parts_of()
    one, other = sealed_capture(archive, parts), sealed_capture(archive, parts)
    digest = parts[0].note["sha256"]
    paths = [archive.folder(state.id) / "data/screen/visible.png" for state in (one, other)]
    assert len({path.stat().st_ino for path in [*paths, archive.objects.path(str(digest))]}) == 1
    archive.delete(one.id, "test", "no longer needed")
    assert verify(archive.folder(other.id)).sound
    archive.delete(other.id, "test", "no longer needed")
    assert archive.disk() == 0


def test_copies_stand_in_for_links(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without hard links."""

    def refuse(*_: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", refuse)
    assert verify(archive.folder(sealed_capture(archive).id)).sound


def test_bytes_that_were_not_announced_are_refused(archive: Archive) -> None:
    part = parts_of()[0]
    capture_id = open_capture(archive, [])
    note = PartNote(sha256="0" * 64)
    with pytest.raises(DigestMismatchError):
        archive.put(capture_id, part.name, part.media_type, note, iter([part.data]))
    assert archive.state(capture_id).parts == []
    assert archive.disk() == 0


def test_part_of_its_kind_has_a_limit(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    part = parts_of()[0]
    monkeypatch.setitem(CAPS, "visible", len(part.data) - 1)
    with pytest.raises(TooLargeError):
        open_capture(archive, [part])
    assert archive.disk() == 0


@pytest.mark.parametrize("name", ["..", "../x", "strip-1", "strip-0001", "opened", "visible\n", "image-①②③"])
def test_part_names_are_no_paths(archive: Archive, name: str) -> None:
    part = parts_of()[0]
    capture_id = open_capture(archive, [])
    with pytest.raises(UnknownCaptureError):
        archive.put(capture_id, name, part.media_type, PartNote.model_validate(part.note), iter([part.data]))


@pytest.mark.parametrize(
    "capture_id", ["", "..", "../packages", "20260101-000000-00000000", "20260101-000000-0000000g"]
)
def test_ids_are_no_paths(archive: Archive, capture_id: str) -> None:
    for ask in (archive.state, archive.folder, archive.give_up):
        with pytest.raises(UnknownCaptureError):
            ask(capture_id)


def test_sealed_is_sealed(archive: Archive) -> None:
    state = sealed_capture(archive)
    part = parts_of()[0]
    with pytest.raises(CaptureClosedError):
        archive.put(state.id, part.name, part.media_type, PartNote.model_validate(part.note), iter([part.data]))
    with pytest.raises(CaptureClosedError):
        archive.give_up(state.id)
    again = archive.seal(state.id, CaptureSeal.model_validate(seal_of()), None)
    assert again == state
    assert len(archive.log.of(state.id)) == 1


def test_what_is_missing_is_named(archive: Archive) -> None:
    capture_id = open_capture(archive, [])
    state = archive.seal(capture_id, CaptureSeal.model_validate(seal_of()), None)
    assert {one.what for one in state.missing} == {"visible", "strip", "dom", "mhtml"}
    html = (archive.folder(state.id) / "data/index.html").read_text("utf-8")
    assert "What is missing" in html


def test_reason_of_the_browser_is_kept(archive: Archive) -> None:
    capture_id = open_capture(archive, [part for part in parts_of() if part.name != "mhtml"])
    why = "this browser has no pageCapture"
    sent = CaptureSeal.model_validate(seal_of(missing=[{"what": "mhtml", "why": why}]))
    assert [one.why for one in archive.seal(capture_id, sent, None).missing] == [why]


def test_interrupted_capture_is_sealed_as_such(archive: Archive) -> None:
    capture_id = open_capture(archive, parts_of()[:3])
    assert [state.stage for state in archive.states()] == [CaptureStage.OPEN]
    state = archive.seal(capture_id, None, None)
    assert "interrupted" in {one.what for one in state.missing}
    assert verify(archive.folder(state.id)).sound


def test_other_bytes_than_pictures_are_named(archive: Archive) -> None:
    broken = parts_of()
    data = b"<html>punished</html>"
    note = {"sha256": hashlib.sha256(data).hexdigest()}
    broken = [
        type(part)(part.name, part.media_type, data, {**part.note, **note})
        if part.name in ("image-000", "mhtml")
        else part
        for part in broken
    ]
    state = archive.seal(open_capture(archive, broken), CaptureSeal.model_validate(seal_of()), None)
    assert {one.what for one in state.missing} == {"image-000", "mhtml"}


def test_export_is_whole_and_always_the_same_bytes_but_for_the_log(archive: Archive, tmp_path: Path) -> None:
    state = sealed_capture(archive)
    path = tmp_path / "exported.zip"
    path.write_bytes(archive.export(state.id, "test"))
    result = verify(path, archive.layout.log)
    assert result.sound, result.problems
    assert result.chain.startswith("sound")
    assert [entry.action.value for entry in archive.log.of(state.id)] == ["captured", "exported"]
    assert verify(archive.folder(state.id)).sound


def test_viewing_is_noted_once_a_while(archive: Archive) -> None:
    state = sealed_capture(archive)
    for _ in range(3):
        archive.viewed(state.id, "anna")
    archive.viewed(state.id, "ben")
    assert [entry.by for entry in archive.log.of(state.id)][1:] == ["anna", "ben"]


def test_tombstone_stays(archive: Archive) -> None:
    state = sealed_capture(archive)
    archive.delete(state.id, "test", "kept for 365 days")
    assert not archive.has(state.id)
    assert archive.rows() == []
    last = archive.log.of(state.id)[-1]
    assert (last.action.value, last.seal, last.detail["why"]) == ("deleted", state.seal, "kept for 365 days")
    assert archive.log.entries()


def test_given_up_capture_leaves_no_bytes(archive: Archive) -> None:
    capture_id = open_capture(archive, parts_of())
    archive.give_up(capture_id)
    assert (archive.states(), archive.disk()) == ([], 0)


def test_list_finds_by_words_item_and_id(archive: Archive) -> None:
    state = sealed_capture(archive)
    for query in ("linen", "1005001000000001", state.id, "连衣裙", ""):
        assert [row.id for row in archive.rows(query)] == [state.id], query
    for query in ("100%", "lin_n", "other"):
        assert archive.rows(query) == []


def test_index_is_made_anew_from_the_packages(archive: Archive) -> None:
    state = sealed_capture(archive)
    before = archive.rows()
    archive.index.replace([])
    archive._recover()
    assert archive.rows() == before
    assert before[0].id == state.id


def test_big_image_is_cut_into_sheets(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markwarden.evidence.pictures.SHEET_HEIGHT", 150)
    state = sealed_capture(archive, parts_of(height=500))
    sheets = [file for file in archive.record(state.id).files if file.kind is FileKind.FULL]
    assert [(file.top, file.height) for file in sheets] == [(0, 150), (150, 150), (300, 150), (450, 50)]


def test_thumbnail(archive: Archive) -> None:
    from markwarden.evidence.composing import thumbnail

    assert thumbnail(png(picture_of_page(900)))[:2] == b"\xff\xd8"


def test_record_is_json_for_people_too(package: Path) -> None:
    text = (package / "data/record.json").read_text("utf-8")
    assert "连衣裙" in text
    assert text.count("\n") > 50
    assert json.loads(text)["format"] == "markwarden-record/1"


def test_every_listing_of_a_page_is_found(archive: Archive) -> None:
    """The item page names a second item: it is found by that too, after the captures of its own page."""
    state = sealed_capture(archive)
    shown = [listing.item_id for listing in report_listings(archive, state.id)]
    assert len(shown) == 2
    assert [row.id for row in archive.index.showing(shown[1])] == [state.id]
    assert archive.index.of_item(shown[1]) == []
    assert [row.id for row in archive.rows(shown[1])] == [state.id]
    own = sealed_capture(archive)
    assert [row.id for row in archive.index.showing(shown[0])] == [own.id, state.id]
    archive.delete(state.id, "anna", "test")
    assert [row.id for row in archive.index.showing(shown[1])] == [own.id]


def test_rows_of_before_are_made_anew_with_their_listings(archive: Archive) -> None:
    state = sealed_capture(archive)
    second = report_listings(archive, state.id)[1].item_id
    with archive.index._rows.writing() as connection:
        connection.execute("UPDATE package SET listed = NULL")
        connection.execute("DELETE FROM package_item")
    assert archive.index.showing(second) == []
    archive._recover()
    assert [row.id for row in archive.index.showing(second)] == [state.id]
