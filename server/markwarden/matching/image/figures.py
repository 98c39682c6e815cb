"""Figures and design drawings of rights, searched for in pictures of listings. Adding one is live at once.

A search tells whatever scores above what a trial may ask at least; which of it counts is for who knows the trials,
so that a figure tried later, or with another threshold, needs no picture looked at again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.design import STRONGEST, filled
from markwarden.matching.image.found import Found, Matrix
from markwarden.matching.image.logo.artwork import Artwork, read_artwork
from markwarden.matching.image.logo.enrol import Enrolment, enrol_artwork
from markwarden.matching.image.logo.index import Figure, LogoHit, LogoIndex
from markwarden.matching.image.logo.judge import BASE, LEAST, VERSION, probability
from markwarden.matching.image.logo.scores import Scores
from markwarden.matching.image.logo.template import Template
from markwarden.matching.image.picture import SIDE
from markwarden_schema.assessment import SignalKind

Read = Callable[[bytes], Artwork]
Photos = Sequence[NDArray[np.uint8]]
UNTRIED_STRENGTH = 0.12
"""Of a figure whose trial has not run: shown at a low level, and too little to flag beside anything that does not."""


class FigureKey(NamedTuple):
    """A picture of a right: `reference` is its SHA-256."""

    right_id: str
    reference: str


class FigureSearch:
    """The figures (or designs) of rights; threads share it."""

    def __init__(self, kind: SignalKind, read: Read) -> None:
        self._kind = kind
        self._read = read
        self._index = LogoIndex()

    @property
    def version(self) -> str:
        """Changes with the algorithm."""
        return f"{self._kind.value}-{VERSION}"

    def prepared(self, data: bytes) -> Figure:
        """A picture made ready for the search, which takes most of the time (50 ms). Raises `ArtworkRefusedError`."""
        return Figure.of("", Template.of(self._read(data)), LEAST)

    def put(self, figures: Mapping[FigureKey, Figure]) -> None:
        """Search for these too, all at once."""
        self._index.put(*(replace(figure, key="\n".join(key)) for key, figure in figures.items()))

    def remove(self, keys: Iterable[FigureKey]) -> None:
        """Search for these no more."""
        self._index.drop({"\n".join(key) for key in keys})

    def tried(
        self, data: bytes, own: Photos, innocent: Photos, go_on: Callable[[], bool], known: Scores | None = None
    ) -> Enrolment:
        """Try a figure on innocent pictures, those given too, on drawn ones, and on photos of its `own` that show it.

        With the scores of a former trial only on the photos given.

        Raises:
            ArtworkRefusedError: the file cannot serve.
            StoppedError: `go_on`, asked before each picture, said no.
        """
        return enrol_artwork(self._read(data), own, innocent, known=known, go_on=go_on)

    def find(self, rgb: NDArray[np.uint8]) -> list[Found]:
        """What a picture may show, the likeliest first, with the `score` in log odds that its strength comes from."""
        if not len(self._index):
            return []
        return [self._found(hit, rgb) for hit in self._index.find(rgb)]

    def _found(self, hit: LogoHit, rgb: NDArray[np.uint8]) -> Found:
        right_id, reference = hit.key.split("\n")
        height, width = rgb.shape[:2]
        left, top = max(0, round(hit.box[0])), max(0, round(hit.box[1]))
        right, bottom = min(width, round(hit.box[0] + hit.box[2])), min(height, round(hit.box[1] + hit.box[3]))
        return Found(
            self._kind,
            right_id,
            round(probability(hit.score), 3),
            reference,
            (left, top, max(1, right - left), max(1, bottom - top)),
            self._matrix(hit),
            detail={"score": round(hit.score, 3), "width": width, "height": height},
        )

    @staticmethod
    def _matrix(hit: LogoHit) -> Matrix:
        """Pixels of the reference as it is shown → pixels of the picture: the figure is its ink, cut out and resized."""
        shown = min(1.0, SIDE / max(hit.file_size))
        width, height = (side * shown for side in hit.file_size)
        x, y, across, down = hit.place
        columns, rows = hit.ink_size
        wide, tall = columns / (across * width), rows / (down * height)
        to_ink = np.array([[wide, 0, -x * width * wide], [0, tall, -y * height * tall], [0, 0, 1.0]])
        whole = np.vstack([hit.affine, [0.0, 0.0, 1.0]]) @ to_ink
        made: Matrix = tuple(tuple(float(value) for value in row) for row in whole)  # type: ignore[assignment]
        return made


def judged(found: Found, threshold: float, *, too_simple: bool) -> Found | None:
    """A finding as it counts by the threshold of its figure; None where it does not reach it, or a design is too simple."""
    score = found.detail["score"]
    if not isinstance(score, (int, float)) or score < threshold:
        return None
    strength = probability(score - threshold)
    if found.kind is SignalKind.DESIGN_LIKENESS:
        return None if too_simple else replace(found, strength=round(STRONGEST * (2 * strength - 1), 3))
    detail = {**found.detail, "too_simple": True} if too_simple else found.detail
    return replace(found, strength=round(strength, 3), detail=detail)


def untried(found: Found) -> Found | None:
    """A finding as it counts until the trial of its figure was made: hardly; a likeness not at all."""
    score = found.detail["score"]
    if found.kind is SignalKind.DESIGN_LIKENESS or not isinstance(score, (int, float)) or score < BASE:
        return None
    return replace(found, strength=UNTRIED_STRENGTH, detail={**found.detail, "untried": True})


def figure_search() -> FigureSearch:
    """For figurative trademarks."""
    return FigureSearch(SignalKind.LOGO, read_artwork)


def design_search() -> FigureSearch:
    """For registered designs: by the outline of what a drawing encloses."""
    return FigureSearch(SignalKind.DESIGN_LIKENESS, lambda data: filled(read_artwork(data)))
