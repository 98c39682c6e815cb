"""What a figure's trial lets its finds count for: nothing flags before it, and nothing too simple flags alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from markwarden.matching import Engine
from markwarden.matching.image.design import STRONGEST
from markwarden.matching.image.figures import Photos, figure_search, judged, untried
from markwarden.matching.image.found import Found
from markwarden.matching.image.logo import Enrolment, Figure, Template, read_artwork
from markwarden.matching.image.logo.scores import Scores
from markwarden.matching.score import NEVER_ALONE
from markwarden.pictures.later import LaterLooks
from markwarden.pictures.looks import LookMemory
from markwarden.pictures.references import Purpose, Reference
from markwarden.pictures.rows import to_row
from markwarden.pictures.thresholds import Thresholds
from markwarden.pictures.trials import Trial
from markwarden.pictures.trying import FigureTrials
from markwarden.store import BlobStore, SqliteStore, TinyStore
from markwarden_schema.assessment import Assessment, Level, SignalKind
from markwarden_schema.listing import Listing
from tests.kit.engines import document
from tests.unit.image.marks import BOLT_IN_RING

QUIET = Scores((-20.0, -3.0, 0.5), (6.0, 4.0, 2.0, -20.0))
NOISY = Scores((7.0, 5.0, -3.0), (6.0, 4.0, 2.0, 1.0))
FIGURES = [{"id": one, "kind": "trademark", "form": "figurative", "image": f"{one}.svg"} for one in ("one", "two")]
ENGINE = Engine.build(document({"id": "b", "name": "Acmara", "rights": FIGURES}))


def met(score: float, kind: SignalKind = SignalKind.LOGO, right: str = "one") -> Found:
    return Found(kind, right, 0.9, "0" * 64, detail={"score": score})


def assessment(*found: Found | None) -> Assessment:
    shown = [("https://ae01.alicdn.com/kf/A.jpg", one) for one in found if one is not None]
    return ENGINE.assess([Listing(item_id="1", title="plain jacket")], seen={"1": shown})[0]


def level(*found: Found | None) -> Level:
    return assessment(*found).level


def test_before_its_trial_a_figure_is_shown_and_flags_nothing() -> None:
    one, two = untried(met(9)), untried(met(9, right="two"))
    assert one is not None
    assert one.detail["untried"] is True
    assert level(one) is Level.LOW
    assert level(one, two, one) is Level.LOW, "several that nobody tried are no better a reason than one"
    assert level(one, judged(met(9, right="two"), 1.0, too_simple=True)) is Level.LOW, "nor beside another weak one"
    assert untried(met(-0.5)) is None


def test_before_its_trial_a_design_is_like_nothing() -> None:
    assert untried(met(9, SignalKind.DESIGN_LIKENESS)) is None


def test_a_find_counts_from_the_threshold_on_and_by_how_far_it_is_above() -> None:
    assert judged(met(1.9), 2.0, too_simple=False) is None
    at, above = (judged(met(score), 2.0, too_simple=False) for score in (2.0, 5.0))
    assert at is not None
    assert above is not None
    assert (at.strength, round(above.strength, 2)) == (0.5, 0.95)
    assert level(above) in (Level.MEDIUM, Level.HIGH)


def test_what_is_too_simple_never_flags_alone() -> None:
    one, two = (judged(met(9, right=right), 1.0, too_simple=True) for right in ("one", "two"))
    assert one is not None
    assert one.detail["too_simple"] is True
    assert level(one) is Level.LOW
    assert level(one, two) is Level.LOW
    assert level(one, judged(met(5, right="two"), 2.0, too_simple=False)) in (Level.MEDIUM, Level.HIGH)


def test_a_design_too_simple_is_like_nothing_and_no_likeness_is_strong() -> None:
    likeness = met(30, SignalKind.DESIGN_LIKENESS)
    assert judged(likeness, 1.0, too_simple=True) is None
    like = judged(likeness, 1.0, too_simple=False)
    assert like is not None
    assert like.strength == pytest.approx(STRONGEST)
    assert assessment(like).risk <= 100 * NEVER_ALONE
    other = judged(met(30, SignalKind.DESIGN_LIKENESS, right="two"), 1.0, too_simple=False)
    assert assessment(like, other).risk == assessment(like).risk, "two shapes alike are no better a reason than one"


def test_who_sets_a_threshold_may_find_little_but_not_flag_all() -> None:
    trial = Trial(QUIET, ())
    assert (trial.threshold, trial.too_simple) == (1.0, False)
    hardly = trial.with_threshold(5.0)
    assert hardly.threshold == 5.0
    assert hardly.outcome.too_simple, "it finds one of four"
    assert not hardly.too_simple, "which is the person's choice"
    assert trial.with_threshold(0.0).too_simple
    assert hardly.with_threshold(None) == trial
    assert Trial(NOISY, ()).too_simple
    assert not Trial(NOISY, ()).with_threshold(7.5).too_simple


class Kept:
    """Trials over a folder, as each start of the server opens them; a trial is made as `scores` say, at once."""

    def __init__(self, folder: Path) -> None:
        self.blobs = BlobStore(folder / "blobs")
        self.rows = SqliteStore(folder / "rows.sqlite")
        self.scores = QUIET
        self.search = figure_search()
        self.search.tried = self._tried  # type: ignore[method-assign]
        self.thresholds = Thresholds(TinyStore(folder))
        self.trials = FigureTrials(LookMemory(self.rows), self.blobs, self.thresholds, {Purpose.FIGURE: self.search})
        self.key = (Purpose.FIGURE, self.blobs.put(BOLT_IN_RING))
        self.trials.follow(Reference(Purpose.FIGURE, "one", self.key[1]))

    def _tried(
        self, data: bytes, own: Photos, innocent: Photos, go_on: Callable[[], bool], known: Scores | None = None
    ) -> Enrolment:
        scores = self.scores if known is None else replace(known, own=(3.0,))
        return Enrolment(Figure.of("", Template.of(read_artwork(data))), scores, scores.at(scores.proposed()), ())

    def make(self) -> Trial:
        return self.trials.make(*self.key, (), (), lambda: True)

    def trial(self) -> Trial | None:
        return self.trials.get(*self.key)


def again(kept: Kept, folder: Path) -> Kept:
    kept.rows.close()
    return Kept(folder)


def test_a_trial_is_made_once_and_waits_until_then(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    assert (first.trial(), first.trials.next(), first.trials.waiting()) == (None, first.key, 1)
    first.make()
    assert (first.trials.next(), first.trials.waiting()) == (None, 0)
    second = again(first, tmp_path)
    assert second.trials.next() is None
    assert second.trial() == Trial(QUIET, ())


def test_a_trial_of_another_algorithm_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Kept(tmp_path)
    first.make()
    monkeypatch.setattr("markwarden.matching.image.figures.VERSION", 0)
    second = again(first, tmp_path)
    assert (second.trial(), second.trials.next()) == (None, second.key)


def test_a_threshold_set_by_hand_stays(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    first.make()
    chosen = first.trials.choose(*first.key, 5.0)
    assert chosen is not None
    assert chosen == first.trial()
    assert chosen.threshold == 5.0
    second = again(first, tmp_path)
    assert second.trial() == chosen
    with_photos = second.make()
    assert with_photos.scores.own == (3.0,)
    assert with_photos.threshold == 5.0, "a trial with photos moves no threshold that a person set"
    back = second.trials.choose(*second.key, None)
    assert back is not None
    assert back.threshold == 1.0
    third = again(second, tmp_path).trial()
    assert third is not None
    assert third.threshold == 1.0


def test_a_threshold_of_a_figure_that_was_not_tried_waits_for_its_trial(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.trials.choose(*kept.key, 5.0) is None
    assert kept.make().threshold == 5.0


def test_the_server_counts_finds_by_the_threshold_set_and_tells_what_is_too_simple(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.make()
    shelf = tmp_path / "figures.shelf"
    later = LaterLooks(kept.rows, kept.blobs, lambda: ENGINE, kept.thresholds, shelf, words=False, keep=lambda _: None)
    try:
        later.follow([Reference(Purpose.FIGURE, "one", kept.key[1])])
        picture, one = "f" * 64, replace(met(3.0), reference=kept.key[1])
        LookMemory(kept.rows).keep(picture, "marks", later._versions["marks"], [to_row(one)])
        (found,) = later.found([picture])[picture]
        assert "too_simple" not in found.detail
        later.choose(*kept.key, 4.0)
        assert not later.found([picture]).get(picture)
        later.choose(*kept.key, 0.0)
        (found,) = later.found([picture])[picture]
        assert found.detail["too_simple"] is True
    finally:
        later.close()
