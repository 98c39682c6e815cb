"""What a detector says of a picture, and what every detector can do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from markwarden_schema.assessment import SignalKind

if TYPE_CHECKING:  # who only assesses needs no decoder, which takes a tenth of a second to load
    from markwarden.matching.image.picture import Picture

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Found:
    """Something a right protects, met in a picture.

    `strength` in 0–1: how surely. `reference`: SHA-256 of the reference picture's bytes. `box` (x, y, w, h) and `matrix`
    (3 × 3, reference's pixels → picture's) count in the decoded pictures; None where nothing is told. `mirrored`: the
    reference was met mirrored, which `matrix` does too. `detail`: further facts, by name.
    """

    kind: SignalKind
    right: str
    strength: float
    reference: str
    box: tuple[int, int, int, int] | None = None
    matrix: Matrix | None = None
    mirrored: bool = False
    detail: dict[str, str | int | float | bool | list[str]] = field(default_factory=dict)


class Detector(Protocol):
    """Looks for reference pictures in others. Threads share it; what is added is found from the next search on."""

    @property
    def version(self) -> str:
        """Changes with the algorithm and the libraries that its numbers come from."""

    def add(self, right_id: str, reference: str, picture: "Picture") -> None:
        """Look for this reference picture of a right from now on; `reference` is the SHA-256 of its bytes."""

    def has(self, right_id: str, reference: str) -> bool:
        """Whether it is looked for already."""

    def references(self) -> Sequence[tuple[str, str]]:
        """What it looks for: the right and the reference of each."""

    def remove(self, right_id: str, reference: str) -> None:
        """Look for it no more; harmless where it was not looked for."""

    def find(self, picture: "Picture") -> Sequence[Found]:
        """What of the references is in a picture, surest first."""

    def save(self, path: Path) -> None:
        """Keep the index. Raises `OSError`."""

    def load(self, path: Path) -> None:
        """Take over an index of the same version; where there is none, or one of another version, begin with nothing."""


@runtime_checkable
class Glancer(Protocol):
    """A detector that can say something at once: what it finds in a few milliseconds, before it looks thoroughly."""

    def glance(self, picture: "Picture") -> Sequence[Found]:
        """What `find` would find, as far as that is cheap."""
