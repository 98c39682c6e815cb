"""Which pairs of details agree on a pose: the quick form says what comparing pair by pair says."""

import cmath
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from markwarden.matching.image.logo import local


def pairs(seed: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Details of a figure and of a picture: a third stand in one pose, give or take a little, the others anywhere."""
    draw = np.random.default_rng(seed)
    count = int(draw.integers(1, 60))
    figure = np.column_stack(
        [draw.uniform(0, 128, (count, 2)), draw.uniform(2, 30, count), draw.uniform(0, 6.28, count)]
    )
    scene = np.column_stack(
        [draw.uniform(0, 400, (count, 2)), draw.uniform(2, 30, count), draw.uniform(0, 6.28, count)]
    )
    size, turn = draw.uniform(0.3, 2), draw.uniform(0, 6.28)
    posed = size * cmath.exp(1j * turn) * (figure[:, 0] + 1j * figure[:, 1]) + complex(*draw.uniform(50, 200, 2))
    placed = np.column_stack([posed.real, posed.imag, size * figure[:, 2], np.mod(figure[:, 3] + turn, 2 * np.pi)])
    placed += draw.normal(0, [4, 4, 1, 0.2], placed.shape)
    scene = np.where(draw.random((count, 1)) < 0.35, placed, scene)
    scene[:, 2] = np.maximum(scene[:, 2], 1)
    return figure.astype(np.float32), scene.astype(np.float32)


def plainly(figure: NDArray[np.float32], scene: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The same by its definition."""
    agree = np.zeros((len(figure), len(figure)), np.bool_)
    for one, (own, there) in enumerate(zip(figure.tolist(), scene.tolist(), strict=True)):
        size, turn = math.log(there[2] / own[2]), there[3] - own[3]
        for other, (its, place) in enumerate(zip(figure.tolist(), scene.tolist(), strict=True)):
            moved = cmath.exp(size + 1j * turn) * complex(its[0] - own[0], its[1] - own[1])
            off = abs(moved - complex(place[0] - there[0], place[1] - there[1]))
            turned = abs(math.remainder(place[3] - its[3] - turn, 2 * math.pi))
            sized = abs(math.log(place[2] / its[2]) - size)
            near = off < local._SLACK + local._ROUGHLY * abs(moved)
            agree[one, other] = near and sized < local._SIZED and turned < local._TURNED
    return agree


@pytest.mark.parametrize("seed", range(12))
def test_pairs_that_agree_are_those_of_the_definition(seed: int) -> None:
    figure, scene = pairs(seed)
    assert np.array_equal(local._agreeing(figure, scene), plainly(figure, scene))
