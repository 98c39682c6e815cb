"""Comparisons of a capture: drawn as the extension draws them, sealed beside the assessment, shown to people."""

import io
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from markwarden.evidence import Archive, verify
from markwarden.evidence.compared import Sources
from markwarden.evidence.comparisons import Comparisons
from markwarden.evidence.dossier.pdf import dossier, gather
from markwarden.evidence.likeness import difference, draw
from markwarden.evidence.redaction import redact
from markwarden.matching.image.picture import Picture, decode
from markwarden.store import BlobStore, SqliteStore, TinyStore
from markwarden_schema.assessment import Assessment, Evidence, Level, RightRef, Signal, SignalKind
from markwarden_schema.capture import CaptureSeal
from markwarden_schema.page import PageReport
from markwarden_schema.record import FileKind, Record
from tests.kit.captures import open_capture, parts_of, report_of, seal_of
from tests.kit.photos import jpeg, scene
from tests.unit.evidence.test_dossier import text_of

ROOT = Path(__file__).parents[3]
RIGHT = RightRef(id="r1", brand="Acmara", kind="copyright", label="Product photos", number="77", jurisdiction="EU")
REFERENCE = jpeg(scene(1))
SUSPECT = jpeg(scene(1).rotate(3, fillcolor="white"))
ADDRESS = "https://ae01.alicdn.com/kf/Saaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg"
PICTURES = {ADDRESS: SUSPECT}
REFERENCES = {"1" * 64: REFERENCE}
TURNED = [[0.99863, 0.05234, -10.1], [-0.05234, 0.99863, 12.8], [0.0, 0.0, 1.0]]
"""About where a scene of 480 × 400 turned by 3° lies."""
PHOTO = Signal(
    kind=SignalKind.COPIED_PHOTO,
    brand="Acmara",
    right="r1",
    strength=0.9,
    evidence=Evidence(
        image=ADDRESS, reference="1" * 64, matrix=TURNED, box=[0, 0, 480, 400], detail={"width": 480, "height": 400}
    ),
)
WORDS = Signal(
    kind=SignalKind.WORDS_IN_PICTURE,
    brand="Acmara",
    right="r1",
    strength=0.8,
    evidence=Evidence(image=ADDRESS, box=[100, 80, 90, 30], text="ACMARA"),
)
GONE = PHOTO.model_copy(
    update={"kind": SignalKind.LOGO, "evidence": PHOTO.evidence.model_copy(update={"reference": "2" * 64})}
)


def pictured(folder: Path) -> Archive:
    sources = Sources(PICTURES.get, REFERENCES.get)
    return Archive(folder / "evidence", SqliteStore(folder / "rows.sqlite3"), TinyStore(folder), sources)


def kept(archive: Archive, *signals: Signal) -> Record:
    capture_id = open_capture(archive, parts_of())
    page = report_of(archive, capture_id)
    assert page is not None
    first, *others = page.listings
    verdict = Assessment(risk=90, level=Level.HIGH, right="r1", signals=list(signals))
    report = PageReport.model_validate(
        page.model_copy(
            update={"listings": [first.model_copy(update={"assessment": verdict}), *others], "rights": {"r1": RIGHT}}
        )
    )
    archive.seal(capture_id, CaptureSeal.model_validate(seal_of()), report)
    return archive.record(capture_id)


def test_comparisons_are_sealed_with_the_capture_and_named(tmp_path: Path) -> None:
    archive = pictured(tmp_path)
    record = kept(archive, PHOTO, WORDS)
    assert record.missing == []
    photo, words = record.comparisons
    files = {file.path: file for file in record.files if file.kind is FileKind.COMPARISON}
    folder = archive.folder(record.id)
    assert photo.reference is not None
    assert photo.difference is not None
    assert (folder / photo.reference).read_bytes() == REFERENCE
    assert (folder / photo.picture).read_bytes() == SUSPECT
    assert words.picture == photo.picture, "the same bytes are kept as one file"
    assert {photo.reference, photo.picture, photo.outlined, photo.laid, photo.difference} <= set(files)
    assert {words.outlined, words.enlarged} <= set(files)
    assert (words.reference, words.laid, words.difference, words.text) == (None, None, None, "ACMARA")
    assert photo.agreeing is not None
    assert photo.agreeing > 0.8
    assert verify(folder, archive.layout.log).sound
    page = (folder / "data/index.html").read_text("utf-8")
    for one in files:
        assert one.removeprefix("data/") in page
    assert "Copyright Product photos (Acmara), EU 77" in page
    copy = archive.record(redact(archive, record.id, [], "anna"))
    assert copy.comparisons == record.comparisons
    assert {file.path for file in copy.files} >= set(files)
    archive.close()


