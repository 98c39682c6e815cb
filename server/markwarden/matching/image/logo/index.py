"""All enrolled figures, searched in one picture at a time. Adding one is live at once; threads share it."""

import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo.candidates import Figures, Scene, guesses, scene_of
from markwarden.matching.image.logo.judge import BASE, probability, score
from markwarden.matching.image.logo.local import Details, figure_details
from markwarden.matching.image.logo.proof import Fields, Proof, prove
from markwarden.matching.image.logo.template import Affine, Template


@dataclass(frozen=True, slots=True)
class Figure:
    """One mark ready to be searched for. `threshold` is in log odds; one that is `too_simple` never flags alone."""

    key: str
    template: Template
    details: Details
    threshold: float = BASE
    too_simple: bool = False

    @classmethod
    def of(cls, key: str, template: Template, threshold: float = BASE, *, too_simple: bool = False) -> "Figure":
        """Make a figure's details."""
        return cls(key, template, figure_details(template.artwork), threshold, too_simple)


@dataclass(frozen=True, slots=True)
class LogoHit:
    """A figure met. `box` (x, y, w, h) and `affine` (figure's pixels → picture's) are in the picture's own pixels.

    `place` of the figure's ink in its file, its size (columns, rows) as `affine` counts, and the size of the whole file.
    """

    key: str
    score: float
    threshold: float
    box: tuple[float, float, float, float]
    affine: Affine
    too_simple: bool
    place: tuple[float, float, float, float]
    ink_size: tuple[int, int]
    file_size: tuple[int, int]

    @property
    def strength(self) -> float:
        """0.5–1: how far the score is above what innocent pictures reach."""
        return probability(self.score - self.threshold)


@dataclass(frozen=True, slots=True)
class _State:
    figures: tuple[Figure, ...]
    arrays: Figures
    fields: tuple[Fields, ...]


class LogoIndex:
    """The figures by key. A search sees the figures as they were when it began."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._lock = threading.Lock()
        self._state = _state(tuple(figures), {})

    def __len__(self) -> int:
        return len(self._state.figures)

    def keys(self) -> list[str]:
        """Those of all figures."""
        return [figure.key for figure in self._state.figures]

    def put(self, *figures: Figure) -> None:
        """Add figures; one of the same key is replaced."""
        new = {figure.key: figure for figure in figures}
        self._change([figure for figure in self._state.figures if figure.key not in new], figures)

    def drop(self, keys: Collection[str]) -> None:
        """Forget figures."""
        self._change([figure for figure in self._state.figures if figure.key not in keys], ())

    def _change(self, kept: list[Figure], added: tuple[Figure, ...]) -> None:
        with self._lock:
            known = {
                id(one.template): fields for one, fields in zip(self._state.figures, self._state.fields, strict=True)
            }
            self._state = _state((*kept, *added), known)

    def find(self, rgb: NDArray[np.uint8]) -> list[LogoHit]:
        """The figures met in a picture (uint8, H × W × 3), each once at its best, the surest first."""
        state = self._state
        scene = scene_of(rgb)
        best = _best_of(scene, state)
        found = [
            _hit(state.figures[mark], value, proof, scene.scale)
            for mark, (value, proof) in best.items()
            if value >= state.figures[mark].threshold
        ]
        return sorted(found, key=lambda hit: -hit.score)


def best_scores(figure: Figure, scenes: Iterable[Scene]) -> Iterator[float | None]:
    """What one figure scores at best in each picture; None where nothing spoke for it."""
    state = _state((figure,), {})
    for scene in scenes:
        best = _best_of(scene, state)
        yield best[0][0] if best else None


def _best_of(scene: Scene, state: _State) -> dict[int, tuple[float, Proof]]:
    """The best proof of each mark that anything spoke for, whatever its score."""
    best: dict[int, tuple[float, Proof]] = {}
    for guess in guesses(scene, state.arrays):
        proof = prove(state.fields[guess.mark], scene.grey, guess.affine)
        value = score(guess, proof)
        if guess.mark not in best or value > best[guess.mark][0]:
            best[guess.mark] = (value, proof)
    return best


def _state(figures: tuple[Figure, ...], known: dict[int, Fields]) -> _State:
    arrays = Figures.of([figure.template for figure in figures], [figure.details for figure in figures])
    fields = tuple(known.get(id(figure.template)) or Fields(figure.template) for figure in figures)
    return _State(figures, arrays, fields)


def _hit(figure: Figure, value: float, proof: Proof, scale: float) -> LogoHit:
    affine = proof.affine * scale
    height, width = figure.template.artwork.ink.shape
    corners = affine @ np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]])
    left, top = corners.min(axis=1)
    across, down = np.ptp(corners, axis=1)
    return LogoHit(
        figure.key,
        value,
        figure.threshold,
        (float(left), float(top), float(across), float(down)),
        affine,
        figure.too_simple,
        figure.template.artwork.place,
        (width, height),
        figure.template.artwork.size,
    )
