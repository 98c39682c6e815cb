"""Links → complaints that a portal takes: one right, one type, one reason, one test-buy order, so many links. Pure."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Part(Generic[K, V]):
    """What becomes one complaint: the `number`-th of `count` with the same key."""

    key: K
    values: tuple[V, ...]
    number: int
    count: int
    moved: int = 0
    """How many of them were put here by hand."""


def split(units: Sequence[tuple[K, V]], most: int | None) -> list[Part[K, V]]:
    """Units with the same key together, at most `most` in one part (None: any number).

    Every unit is in exactly one part, no part mixes keys. Keys come in the order in which they first appear, and
    units of one key keep their order.
    """
    if most is not None and most < 1:
        raise ValueError("a complaint has at least one link")
    by_key: dict[K, list[V]] = {}
    for key, value in units:
        by_key.setdefault(key, []).append(value)
    parts: list[Part[K, V]] = []
    for key, values in by_key.items():
        size = most or len(values)
        chunks = [tuple(values[start : start + size]) for start in range(0, len(values), size)]
        parts += [Part(key, chunk, number, len(chunks)) for number, chunk in enumerate(chunks, start=1)]
    return parts
