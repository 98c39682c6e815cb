"""Figures made ready for the search: kept on disk, a few at once, many in portions."""

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from markwarden.matching.image.figures import FigureKey, FigureSearch, figure_search
from markwarden.matching.image.logo import ArtworkRefusedError, Figure
from markwarden.matching.image.logo.shelf import FigureShelf
from markwarden.pictures import prepared
from markwarden.pictures.prepared import PreparedFigures
from markwarden.pictures.references import Purpose, Reference
from markwarden.store import BlobStore
from tests.unit.image.marks import BOLT_IN_RING, CLIMBING_STEPS, shown, svg

FIGURE = Purpose.FIGURE


class Prepared:
    """The figures of one run of the server, and how often a picture was made ready."""

    def __init__(self, folder: Path) -> None:
        self.blobs = BlobStore(folder / "blobs")
        self.search = figure_search()
        self.made = 0
        self._prepare = self.search.prepared
        self.search.prepared = self._counted  # type: ignore[method-assign]
        self.shelf = FigureShelf(folder / "index" / "figures.shelf")
        self.figures = PreparedFigures(self.blobs, {FIGURE: self.search}, self.shelf)

    def _counted(self, data: bytes) -> Figure:
        self.made += 1
        return self._prepare(data)

    def of(self, *files: bytes, right: str = "r") -> frozenset[Reference]:
        return frozenset(Reference(FIGURE, right, self.blobs.put(data)) for data in files)


def many(count: int) -> list[bytes]:
    return [svg(f'<rect x="10" y="10" width="{20 + 5 * one}" height="40"/>') for one in range(count)]


def hits(search: FigureSearch, figure: Figure) -> list[tuple[str, object, object]]:
    found = search.find(shown(figure.template, 10, 3))
    return [(one.right, one.detail["score"], one.matrix) for one in found]


def always() -> bool:
    return True


def test_what_is_kept_finds_what_was_made(tmp_path: Path) -> None:
    search = figure_search()
    made = search.prepared(BOLT_IN_RING)
    search.put({FigureKey("r", "a"): made})
    shelf = FigureShelf(tmp_path / "figures.shelf")
    shelf.put("figure", {"a": made})
    shelf.close()
    again = figure_search()
    kept = FigureShelf(tmp_path / "figures.shelf").get("figure", {"a", "b"})
    again.put({FigureKey("r", digest): figure for digest, figure in kept.items()})
    assert hits(search, made)
    assert hits(again, made) == hits(search, made)


def test_the_next_start_makes_nothing_again(tmp_path: Path) -> None:
    first = Prepared(tmp_path)
    references = first.of(BOLT_IN_RING, CLIMBING_STEPS)
    assert set(first.figures.follow(references)) == references
    assert first.made == 2
    first.figures.close()
    second = Prepared(tmp_path)
    assert set(second.figures.follow(references)) == references
    assert second.made == 0
    assert hits(second.search, second._prepare(BOLT_IN_RING))


def test_the_pictures_of_several_rights_are_made_ready_once(tmp_path: Path) -> None:
    run = Prepared(tmp_path)
    references = run.of(BOLT_IN_RING) | run.of(BOLT_IN_RING, right="other")
    run.figures.follow(references)
    assert run.made == 1
    assert {right for right, *_ in hits(run.search, run._prepare(BOLT_IN_RING))} == {"r", "other"}


def test_what_no_right_has_is_not_kept(tmp_path: Path) -> None:
    run = Prepared(tmp_path)
    both, one = run.of(BOLT_IN_RING, CLIMBING_STEPS), run.of(CLIMBING_STEPS)
    run.figures.follow(both)
    run.figures.follow(one)
    digests = {reference.sha256 for reference in both}
    assert set(run.shelf.get("figure", digests)) == {reference.sha256 for reference in one}
    assert hits(run.search, run._prepare(BOLT_IN_RING)) == []
    # Also what went while the server did not run.
    run.figures.close()
    later = Prepared(tmp_path)
    later.figures.follow(frozenset())
    assert later.shelf.get("figure", digests) == {}


def test_many_new_ones_come_in_portions_and_one_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_PORTION", 4)
    run = Prepared(tmp_path)
    imported = run.of(*many(6))
    assert run.figures.follow(imported) == []
    assert (run.made, run.figures.waiting()) == (0, 6)
    assert set(run.figures.follow(imported | run.of(BOLT_IN_RING))) == run.of(BOLT_IN_RING)
    assert hits(run.search, run._prepare(BOLT_IN_RING))
    assert len(run.figures.portion(always)) == 4
    assert run.figures.waiting() == 2
    assert len(run.figures.portion(always)) == 2
    assert run.figures.ready == imported | run.of(BOLT_IN_RING)
    assert run.figures.next() is None


def test_a_figure_that_goes_while_it_is_made_ready_is_not_searched_for(tmp_path: Path) -> None:
    run = Prepared(tmp_path)
    imported = run.of(*many(5), BOLT_IN_RING)
    run.figures.follow(imported)

    def gone() -> bool:
        run.figures.follow(frozenset())
        return True

    assert run.figures.portion(gone) == []
    assert run.figures.ready == frozenset()
    assert hits(run.search, run._prepare(BOLT_IN_RING)) == []


def test_a_file_that_cannot_serve_is_told_and_the_others_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = Prepared(tmp_path)
    with caplog.at_level(logging.WARNING, "markwarden"):
        run.figures.follow(run.of(b"<svg", *many(5)))
        assert len(run.figures.portion(always)) == 5
    assert "a figure cannot be used" in caplog.text
    assert run.figures.waiting() == 0


def spoilt_file(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)


def spoilt_row(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE figure SET packed = substr(packed, 1, 100)")


def other_version(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("UPDATE made SET version = 'figures-0'")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [(spoilt_file, "is broken"), (spoilt_row, "is broken"), (other_version, "by another version")],
)
def test_what_cannot_be_used_again_is_made_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None], told: str
) -> None:
    first = Prepared(tmp_path)
    references = first.of(BOLT_IN_RING)
    first.figures.follow(references)
    first.figures.close()
    spoil(tmp_path / "index" / "figures.shelf")
    with caplog.at_level(logging.INFO, "markwarden"):
        second = Prepared(tmp_path)
        assert set(second.figures.follow(references)) == references
    assert second.made == 1
    assert told in caplog.text
    second.figures.close()
    third = Prepared(tmp_path)
    third.figures.follow(references)
    assert third.made == 0


def test_a_full_disk_hinders_no_search(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Prepared(tmp_path)
    run.shelf._file.execute("PRAGMA max_page_count = 1")
    with caplog.at_level(logging.WARNING, "markwarden"):
        run.figures.follow(run.of(BOLT_IN_RING))
    assert "could not be kept" in caplog.text
    assert hits(run.search, run._prepare(BOLT_IN_RING))


def test_a_refused_picture_is_refused_by_the_search() -> None:
    with pytest.raises(ArtworkRefusedError):
        figure_search().prepared(b"<svg")
