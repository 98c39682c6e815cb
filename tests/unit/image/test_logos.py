"""Figures found in pictures that the tests draw, and told honestly what they are worth."""

import itertools

import numpy as np
import pytest

from markwarden.matching.image.logo import Enrolment, Figure, LogoIndex, Template, enrol, read_artwork
from markwarden.matching.image.logo.innocents import innocents
from markwarden.matching.image.logo.scores import Scores
from tests.unit.image.marks import BARE_SWOOSH, BOLT_IN_RING, CLIMBING_STEPS, shown


@pytest.fixture(scope="module")
def bolt() -> Enrolment:
    return enrol(BOLT_IN_RING, key="bolt")


def steps() -> Figure:
    return Figure.of("steps", Template.of(read_artwork(CLIMBING_STEPS)))


def test_a_figure_is_found_where_it_stands(bolt: Enrolment) -> None:
    index = LogoIndex([bolt.figure, steps()])
    found = 0
    for seed in range(8, 16):
        hits = index.find(shown(bolt.figure.template, seed))
        assert all(hit.key == "bolt" for hit in hits)
        for hit in hits:
            x, y, width, height = hit.box
            # Size 2 is drawn 0.4 of the picture's side, its middle in the picture's middle third.
            assert 110 < max(width, height) < 190
            assert 0.3 * 360 < x + width / 2 < 0.7 * 360
            assert 0.3 * 360 < y + height / 2 < 0.7 * 360
            assert 0.5 <= hit.strength <= 1
        found += bool(hits)
    assert found >= 6


def test_innocent_pictures_stay_clear(bolt: Enrolment) -> None:
    index = LogoIndex([bolt.figure, steps()])
    fresh = innocents(116)[96:]
    assert sum(bool(index.find(picture)) for picture in fresh) == 0


def test_a_turned_and_inverted_figure_is_the_figure(bolt: Enrolment) -> None:
    picture = shown(bolt.figure.template, 10, 3)
    turned = np.ascontiguousarray(np.rot90(255 - picture))
    assert [hit.key for hit in LogoIndex([bolt.figure]).find(turned)] == ["bolt"]


def test_a_box_is_in_the_pictures_own_pixels(bolt: Enrolment) -> None:
    picture = shown(bolt.figure.template, 10, 3)
    index = LogoIndex([bolt.figure])
    small, large = (index.find(one)[0].box for one in (picture, picture.repeat(3, axis=0).repeat(3, axis=1)))
    assert np.array(large) / 3 == pytest.approx(np.array(small), abs=16)


def test_the_trial_says_what_a_figure_is_worth(bolt: Enrolment) -> None:
    came = bolt.outcome
    assert came.false_alarm_rate == 0
    assert 0 < came.false_alarm_bound < 0.03
    assert came.recall > 0.6
    assert not came.too_simple
    assert bolt.variants == ("dark on light", "light on dark")


def test_a_bare_swoosh_is_told_that_it_is_too_simple() -> None:
    trial = enrol(BARE_SWOOSH)
    assert trial.outcome.too_simple
    assert trial.outcome.false_alarm_rate > 0.02
    assert trial.figure.too_simple


def test_every_threshold_says_what_it_comes_to() -> None:
    scores = Scores((-3.0, 0.2, -20.0, 1.1), (5.0, 2.0, 0.5, -20.0), (3.0,))
    assert scores.proposed() == pytest.approx(1.6)
    assert (scores.at(0).alarms, scores.at(0).found, scores.at(0).own_found) == (2, 4, 1)
    assert (scores.at(1.6).alarms, scores.at(1.6).found) == (0, 3)
    steps = scores.steps(scores.proposed(), 0.3)
    assert [one.threshold for one in steps] == sorted(one.threshold for one in steps)
    assert {0.3, scores.proposed()} <= {one.threshold for one in steps}
    for one, other in itertools.pairwise(steps):
        assert one.alarms >= other.alarms
        assert one.found >= other.found
    # Quiet only where nothing would be found: the usual threshold, and the truth about it.
    hopeless = Scores((4.0,), (1.0, 0.5, -3.0, -3.0))
    assert hopeless.proposed() == 0
    assert hopeless.at(hopeless.proposed()).too_simple


def test_own_photos_and_innocent_photos_count() -> None:
    figure = steps()
    own = [shown(figure.template, seed) for seed in (3, 4)]
    trial = enrol(CLIMBING_STEPS, own, [shown(figure.template, 6, 3)])
    assert trial.outcome.own == 2
    assert trial.outcome.innocents == 97
    # What the user calls innocent shows the figure, better than most: the threshold is put above it.
    assert trial.threshold > 1


def test_a_figure_is_live_at_once_and_gone_at_once(bolt: Enrolment) -> None:
    picture = shown(bolt.figure.template, 10, 3)
    index = LogoIndex()
    assert index.find(picture) == []
    index.put(bolt.figure)
    assert [hit.key for hit in index.find(picture)] == ["bolt"]
    index.put(steps(), bolt.figure)
    assert sorted(index.keys()) == ["bolt", "steps"]
    index.drop(["bolt"])
    assert [hit.key for hit in index.find(picture)] == []


@pytest.mark.parametrize("shape", [(1, 1), (2, 400), (400, 3), (30, 30)])
def test_no_picture_is_too_small_to_be_searched(bolt: Enrolment, shape: tuple[int, int]) -> None:
    assert LogoIndex([bolt.figure]).find(np.zeros((*shape, 3), np.uint8)) == []
