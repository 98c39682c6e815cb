"""Hashes of 64 bits within a few bits of others, among a million, without comparing with each.

Multi-index hashing (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", CVPR 2012): of
two hashes that differ in 8 bits, one of their four quarters differs in two at most. So all that are near stand, in one of
four tables, under one of the 137 quarters within two bits of the asked one.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.hashes import SAME, Hashes

_QUARTERS = 4
_BITS = 16
_VALUES = 1 << _BITS
_WITHIN = SAME // _QUARTERS
"""Bits by which the nearest quarter differs at most."""
_FEW = 4_096
"""Hashes up to which each is compared: with fewer the tables cost more than they save."""


class Near(NamedTuple):
    """Pairs of hashes: the bits by which they differ, which of those asked, the place of the other; (n,) each."""

    away: NDArray[np.uint8]
    view: NDArray[np.intp]
    place: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class HashIndex:
    """Immutable.

    `starts` (quarters × values + 1,): where those of each value of each quarter begin in `order`, the places
    (quarters × n,), and in `in_order`, the hashes at these.
    """

    hashes: Hashes
    starts: NDArray[np.int32] | None
    order: NDArray[np.int32]
    in_order: Hashes

    @classmethod
    def over(cls, hashes: Hashes) -> Self:
        """Of these hashes, (n,)."""
        if len(hashes) <= _FEW:
            return cls(hashes, None, np.zeros(0, np.int32), hashes[:0])
        quarters = _quarters(hashes)
        order = np.concatenate([np.argsort(one, kind="stable") for one in quarters]).astype(np.int32)
        sizes = np.concatenate([np.bincount(one, minlength=_VALUES) for one in quarters])
        return cls(hashes, np.concatenate(([0], np.cumsum(sizes))).astype(np.int32), order, hashes[order])

    def near(self, asked: Hashes) -> Near:
        """All within `SAME` bits of any of these, each pair once."""
        if self.starts is None:
            away = np.bitwise_count(self.hashes ^ asked[:, None])
            view, place = np.nonzero(away <= SAME)
            return Near(away[view, place], view, place)
        values = (_quarters(asked).astype(np.intp)[:, :, None] ^ _TURNED) + _FIRST[:, None, None]
        begin = self.starts[values].ravel()
        sizes = self.starts[values + 1].ravel() - begin
        ends = np.cumsum(sizes)
        places = np.repeat(begin - (ends - sizes), sizes) + np.arange(ends[-1], dtype=np.int32)
        met = sizes.reshape(-1, len(_TURNED)).sum(axis=1)
        views = np.repeat(np.tile(np.arange(len(asked)), _QUARTERS), met)
        away = np.bitwise_count(self.in_order[places] ^ asked[views])
        hit = np.flatnonzero(away <= SAME)
        # A pair that is near in several quarters was met in each.
        pairs = views[hit] * len(self.hashes) + self.order[places[hit]]
        hit = hit[np.unique(pairs, return_index=True)[1]]
        return Near(away[hit], views[hit], self.order[places[hit]].astype(np.intp))


def _quarters(hashes: Hashes) -> NDArray[np.uint16]:
    """(quarters, n). Every fourth bit: neighbours among a hash's bits are seldom independent."""
    bits = np.unpackbits(hashes.astype(">u8").view(np.uint8).reshape(-1, 8), axis=1)
    apart = np.ascontiguousarray(bits.reshape(-1, _BITS, _QUARTERS).transpose(2, 0, 1))
    return np.packbits(apart, axis=2).view(">u2")[:, :, 0].astype(np.uint16)


_FIRST = np.arange(_QUARTERS) * _VALUES
_TURNED = np.array(
    [sum(1 << bit for bit in some) for count in range(_WITHIN + 1) for some in combinations(range(_BITS), count)]
)
