"""Which references share features with a picture: locality-sensitive hashing of binary descriptors, in numpy.

Bit sampling (Indyk & Motwani, 1998): two descriptors that differ in few bits agree in a few sampled ones with good odds.
Each agreement is a vote for the reference; those of one turn and size count together, which chance seldom gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.features import OCTAVES, Descriptors, Features, upright

VOTING = 200
"""Features of a reference that vote, the strongest: memory and time go with their number."""
_TABLES = 8
_FULL = 6
"""Features in a bucket, on average: the number of sampled bits follows from it."""
_LEAST_BITS, _MOST_BITS = 14, 22
_OCTAVE, _OWNER = 8, 11
"""Bits at which a feature's octave and owner begin in what is known of it; the angle has the first eight."""
MOST = 1 << 32 - _OWNER
"""References that an index can tell apart."""
_SIZES = 16
"""Levels of the pyramid by which a feature's size may differ, both ways."""
_SEED = 20_261_124
_MOST_IN_BUCKET = 120
"""A bucket fuller than this holds what many pictures share (plain corners, letters): it votes for nobody."""
_AT_ONCE = 200_000
"""Descriptors whose bits are unpacked at once: 50 MB."""


def _samples() -> NDArray[np.intp]:
    rng = np.random.default_rng(_SEED)
    return np.stack([rng.choice(256, _MOST_BITS, replace=False) for _ in range(_TABLES)])


_SAMPLES = _samples()


def buckets(descriptors: Descriptors, bits: int) -> NDArray[np.uint32]:
    """The bucket of each descriptor in each table: (tables, n)."""
    keys = np.empty((_TABLES, len(descriptors)), dtype=np.uint32)
    for start in range(0, len(descriptors), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        single = np.unpackbits(descriptors[some], axis=1)
        padded = np.zeros((len(single), 32), dtype=np.uint8)
        for table, sample in enumerate(_SAMPLES):
            padded[:, 32 - bits :] = single[:, sample[:bits]]
            keys[table, some] = np.packbits(padded, axis=1).view(">u4")[:, 0]
    return keys


class Voting(NamedTuple):
    """What of a reference's features votes."""

    descriptors: Descriptors
    angles: NDArray[np.uint8]
    octaves: NDArray[np.uint8]

    @classmethod
    def of(cls, features: Features) -> Self:
        """The strongest, apart from the rest."""
        some = (features.descriptors, features.angles, features.octaves)
        return cls(*(values[:VOTING].copy() for values in some))


@dataclass(frozen=True, slots=True)
class FeatureIndex:
    """An immutable index over the features of `count` references, in the order given.

    `starts` (tables, 2^bits + 1): where each bucket begins in `known` (tables, n), which says of each feature in it whose it is,
    its octave and its angle, in one number. A bucket is read in one go: what is read at random comes from memory that no cache holds.
    """

    count: int
    bits: int
    starts: NDArray[np.int32]
    known: NDArray[np.uint32]

    @classmethod
    def over(cls, references: Sequence[Voting]) -> Self:
        """Of these references, two million at most."""
        if len(references) > MOST:
            raise ValueError(f"{len(references)} references are more than one index takes")
        owners = np.repeat(np.arange(len(references), dtype=np.uint32), [len(one.descriptors) for one in references])
        none = np.zeros(0, np.uint8)
        descriptors = np.concatenate([none.reshape(0, 32), *(one.descriptors for one in references)])
        angles = np.concatenate([none, *(one.angles for one in references)])
        octaves = np.concatenate([none, *(one.octaves for one in references)])
        bits = int(np.clip(np.log2(max(1, len(owners)) / _FULL), _LEAST_BITS, _MOST_BITS))
        starts = np.empty((_TABLES, (1 << bits) + 1), dtype=np.int32)
        own = (owners << _OWNER) | (octaves.astype(np.uint32) << _OCTAVE) | angles
        known = np.empty((_TABLES, len(owners)), dtype=np.uint32)
        for table, keys in enumerate(buckets(descriptors, bits)):
            known[table] = own[np.argsort(keys, kind="stable")]
            starts[table] = np.concatenate(([0], np.cumsum(np.bincount(keys, minlength=1 << bits))))
        return cls(len(references), bits, starts, known)

    def votes(self, picture: Features) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """References, and for each how many features of the picture share a bucket with one of its own, turned and sized alike.

        A copy turns and resizes all its features by the same: chance does not (weak geometric consistency, Jégou 2008).
        """
        met: list[NDArray[np.int64]] = []
        for starts, every, asked in zip(self.starts, self.known, buckets(picture.descriptors, self.bits), strict=True):
            begin = starts[asked].astype(np.int64)
            sizes = starts[asked + 1] - begin
            sizes[sizes > _MOST_IN_BUCKET] = 0
            if not (total := int(sizes.sum())):
                continue
            places = np.repeat(begin - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(total)
            known, mine = every[places], np.repeat(np.arange(len(sizes)), sizes)
            kept = upright(picture.angles[mine], known.astype(np.uint8))
            known, mine = known[kept], mine[kept]
            octaves = (known >> _OCTAVE & OCTAVES - 1).astype(np.int64)
            sized = picture.octaves[mine] - octaves + _SIZES // 2
            met.append((known >> _OWNER) * np.int64(_SIZES) + np.clip(sized, 0, _SIZES - 2))
        if not met:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        places, counts = np.unique(np.concatenate(met), return_counts=True)
        # Sizes between two levels of the pyramid fall on either: a level counts with the one above it.
        above = np.where(np.diff(places, append=-1) == 1, np.append(counts[1:], 0), 0)
        whose, first = np.unique(places // _SIZES, return_index=True)
        return whose, np.maximum.reduceat(counts + above, first)
