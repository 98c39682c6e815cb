"""Which keys lie within one or two typing errors of a word: a deletion neighbourhood as sorted hashes.

Two strings within k errors have a common string among those that k deletions make of each (Garbe's symmetric delete,
SymSpell). The strings themselves are not kept: 64-bit polynomial hashes in one sorted array, a bit filter in front.
What it returns are candidates: hashes may collide, so a caller verifies each.
"""

import functools
import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

LONGEST = 24
"""Longer keys are met by their tokens; two deletions of 24 letters are already 301 strings."""
TWO_FROM = 8
"""Two errors are looked for in keys from this length on: below, too many words are two errors apart."""
SHORTEST = 4
"""A word of three letters has neighbours one error away among all others of its length."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@functools.cache
def _kept(length: int, deletions: int) -> npt.NDArray[np.intp]:
    """For each way to delete that many of `length` positions, the positions that stay: (ways, length - deletions)."""
    ways = itertools.combinations(range(length), length - deletions)
    return np.array(list(ways), dtype=np.intp).reshape(-1, length - deletions)


@functools.cache
def _powers(length: int) -> Hashes:
    with np.errstate(over="ignore"):
        return np.cumprod(np.full(length, _BASE, dtype=np.uint64), dtype=np.uint64)


def _codes(words: Sequence[str], length: int) -> Hashes:
    """Words of one length as (words, length) code points."""
    joined = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return joined.reshape(len(words), length).astype(np.uint64)


def variants(words: Sequence[str], length: int, deletions: int) -> Hashes:
    """Hashes of what exactly that many deletions make of words of one length: (words, ways)."""
    codes = _codes(words, length)
    rest = length - deletions
    powers = _powers(rest)
    kept = _kept(length, deletions)
    out = np.zeros((len(words), len(kept)), dtype=np.uint64)
    for position in range(rest):
        out += (codes[:, kept[:, position]] + np.uint64(1)) * powers[position]
    out ^= out >> np.uint64(29)
    out *= _MIX
    out ^= out >> np.uint64(32)
    return out


def reach(length: int) -> int:
    """Typing errors that a key of this length is looked for with."""
    return 0 if length < SHORTEST else 1 if length < TWO_FROM else 2


class DeletionIndex:
    """The deletion neighbourhood of many keys. Immutable, so that threads may share it."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = [key for key in keys if SHORTEST <= len(key) <= LONGEST]
        by_length: dict[int, list[int]] = {}
        for number, key in enumerate(self.keys):
            by_length.setdefault(len(key), []).append(number)
        hashes: list[Hashes] = []
        owners: list[npt.NDArray[np.int32]] = []
        for length, numbers in by_length.items():
            words = [self.keys[number] for number in numbers]
            for deletions in range(reach(length) + 1):
                found = variants(words, length, deletions)
                hashes.append(found.ravel())
                owners.append(np.repeat(np.array(numbers, dtype=np.int32), found.shape[1]))
        everything = np.concatenate(hashes) if hashes else np.zeros(0, dtype=np.uint64)
        order = np.argsort(everything)
        self._hashes = everything[order]
        self._owners = np.concatenate(owners)[order] if owners else np.zeros(0, dtype=np.int32)
        bits = max(13, int(len(everything) * 16).bit_length())
        self._mask = np.uint64((1 << bits) - 1)
        self._bits = np.zeros(1 << (bits - 3), dtype=np.uint8)
        slots = everything & self._mask
        np.bitwise_or.at(
            self._bits, (slots >> np.uint64(3)).astype(np.intp), np.uint8(1) << (slots & np.uint64(7)).astype(np.uint8)
        )

    def near(self, words: Sequence[str]) -> list[list[str]]:
        """For each word the keys that may lie within `reach` errors of it; verify each."""
        out: list[list[str]] = [[] for _ in words]
        by_length: dict[int, list[int]] = {}
        for number, word in enumerate(words):
            if SHORTEST - 1 <= len(word) <= LONGEST + 2:
                by_length.setdefault(len(word), []).append(number)
        for length, numbers in by_length.items():
            group = [words[number] for number in numbers]
            for deletions in range(min(length - 1, 2 if length >= TWO_FROM - 2 else 1) + 1):
                self._collect(variants(group, length, deletions), numbers, out)
        return [list(dict.fromkeys(found)) for found in out]

    def _collect(self, hashes: Hashes, numbers: list[int], out: list[list[str]]) -> None:
        slots = hashes & self._mask
        hit = (
            self._bits[(slots >> np.uint64(3)).astype(np.intp)] >> (slots & np.uint64(7)).astype(np.uint8)
        ) & np.uint8(1)
        rows, columns = np.nonzero(hit)
        if not len(rows):
            return
        wanted = hashes[rows, columns]
        first = np.searchsorted(self._hashes, wanted, side="left")
        last = np.searchsorted(self._hashes, wanted, side="right")
        for row, begin, end in zip(rows.tolist(), first.tolist(), last.tolist(), strict=True):
            if begin < end:
                out[numbers[row]] += [self.keys[owner] for owner in self._owners[begin:end].tolist()]
