"""A design's line drawing is likened to photos of the thing, at a level of its own."""

import numpy as np
import pytest
from numpy.typing import NDArray

from markwarden.matching.image.design import STRONGEST, filled, likenesses, try_design
from markwarden.matching.image.logo import Enrolment, LogoIndex, read_artwork
from markwarden.matching.image.logo.innocents import innocents, with_figure
from tests.unit.image.marks import svg

LAMP = "M50 4 82 40H66L58 70H78V90H22V70H42L34 40H18Z"
DRAWING = svg(
    f'<path d="{LAMP}" fill="none" stroke="#000" stroke-width="1.6"/><path d="M34 40H66M42 70H58" stroke="#000"/>'
)
GOODS = svg(f'<path d="{LAMP}"/>')


@pytest.fixture(scope="module")
def lamp() -> Enrolment:
    return try_design(DRAWING, key="lamp")


def photo(seed: int) -> NDArray[np.uint8]:
    draw = np.random.default_rng(seed)
    return list(with_figure(innocents(24)[seed], read_artwork(GOODS).ink, draw))[3]


def test_the_thing_is_like_its_drawing(lamp: Enrolment) -> None:
    designs = LogoIndex([lamp.figure])
    found = [likenesses(designs, photo(seed)) for seed in range(8, 16)]
    assert sum(bool(one) for one in found) >= 6
    assert all(0 < like.strength <= STRONGEST for one in found for like in one)


def test_other_things_are_not(lamp: Enrolment) -> None:
    designs = LogoIndex([lamp.figure])
    assert not any(likenesses(designs, picture) for picture in innocents(108)[96:])


def test_a_box_is_too_simple_a_design() -> None:
    trial = try_design(svg('<rect x="10" y="10" width="80" height="50" fill="none" stroke="#000" stroke-width="2"/>'))
    assert trial.outcome.too_simple
    assert likenesses(LogoIndex([trial.figure]), photo(9)) == []


def test_a_drawing_is_filled_to_its_outer_lines() -> None:
    shape, goods = filled(read_artwork(DRAWING)).ink > 128, read_artwork(GOODS).ink > 128
    height, width = min(shape.shape[0], goods.shape[0]), min(shape.shape[1], goods.shape[1])
    assert (shape[:height, :width] == goods[:height, :width]).mean() > 0.93
