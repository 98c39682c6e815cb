"""Moves by hand between the parts of a split: who goes where, and who cannot for want of room. Pure."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markwarden.complaints.splitting import Part

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Placed(Generic[K, V]):
    """The parts after the moves, and the values that stayed because their target was full."""

    parts: list[Part[K, V]]
    stayed: list[V]


def place(parts: Sequence[Part[K, V]], wanted: Mapping[V, int], most: int | None) -> Placed[K, V]:
    """Move the values in `wanted` to the part of that number of their own key; a number nobody has is a new part.

    Nothing else moves. Where a part would hold more than `most`, the last of those who came to it stay where they
    were. Values of a part keep the order of the split; a part that is left empty goes; numbers stay as they are.
    """
    home = {value: (part.key, part.number) for part in parts for value in part.values}
    target = {value: (home[value][0], number) for value, number in wanted.items() if value in home}
    now = {**home, **target}
    came: dict[tuple[K, int], list[V]] = {}
    for value in home:
        if now[value] != home[value]:
            came.setdefault(now[value], []).append(value)
    held, stayed = Counter(now.values()), []
    over = [one for one in held if most is not None and held[one] > most]
    while over:
        # Who goes home takes room there: that part is looked at again.
        full = over.pop()
        while most is not None and held[full] > most and came.get(full):
            value = came[full].pop()
            stayed.append(value)
            now[value] = home[value]
            held[full] -= 1
            held[home[value]] += 1
            over.append(home[value])
    filled: dict[tuple[K, int], list[V]] = {}
    for value in home:
        filled.setdefault(now[value], []).append(value)
    return Placed(_in_order(parts, filled, home), [value for value in home if value in set(stayed)])


def _in_order(
    parts: Sequence[Part[K, V]], filled: Mapping[tuple[K, int], Sequence[V]], home: Mapping[V, tuple[K, int]]
) -> list[Part[K, V]]:
    """Keys as the split had them, each key's parts by number."""
    keys = list(dict.fromkeys(part.key for part in parts))
    order = sorted(filled, key=lambda one: (keys.index(one[0]), one[1]))
    counts = Counter(key for key, _ in filled)
    return [
        Part(key, tuple(values), number, counts[key], sum(home[value] != (key, number) for value in values))
        for key, number in order
        for values in [filled[key, number]]
    ]
