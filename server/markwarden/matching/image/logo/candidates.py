"""Where in a picture which of many figures may stand: the guesses that are worth a proof. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.local import Details, details, poses
from markwarden.matching.image.logo.outline import ASPECTS, LENGTH, Field, windows
from markwarden.matching.image.logo.template import Affine, Template

SIDE = 400
"""Pixels of the longer side that a picture is searched at: a card's thumbnail is 350."""
_OUTLINE_GUESSES = 4
"""Best guesses by outline that are proved, a mark."""
_MOST_OUTLINE_GUESSES = 24
"""And in all: what a proof costs does not grow with the registry."""
_OF_A_SIZE = 6
_LOOKED_AT = 60
_APART = 0.5
_LEAST_LIKE = 0.3
_SPECK, _SPECKLED = 60, 0.02
"""Levels that a speck differs from what is around it, and the share of specks from which they are noise: prints with
fine dots have less, and lose nothing of their outlines."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture made ready for all figures: grey at `SIDE`, orientations (`field`), details. `scale` undoes the shrinking."""

    grey: NDArray[np.uint8]
    field: Field
    details: Details
    scale: float

    def packed(self) -> "Scene":
        """The same in half the memory, to be kept."""
        return Scene(self.grey, self.field.packed(), self.details.packed(), self.scale)


@dataclass(frozen=True, slots=True)
class Guess:
    """`likeness` by outline or `agreeing` details; the other is 0."""

    mark: int
    affine: Affine
    likeness: float
    agreeing: int


@dataclass(frozen=True, slots=True)
class Outlines:
    """All marks' views of one aspect: `matrix` has a row each; `marks` and `turns` say whose it is and which.

    `first`: the rows at which another mark's views begin.
    """

    matrix: NDArray[np.float32]
    marks: NDArray[np.int32]
    turns: NDArray[np.int32]
    first: NDArray[np.intp]

    @classmethod
    def of(cls, templates: Sequence[Template], aspect: int) -> "Outlines":
        """Those of these marks that have the aspect."""
        views = [
            (mark, turn)
            for mark, one in enumerate(templates)
            for turn, view in enumerate(one.views)
            if view.aspect == aspect
        ]
        matrix = np.zeros((len(views), LENGTH), np.float32)
        for row, (mark, turn) in enumerate(views):
            matrix[row] = templates[mark].views[turn].outline
        marks, turns = np.array(views, np.int32).reshape(-1, 2).T
        return cls(matrix, marks, turns, np.flatnonzero(np.diff(marks, prepend=-1)))


@dataclass(frozen=True, slots=True)
class Figures:
    """All marks' details in a few arrays (`owners` says whose each row is), and their outlines by aspect."""

    templates: Sequence[Template]
    points: NDArray[np.float32]
    vectors: NDArray[np.float32]
    owners: NDArray[np.int32]
    outlines: Sequence[Outlines]

    @classmethod
    def of(cls, templates: Sequence[Template], details: Sequence[Details]) -> "Figures":
        """Put together those of each mark."""
        counts = [len(one.points) for one in details]
        return cls(
            templates,
            np.concatenate([np.zeros((0, 4), np.float32), *(one.points for one in details)]),
            np.concatenate([np.zeros((0, 128), np.float32), *(one.vectors for one in details)]),
            np.repeat(np.arange(len(details), dtype=np.int32), counts),
            [Outlines.of(templates, aspect) for aspect in range(len(ASPECTS))],
        )


def scene_of(rgb: NDArray[np.uint8]) -> Scene:
    """Read a picture (uint8, H × W × 3)."""
    rgb = _despeckled(rgb)
    longest = max(rgb.shape[:2])
    if longest > SIDE:
        size = (max(1, round(rgb.shape[1] * SIDE / longest)), max(1, round(rgb.shape[0] * SIDE / longest)))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)
    return Scene(grey, Field.of(grey), details(grey), max(1.0, longest / SIDE))


def _despeckled(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Without single pixels that stand out, where there are so many that they are noise."""
    even = cv2.medianBlur(rgb, 3)
    outstanding = cv2.absdiff(rgb, even).max(axis=2) > _SPECK
    return np.asarray(even, np.uint8) if outstanding.mean() > _SPECKLED else rgb


def guesses(scene: Scene, figures: Figures) -> list[Guess]:
    """What to prove: by details every pose that is agreed on, by outline the likest few of each mark."""
    found = [
        Guess(pose.mark, pose.affine, 0.0, pose.agreeing)
        for pose in poses(scene.details, figures.points, figures.vectors, figures.owners)
    ]
    return found + by_outline(scene.field, figures)


def by_outline(field: Field, figures: Figures) -> list[Guess]:
    """The likest windows of each figure, and of all figures together."""
    best: dict[int, list[tuple[float, NDArray[np.float32], int]]] = {}
    for shape, views in zip(ASPECTS, figures.outlines, strict=True):
        if not len(views.marks):
            continue
        stops = np.append(views.first[1:], len(views.marks))
        for seen in windows(field, shape):
            if not len(seen.boxes):
                continue
            alike = views.matrix @ seen.vectors.T
            # Not `reduceat`: down the columns it takes several times as long as this.
            by_mark = np.stack([alike[first:stop].max(axis=0) for first, stop in zip(views.first, stops, strict=True)])
            for row, window in zip(*np.nonzero(by_mark >= _likely(by_mark)[:, None]), strict=True):
                start = views.first[row]
                place = start + int(alike[start : stops[row], window].argmax())
                one = (float(by_mark[row, window]), seen.boxes[window], int(views.turns[place]))
                best.setdefault(int(views.marks[place]), []).append(one)
    found = [
        Guess(mark, _placed(figures.templates[mark], turn, box), likeness, 0)
        for mark, one in sorted(best.items())
        for likeness, box, turn in _apart(one)
    ]
    return sorted(found, key=lambda guess: -guess.likeness)[:_MOST_OUTLINE_GUESSES]


def _likely(by_mark: NDArray[np.float32]) -> NDArray[np.float32]:
    """What each mark's likest few windows of one size reach at least."""
    place = min(_OF_A_SIZE, by_mark.shape[1]) - 1
    reached = -np.partition(-by_mark, place, axis=1)[:, place]
    return np.asarray(np.maximum(reached, _LEAST_LIKE), np.float32)


def _apart(found: list[tuple[float, NDArray[np.float32], int]]) -> list[tuple[float, NDArray[np.float32], int]]:
    taken: list[tuple[float, NDArray[np.float32], int]] = []
    for one in sorted(found, key=lambda each: -each[0])[:_LOOKED_AT]:
        if all(_overlap(one[1], other[1]) <= _APART for other in taken):
            taken.append(one)
            if len(taken) == _OUTLINE_GUESSES:
                break
    return taken


def _placed(template: Template, turn: int, box: NDArray[np.float32]) -> Affine:
    x, y, width, height = (float(value) for value in box)
    placed = template.views[turn].affine * np.array([[width], [height]]) + np.array([[0, 0, x], [0, 0, y]])
    return np.asarray(placed, np.float64)


def _overlap(one: NDArray[np.float32], two: NDArray[np.float32]) -> float:
    across = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    down = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    shared = max(0.0, float(across)) * max(0.0, float(down))
    return shared / (float(one[2] * one[3] + two[2] * two[3]) - shared + 1e-6)
