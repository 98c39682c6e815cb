"""Copied photos are found through what sellers do to them, with proof; other pictures are not."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from markwarden.matching.image.photo import PhotoDetector, layers
from markwarden.matching.image.photo import detector as searching
from markwarden.matching.image.picture import Picture, decode
from markwarden_schema.assessment import SignalKind
from tests.kit.photos import EDITS, jpeg, scene

REFERENCES = 24


def picture(seed: int) -> Picture:
    return decode(jpeg(scene(seed)))


@pytest.fixture(scope="module")
def detector() -> PhotoDetector:
    made = PhotoDetector()
    for seed in range(REFERENCES):
        made.add(f"right-{seed}", f"{seed:064x}", picture(seed))
    return made


@pytest.mark.parametrize("edit", EDITS)
def test_a_copy_is_found_with_its_proof(detector: PhotoDetector, edit: str) -> None:
    for seed in (3, 11):
        found = detector.find(decode(jpeg(EDITS[edit](scene(seed)), 75)))
        assert [one.right for one in found] == [f"right-{seed}"]
        best = found[0]
        assert best.kind is SignalKind.COPIED_PHOTO
        assert best.strength > 0.5
        assert best.detail["similarity"] > 0.8
        assert best.mirrored == (edit == "mirrored")
        assert best.box is not None
        assert best.box[2] > 20
        assert best.box[3] > 20


def test_the_matrix_maps_the_reference_onto_the_copy(detector: PhotoDetector) -> None:
    copy = scene(5).crop((100, 50, 400, 350))
    best = detector.find(decode(jpeg(copy)))[0]
    mapped = np.array(best.matrix) @ np.array([100.0, 50.0, 1.0])
    assert np.allclose(mapped[:2] / mapped[2], [0, 0], atol=4)


def test_other_pictures_are_innocent(detector: PhotoDetector) -> None:
    assert not [seed for seed in range(500, 560) if detector.find(picture(seed))]


@pytest.mark.parametrize("colour", ["white", "black"])
def test_a_plain_picture_shows_nothing(detector: PhotoDetector, colour: str) -> None:
    assert detector.find(Picture(np.full((200, 200, 3), 255 if colour == "white" else 0, dtype=np.uint8))) == []


def test_what_is_added_is_found_at_once_and_what_is_removed_no_more() -> None:
    detector = PhotoDetector()
    assert detector.find(picture(40)) == []
    detector.add("r", "a" * 64, picture(40))
    assert detector.has("r", "a" * 64)
    assert [one.right for one in detector.find(picture(40))] == ["r"]
    for seed in range(100, 180):
        detector.add(f"r{seed}", f"{seed:064x}", picture(seed))
    assert [one.right for one in detector.find(picture(40))] == ["r"]
    detector.remove("r", "a" * 64)
    assert detector.find(picture(40)) == []
    assert [one.right for one in detector.find(picture(150))] == ["r150"]


def test_who_searches_while_another_sorts_what_is_new_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    detector = PhotoDetector()
    detector.add("r", "a" * 64, picture(40))
    sorting, go_on, layered = threading.Event(), threading.Event(), searching.layered
    found: list[Sequence[str]] = []

    def slowly(*given: object) -> object:
        sorting.set()
        go_on.wait(20)
        return layered(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(searching, "layered", slowly)
    threads = [
        threading.Thread(target=lambda: found.append([one.right for one in detector.find(picture(40))]))
        for _ in range(2)
    ]
    threads[0].start()
    assert sorting.wait(20)
    threads[1].start()
    threads[1].join(0.2)
    go_on.set()
    for thread in threads:
        thread.join()
    assert found == [["r"], ["r"]]


def test_an_index_is_saved_and_loaded(tmp_path: Path, detector: PhotoDetector) -> None:
    path = tmp_path / "photo.index"
    detector.save(path)
    loaded = PhotoDetector()
    loaded.load(path)
    assert loaded.has("right-7", f"{7:064x}")
    met, before = loaded.find(picture(7))[0], detector.find(picture(7))[0]
    assert (met.right, met.reference) == (before.right, before.reference)
    assert np.allclose(met.matrix, before.matrix, atol=0.5)


def test_sorted_tables_are_written_only_when_they_are_others(tmp_path: Path) -> None:
    detector = PhotoDetector()
    for seed in range(8):
        detector.add(f"r{seed}", f"{seed:064x}", picture(seed))
    path = tmp_path / "photo.index"
    detector.save(path)
    tables = tmp_path / "photo.index.tables"
    tables.unlink()
    detector.add("more", "a" * 64, picture(40))
    detector.save(path)
    assert not tables.exists()
    loaded = PhotoDetector()
    loaded.load(path)
    assert [one.right for one in loaded.find(picture(40))] == ["more"]
    loaded.save(path)
    assert tables.exists()


def test_tables_of_another_format_are_made_anew(
    tmp_path: Path, detector: PhotoDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.index"
    with monkeypatch.context() as patch:
        patch.setattr(layers, "_FORMAT", layers._FORMAT - 1)
        detector.save(path)
    former = (tmp_path / "photo.index.tables").read_bytes()
    loaded = PhotoDetector()
    loaded.load(path)
    assert [one.right for one in loaded.find(picture(7))] == ["right-7"]
    loaded.save(path)
    assert (tmp_path / "photo.index.tables").read_bytes() != former


@pytest.mark.parametrize("data", [b"", b"not an archive", b"PK\x03\x04broken"])
def test_a_broken_index_is_no_index(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.index"
    path.write_bytes(data)
    loaded = PhotoDetector()
    loaded.load(path)
    assert loaded.find(picture(7)) == []
