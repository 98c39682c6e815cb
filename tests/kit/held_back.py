"""The thorough look at pictures held back, so that a test can act while it is under way."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from markwarden.matching.image.found import Found
from markwarden.matching.image.picture import Picture
from markwarden.pictures import Pictures
from markwarden.pictures.references import Purpose

_PATIENCE = 60.0


@dataclass
class HeldBack:
    """`looked`: the pictures whose look was begun."""

    looked: list[Picture] = field(default_factory=list)
    _go_on: threading.Event = field(default_factory=threading.Event)

    def let_go(self) -> None:
        """Let the looks that were begun, and those to come, end."""
        self._go_on.set()

    def wait(self) -> None:
        assert self._go_on.wait(_PATIENCE)


@contextmanager
def held_back(pictures: Pictures) -> Iterator[HeldBack]:
    """Within, no search for copies ends before it is let go."""
    detector = pictures._detectors[Purpose.PHOTO]
    find = detector.find
    held = HeldBack()

    def slowly(picture: Picture) -> Sequence[Found]:
        held.looked.append(picture)
        held.wait()
        return find(picture)

    detector.find = slowly  # type: ignore[method-assign]
    try:
        yield held
    finally:
        held.let_go()
        detector.find = find  # type: ignore[method-assign]
