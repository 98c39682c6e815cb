"""Reference photos searched for in pictures. Adding one is live at once; threads share it."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.found import Found
from markwarden.matching.image.photo import layers as tables
from markwarden.matching.image.photo.features import Features, features_of
from markwarden.matching.image.photo.hashes import hashes_of, hashes_to_search
from markwarden.matching.image.photo.judge import FLAGGED, judge
from markwarden.matching.image.photo.layers import Layer, layered
from markwarden.matching.image.photo.proof import Proof, prove
from markwarden.matching.image.photo.shelf import Entry, Shelf
from markwarden.matching.image.photo.sides import BY_HASH, Side, Sides
from markwarden.matching.image.photo.told import told
from markwarden.matching.image.picture import Picture

VERSION = f"photo-3/opencv-{cv2.__version__}/imagehash-{imagehash.__version__}"
_CANDIDATES = 8
"""References that are proved for a picture: each costs a millisecond or two."""
_GLANCED = 3
"""The same of those that only a hash speaks for, at the first glance."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A reference that was tried on a picture, and what came of it."""

    entry: Entry
    reference: Features
    picture: Features
    mirrored: bool
    proof: Proof


class PhotoDetector:
    """See `Detector`. A search sees the references as they were when it began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sorting = threading.Lock()
        self._shelf = Shelf(VERSION)
        self._layers: tuple[Layer, ...] = ()
        self._fresh: list[tuple[Entry, NDArray[np.uint64]]] = []
        self._known: dict[tuple[str, str], Entry] = {}
        self._saved: tuple[Path, Layer] | None = None

    @property
    def version(self) -> str:
        return VERSION

    def add(self, right_id: str, reference: str, picture: Picture) -> None:
        hashes, features = hashes_of(picture.grey), features_of(picture)
        with self._lock:
            entry = self._shelf.put(right_id, reference, hashes, features)
            self._fresh.append((entry, hashes))
            self._known[right_id, reference] = entry

    def has(self, right_id: str, reference: str) -> bool:
        return (right_id, reference) in self._known

    def references(self) -> list[tuple[str, str]]:
        with self._lock:
            return list(self._known)

    def remove(self, right_id: str, reference: str) -> None:
        with self._lock:
            entry = self._known.pop((right_id, reference), None)
            if entry is not None:
                self._shelf.drop(entry)

    def _searched(self) -> tuple[Layer, ...]:
        """The layers, with what was added since the last search."""
        if not self._fresh:
            return self._layers
        with self._sorting:
            with self._lock:
                fresh = list(self._fresh)
            if fresh:
                self._layers = layered(self._layers, fresh, self._shelf.features)
                # Only now: who finds nothing fresh searches the layers as they are.
                with self._lock:
                    del self._fresh[: len(fresh)]
        return self._layers

    def glance(self, picture: Picture) -> list[Found]:
        """Copies that a hash of the whole, of its middle or of a quadrant gives away: a few milliseconds at most."""
        return self._told(picture, self._tried(_near(picture, self._searched()), Sides(picture)))

    def find(self, picture: Picture) -> list[Found]:
        return self._told(picture, self.tried(picture))

    def tried(self, picture: Picture) -> Iterator[Tried]:
        """Every reference that was worth a proof, with it: what is judged, and what the judgement is fitted to."""
        layers = self._searched()
        if not layers:
            return
        sides = Sides(picture)
        voted = sorted(
            (
                (*met, side)
                for side in (Side.WHOLE, Side.MIRRORED)
                for layer in layers
                for met in layer.voted(sides[side], _CANDIDATES)
            ),
            key=lambda met: -met[0],
        )
        more = [(entry, side) for _, entry, side in voted[:_CANDIDATES]]
        yield from self._tried([*_near(picture, layers), *more], sides)

    def _tried(self, wanted: Iterable[tuple[Entry, Side]], sides: Sides) -> Iterator[Tried]:
        for entry, side in dict.fromkeys(wanted):
            reference = self._shelf.features(entry.number)
            if reference is None:
                continue
            proof = prove(reference, sides[side])
            if proof is not None:
                yield Tried(entry, reference, sides[side], side is Side.MIRRORED, proof)

    @staticmethod
    def _told(picture: Picture, tried: Iterable[Tried]) -> list[Found]:
        """Of each right the surest copy, if it is sure enough."""
        best: dict[str, Found] = {}
        for one in tried:
            sure, right = judge(one.proof), one.entry.right
            if sure >= FLAGGED and (right not in best or best[right].strength < sure):
                best[right] = told(
                    right, one.entry.sha256, one.reference, one.picture, one.proof, sure, picture, mirrored=one.mirrored
                )
        return sorted(best.values(), key=lambda found: -found.strength)

    def save(self, path: Path) -> None:
        """Keep the sorted tables of the largest layer; the references themselves are on disk since they came."""
        layers = self._searched()
        if self._shelf.path != path:
            self._shelf.copy(path)
        if layers and (self._saved is None or self._saved[0] != path or self._saved[1] is not layers[0]):
            # Tables are large: what came since is sorted at the next start, until it makes a layer worth keeping.
            tables.save(_tables_of(path), layers[0])
            self._saved = (path, layers[0])

    def load(self, path: Path) -> None:
        with self._lock:
            self._shelf.open(path)
            known = self._shelf.entries()
            layer = tables.load(_tables_of(path), known)
            self._layers = () if layer is None else (layer,)
            self._saved = None if layer is None else (path, layer)
            sorted_already = set() if layer is None else set(layer.entries)
            self._fresh = [row for row in known if row[0] not in sorted_already]
            self._known = {(entry.right, entry.sha256): entry for entry, _ in known}


def _near(picture: Picture, layers: Iterable[Layer]) -> list[tuple[Entry, Side]]:
    """The references that a hash speaks for most, and the side of the picture that it was taken of."""
    asked = hashes_to_search(picture.grey)
    near = sorted(met for layer in layers for met in layer.near(asked))[:_GLANCED]
    return [(entry, BY_HASH[view]) for _, view, entry in near]


def _tables_of(path: Path) -> Path:
    return path.with_name(path.name + ".tables")
