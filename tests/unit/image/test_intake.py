"""Detectors kept in step with the registry: a few references at once, many in the background, none that is gone."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from markwarden.matching.image.photo import PhotoDetector
from markwarden.matching.image.picture import decode
from markwarden.pictures.intake import ReferenceIntake
from markwarden.pictures.references import Purpose, Reference
from markwarden.store import BlobStore
from tests.kit.photo_edits import jpeg
from tests.kit.photos import scene

MANY = 12


class Kept:
    """An intake whose background work is done when the test says so."""

    def __init__(self, folder: Path) -> None:
        self.blobs = BlobStore(folder)
        self.detector = PhotoDetector()
        self.jobs: deque[Callable[[], None]] = deque()
        self.saved = 0
        self.intake = ReferenceIntake({Purpose.PHOTO: self.detector}, self.blobs, self.jobs.append, self._done)

    def _done(self) -> None:
        self.saved += 1

    def photos(self, numbers: Iterable[int]) -> list[Reference]:
        return [Reference(Purpose.PHOTO, "r-1", self.blobs.put(jpeg(scene(number)))) for number in numbers]

    def has(self, *references: Reference) -> list[bool]:
        return [self.detector.has(one.right_id, one.sha256) for one in references]

    def work(self) -> None:
        while self.jobs:
            self.jobs.popleft()()


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def test_a_few_references_are_looked_for_at_once(kept: Kept) -> None:
    photos = kept.photos(range(3))
    before = kept.intake.version
    kept.intake.follow(photos)
    assert all(kept.has(*photos))
    assert (kept.intake.coming(), len(kept.jobs), kept.saved) == (0, 0, 1)
    assert kept.intake.version != before


def test_many_come_in_the_background_and_the_version_changes_once(kept: Kept) -> None:
    kept.intake.follow(kept.photos(range(1)))
    before = kept.intake.version
    photos = kept.photos(range(MANY))
    kept.intake.follow(photos)
    assert (kept.intake.coming(), kept.intake.version) == (MANY - 1, before)
    kept.jobs.popleft()()
    assert 0 < kept.intake.coming() < MANY - 1
    assert kept.intake.version == before
    assert kept.detector.find(decode(kept.blobs.get(min(photos).sha256)))
    kept.work()
    assert all(kept.has(*photos))
    assert kept.intake.coming() == 0
    assert kept.intake.version != before
    few = Kept(kept.blobs.path("0" * 64).parent)
    few.intake.follow(photos)
    few.work()
    assert kept.intake.version == few.intake.version, "the way by which they came tells"


def test_what_the_registry_has_no_more_is_not_looked_for(kept: Kept) -> None:
    photos = kept.photos(range(MANY))
    kept.intake.follow(photos)
    kept.jobs.popleft()()
    kept.intake.follow(photos[:2])
    kept.work()
    assert kept.has(*photos) == [True, True] + [False] * (MANY - 2)
    assert kept.intake.coming() == 0


def test_a_reference_that_goes_while_it_is_taken_in_goes(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    photos = kept.photos(range(MANY))
    first = min(photos)
    get = kept.blobs.get

    def taken_away(sha256: str) -> bytes:
        if sha256 == first.sha256:
            kept.intake.follow(photos[:0])
        return get(sha256)

    kept.intake.follow(photos)
    monkeypatch.setattr(kept.blobs, "get", taken_away)
    kept.work()
    assert not any(kept.has(*photos))


def test_references_removed_while_no_server_ran_go_at_the_next_start(kept: Kept, tmp_path: Path) -> None:
    photos = kept.photos(range(2))
    kept.intake.follow(photos)
    kept.detector.save(tmp_path / "photo.index")
    later = Kept(tmp_path)
    later.detector.load(tmp_path / "photo.index")
    later.intake.follow(photos[1:])
    assert later.has(*photos) == [False, True]
    assert [one.reference for one in later.detector.find(decode(kept.blobs.get(photos[0].sha256)))] == []


def test_one_that_cannot_be_used_keeps_none_back(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    photos = [Reference(Purpose.PHOTO, "r-1", kept.blobs.put(b"no picture")), *kept.photos(range(MANY))]
    kept.intake.follow(photos)
    kept.work()
    assert kept.has(*photos) == [False] + [True] * MANY
    assert kept.intake.coming() == 0
    assert "cannot be used" in caplog.text
