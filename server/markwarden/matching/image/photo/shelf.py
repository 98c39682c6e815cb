"""The features of reference photos on disk, read one at a time: some 20 kB each would not fit in memory by the hundred thousand."""

import threading
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.made_file import MadeTable, opened
from markwarden.matching.image.photo.features import Features

_COLUMNS = """(number INTEGER PRIMARY KEY, right TEXT NOT NULL, sha256 TEXT NOT NULL,
    hashes BLOB NOT NULL, features BLOB NOT NULL, UNIQUE (right, sha256))"""
_QUALITY = 92
"""Of the JPEG that the small grey picture is kept as."""
_HEAD = np.dtype([("width", "<u2"), ("height", "<u2"), ("count", "<u2"), ("scale", "<f4"), ("grey_scale", "<f4")])
_POINT = np.dtype([("x", "<f4"), ("y", "<f4"), ("angle", "u1"), ("octave", "u1"), ("descriptor", "u1", 32)])


class Entry(NamedTuple):
    """A reference as it is known in memory; `number` finds its features on the shelf."""

    number: int
    right: str
    sha256: str


class Shelf:
    """References in one SQLite file, or in a temporary one that ends with the process. Threads share it.

    What is kept can be made again from the pictures: see `made_file`.
    """

    def __init__(self, version: str) -> None:
        self._table = MadeTable("reference", _COLUMNS, version)
        self.path: Path | None = None
        self._lock = threading.Lock()
        self._file = opened(None, self._table)

    def open(self, path: Path) -> None:
        """Go on with the references of a file. Raises `OSError` where it can be neither read nor begun anew."""
        path.parent.mkdir(parents=True, exist_ok=True)
        file = opened(path, self._table)
        with self._lock:
            self._file.close()
            self._file, self.path = file, path

    def copy(self, path: Path) -> None:
        """Write all references to another file, which takes the place of what is there."""
        path.unlink(missing_ok=True)
        file = opened(path, self._table)
        try:
            with self._lock:
                self._file.backup(file)
        finally:
            file.close()

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._file.close()

    def put(self, right: str, sha256: str, hashes: NDArray[np.uint64], features: Features) -> Entry:
        """Keep a reference."""
        with self._lock, self._file:
            row = self._file.execute(
                "INSERT OR REPLACE INTO reference (right, sha256, hashes, features) VALUES (?, ?, ?, ?)",
                (right, sha256, hashes.tobytes(), _packed(features)),
            )
            return Entry(int(row.lastrowid or 0), right, sha256)

    def drop(self, entry: Entry) -> None:
        """Keep a reference no more."""
        with self._lock, self._file:
            self._file.execute("DELETE FROM reference WHERE number = ?", (entry.number,))

    def entries(self) -> list[tuple[Entry, NDArray[np.uint64]]]:
        """All references with their hashes, in the order in which they came."""
        with self._lock:
            rows = self._file.execute("SELECT number, right, sha256, hashes FROM reference ORDER BY number").fetchall()
        return [(Entry(*row[:3]), np.frombuffer(row[3], dtype=np.uint64)) for row in rows]

    def features(self, number: int) -> Features | None:
        """The features of a reference; None where it has just been removed."""
        with self._lock:
            row = self._file.execute("SELECT features FROM reference WHERE number = ?", (number,)).fetchone()
        return None if row is None else _unpacked(row[0])


def _packed(features: Features) -> bytes:
    head = np.zeros((), dtype=_HEAD)
    head["width"], head["height"] = features.size
    head["count"], head["scale"], head["grey_scale"] = len(features.points), features.scale, features.grey_scale
    points = np.zeros(len(features.points), dtype=_POINT)
    points["x"], points["y"] = features.points.T
    points["angle"], points["octave"], points["descriptor"] = features.angles, features.octaves, features.descriptors
    grey = cv2.imencode(".jpg", features.grey, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
    return head.tobytes() + points.tobytes() + grey.tobytes()


def _unpacked(data: bytes) -> Features:
    head = np.frombuffer(data, dtype=_HEAD, count=1)[0]
    points = np.frombuffer(data, dtype=_POINT, count=int(head["count"]), offset=_HEAD.itemsize)
    after = _HEAD.itemsize + points.nbytes
    grey = cv2.imdecode(np.frombuffer(data, np.uint8, offset=after), cv2.IMREAD_GRAYSCALE)
    return Features(
        np.asarray(grey, dtype=np.uint8),
        (int(head["width"]), int(head["height"])),
        np.column_stack([points["x"], points["y"]]),
        np.ascontiguousarray(points["descriptor"]),
        points["angle"].copy(),
        points["octave"].copy(),
        float(head["scale"]),
        float(head["grey_scale"]),
    )
