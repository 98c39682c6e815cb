"""A figure is tried before it is searched for: what threshold it needs, and whether it is too simple to flag anything.

It is looked for in innocent pictures, where all that is found is a false alarm, and in the brand's own photos and in
pictures that it was drawn on, where it should be found.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.artwork import Artwork, read_artwork
from markwarden.matching.image.logo.candidates import Scene, scene_of
from markwarden.matching.image.logo.index import Figure, best_scores
from markwarden.matching.image.logo.innocents import COUNT, innocents, with_figure
from markwarden.matching.image.logo.scores import Outcome, Scores
from markwarden.matching.image.logo.template import Template

Rgb = NDArray[np.uint8]
TRIED_ON = COUNT
"""Innocent pictures of the program's own in a trial."""
_DRAWN_ON = 6
"""Innocent pictures that the figure is drawn on, in four sizes each."""
_NOWHERE = -20.0


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the trial showed; `outcome` is that of the threshold proposed, which `figure` has."""

    figure: Figure
    scores: Scores
    outcome: Outcome
    variants: tuple[str, ...]

    @property
    def threshold(self) -> float:
        """The threshold proposed, in log odds."""
        return self.outcome.threshold


def enrol(
    reference: bytes, clean_photos: Sequence[Rgb] = (), innocent_photos: Sequence[Rgb] = (), *, key: str = ""
) -> Enrolment:
    """Try a figure. `clean_photos` show it; `innocent_photos` do not, and are used beside the program's own.

    Raises:
        ArtworkRefusedError: the reference cannot serve.
    """
    return enrol_artwork(read_artwork(reference), clean_photos, innocent_photos, key=key)


class StoppedError(Exception):
    """The trial was told to stop before it was through."""


def enrol_artwork(
    artwork: Artwork,
    clean_photos: Sequence[Rgb] = (),
    innocent_photos: Sequence[Rgb] = (),
    *,
    key: str = "",
    known: Scores | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> Enrolment:
    """The same for a figure that was read already; `go_on` is asked before each picture. Raises `StoppedError`.

    `known`: the scores of a former trial; only the photos given are searched, and take the place of those given then.
    """
    figure = Figure.of(key, Template.of(artwork))
    if known is None:
        known = Scores(_best(figure, _innocent(), go_on), _best(figure, map(scene_of, _drawn(artwork)), go_on))
    own, innocent = (_best(figure, map(scene_of, photos), go_on) for photos in (clean_photos, innocent_photos))
    scores = Scores(known.innocent[:TRIED_ON] + innocent if innocent else known.innocent, known.drawn, own or known.own)
    outcome = scores.at(scores.proposed())
    return Enrolment(
        Figure(key, figure.template, figure.details, outcome.threshold, outcome.too_simple),
        scores,
        outcome,
        ("dark on light", "light on dark") if artwork.plain else ("dark on light", "light on dark", "own tones"),
    )


def forget_innocents() -> None:
    """Give back the memory in which innocent pictures were kept ready for trials (60 MB)."""
    _innocent.cache_clear()


@cache
def _innocent() -> tuple[Scene, ...]:
    return tuple(scene_of(picture).packed() for picture in innocents(TRIED_ON))


def _best(figure: Figure, scenes: Iterable[Scene], go_on: Callable[[], bool]) -> tuple[float, ...]:
    found = []
    for score in best_scores(figure, scenes):
        if not go_on():
            raise StoppedError
        found.append(_NOWHERE if score is None else round(score, 2))
    return tuple(found)


def _drawn(artwork: Artwork) -> Iterator[Rgb]:
    draw = np.random.default_rng(len(artwork.ink))
    return (shown for picture in innocents(_DRAWN_ON) for shown in with_figure(picture, artwork.ink, draw))
