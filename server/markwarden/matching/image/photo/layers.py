"""References in memory, searched by votes and by hashes: a large layer, smaller ones of what came later, merged as they grow."""

import io
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.features import Features
from markwarden.matching.image.photo.hashes import OWN
from markwarden.matching.image.photo.index import VOTING, FeatureIndex, Voting
from markwarden.matching.image.photo.near import HashIndex
from markwarden.matching.image.photo.shelf import Entry

_GROWTH = 4
"""A layer at least so many times as large as what came after it is left alone: adding one seldom sorts many anew."""
_LEAST_VOTES = 4
"""Features in common from which a reference is worth a proof: fewer agree by chance in any two pictures."""


@dataclass(frozen=True, slots=True)
class Layer:
    """References with the indexes over their hashes (n × `OWN`, flat) and their features."""

    entries: tuple[Entry, ...]
    hashes: HashIndex
    index: FeatureIndex

    def voted(self, picture: Features, most: int) -> list[tuple[float, Entry]]:
        """The references that share most with a picture, with how many features."""
        whose, votes = self.index.votes(picture)
        best = np.argsort(-votes, kind="stable")[:most]
        return [(float(votes[place]), self.entries[whose[place]]) for place in best if votes[place] >= _LEAST_VOTES]

    def near(self, hashes: NDArray[np.uint64]) -> list[tuple[int, int, Entry]]:
        """References with a hash near one of these: bits that differ, which of `hashes`, the reference."""
        met = self.hashes.near(hashes)
        return [
            (int(away), int(view), self.entries[place // OWN])
            for away, view, place in zip(met.away, met.view, met.place, strict=True)
        ]


def layered(
    layers: Sequence[Layer],
    fresh: Sequence[tuple[Entry, NDArray[np.uint64]]],
    features: Callable[[int], Features | None],
) -> tuple[Layer, ...]:
    """The layers with what is fresh, as a layer of its own or merged with those that it outgrows."""
    kept = list(layers)
    rows = list(fresh)
    while kept and len(kept[-1].entries) < _GROWTH * len(rows):
        last = kept.pop()
        rows = [*zip(last.entries, last.hashes.hashes.reshape(-1, OWN), strict=True), *rows]
    read = ((row, features(row[0].number)) for row in rows)
    there = [(row, Voting.of(own)) for row, own in read if own is not None]  # no more of each than votes: they are many
    hashes = np.concatenate([np.zeros(0, np.uint64), *(one for (_, one), _ in there)])
    index = FeatureIndex.over([own for _, own in there])
    return (*kept, Layer(tuple(entry for (entry, _), _ in there), HashIndex.over(hashes), index))


_ARRAYS = ("starts", "known")
_FORMAT = 3
"""Of the file of tables: one of another is made anew."""


def save(path: Path, layer: Layer) -> None:
    """Write the tables of a layer. Raises `OSError`; then the old file stands."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.save(file, np.array([_FORMAT, VOTING, layer.index.count, layer.index.bits]))
            np.save(file, np.array([entry.number for entry in layer.entries], dtype=np.int64))
            for name in _ARRAYS:
                np.save(file, getattr(layer.index, name))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load(path: Path, known: Sequence[tuple[Entry, NDArray[np.uint64]]]) -> Layer | None:
    """The layer of a file, its tables left on disk until they are read; None where it is of other references than `known`."""
    try:
        with path.open("rb") as file:
            made, voting, count, bits = (int(one) for one in np.load(file, allow_pickle=False))
            numbers = np.load(file, allow_pickle=False)
            arrays = {name: _mapped(path, file) for name in _ARRAYS}
    except (FileNotFoundError, ValueError, EOFError):
        return None
    by_number = {entry.number: (entry, hashes) for entry, hashes in known}
    if (made, voting) != (_FORMAT, VOTING) or not all(int(one) in by_number for one in numbers):
        return None
    rows = [by_number[int(one)] for one in numbers]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(one for _, one in rows)])
    return Layer(tuple(entry for entry, _ in rows), HashIndex.over(hashes), FeatureIndex(count, bits, **arrays))


def _mapped(path: Path, file: io.BufferedReader) -> np.ndarray:
    """The next array of the file, where it lies. Raises `ValueError` where it is cut off."""
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("another format")
    shape, by_column, kind = np.lib.format.read_array_header_1_0(file)
    place = file.tell()
    size = int(np.prod(shape)) * kind.itemsize
    file.seek(0, os.SEEK_END)
    if file.tell() < place + size or by_column:
        raise ValueError("cut off")
    file.seek(place + size)
    return np.memmap(path, kind, "r", place, shape) if size else np.zeros(shape, kind)