def test_picture_that_is_gone_is_named(tmp_path: Path) -> None:
    archive = pictured(tmp_path)
    elsewhere = WORDS.model_copy(update={"evidence": WORDS.evidence.model_copy(update={"image": "https://x.example/"})})
    record = kept(archive, GONE, elsewhere, PHOTO)
    assert [one.kind for one in record.comparisons] == [SignalKind.COPIED_PHOTO]
    first, second = [one.why for one in record.missing if one.what == "comparison"]
    assert "logo: the registry has no picture" in first
    assert "words in picture: the picture https://x.example/ was not kept" in second
    archive.close()


def test_a_picture_of_the_capture_itself_is_compared_where_no_other_was_kept(tmp_path: Path) -> None:
    archive = Archive(
        tmp_path / "evidence",
        SqliteStore(tmp_path / "rows.sqlite3"),
        TinyStore(tmp_path),
        Sources(lambda _: None, REFERENCES.get),
    )
    image = next(part for part in parts_of() if part.name == "image-000")
    own = PHOTO.model_copy(
        update={"evidence": PHOTO.evidence.model_copy(update={"image": f"{image.note['source']}_640x640.jpg"})}
    )
    record = kept(archive, own)
    assert record.missing == []
    assert (archive.folder(record.id) / record.comparisons[0].picture).read_bytes() == image.data
    archive.close()


def test_dossier_shows_the_comparison_with_its_differences(tmp_path: Path) -> None:
    archive = pictured(tmp_path)
    record = kept(archive, PHOTO, WORDS)
    genuine = Comparisons(TinyStore(tmp_path), BlobStore(tmp_path / "blobs"))
    entries = gather(archive, genuine, [record.id], "anna")
    text = text_of(dossier(entries, "Case", "", datetime.now(UTC), genuine))
    flat = " ".join(text.split())
    for said in (
        "Acmara: copied photo",
        "Genuine: the right holder's picture",
        "Differences marked",
        "EU 77",
        "ACMARA",
    ):
        assert said in flat
    for file in record.files:
        if file.kind is FileKind.COMPARISON and file.path != record.comparisons[0].picture:
            assert file.sha256 in flat
    archive.close()


def test_where_it_lies_is_not_known_nothing_is_laid_on_it() -> None:
    flat = Evidence(image=ADDRESS, reference="1" * 64, matrix=[[1, 0, 0], [2, 0, 0], [0, 0, 1]], box=[10, 10, 40, 40])
    far = Evidence(image=ADDRESS, reference="1" * 64, matrix=[[1, 0, 9000], [0, 1, 0], [0, 0, 1]])
    for evidence in (flat, far):
        drawn = draw(decode(SUSPECT), decode(REFERENCE), evidence)
        assert (drawn.laid, drawn.difference, drawn.share) == (None, None, None)
        assert Image.open(io.BytesIO(drawn.outlined)).size == (480, 400)


def test_it_draws_what_the_extension_draws(tmp_path: Path) -> None:
    """Both on the same pixels: the extension's own module, run by node."""
    suspect, reference = decode(SUSPECT), decode(REFERENCE)

    def rgba(picture: Picture) -> list[int]:
        opaque = np.full((*picture.rgb.shape[:2], 1), 255, np.uint8)
        return [int(one) for one in np.concatenate([picture.rgb, opaque], axis=2).ravel()]

    (tmp_path / "in.json").write_text(
        json.dumps({"one": rgba(reference), "other": rgba(suspect), "matrix": TURNED}), "utf-8"
    )
    script = f"""
import {{ readFileSync, writeFileSync }} from "node:fs";
import {{ laid, difference }} from "{(ROOT / "extension/compare/geometry.js").as_uri()}";
const {{ one, other, matrix }} = JSON.parse(readFileSync("in.json"));
const size = {{ width: 480, height: 400 }};
const of = (data) => ({{ ...size, data: Uint8ClampedArray.from(data) }});
const onto = laid(of(one), matrix, size);
const made = difference(onto, of(other));
writeFileSync("out.json", JSON.stringify({{ share: made.share, pixels: Array.from(made.pixels.data), onto: Array.from(onto.data) }}));
"""
    subprocess.run(["node", "--input-type=module", "-e", script], cwd=tmp_path, check=True)
    theirs = json.loads((tmp_path / "out.json").read_text("utf-8"))
    drawn = draw(suspect, reference, PHOTO.evidence)
    assert drawn.share == pytest.approx(theirs["share"], abs=0.01)
    onto = np.array(theirs["onto"], np.uint8).reshape(400, 480, 4)
    common = onto[..., 3] > 127
    ours, share = difference(onto[..., :3], common, suspect.rgb)
    assert share == pytest.approx(theirs["share"], abs=1e-6)
    assert abs(ours.astype(int) - np.array(theirs["pixels"]).reshape(400, 480, 4)[..., :3]).max() <= 1
