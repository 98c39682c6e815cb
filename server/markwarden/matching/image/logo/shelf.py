"""Figures made ready for the search, on disk: making them takes most of a start, and reading them a hundredth of it."""

import logging
import sqlite3
import threading
import zlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import cv2
import numpy as np

from markwarden.matching.image.logo.artwork import Artwork
from markwarden.matching.image.logo.index import Figure
from markwarden.matching.image.logo.judge import LEAST
from markwarden.matching.image.logo.local import Details
from markwarden.matching.image.logo.outline import LENGTH
from markwarden.matching.image.logo.template import FRAME, Template, View
from markwarden.matching.image.made_file import MadeTable, anew, opened

_LOG = logging.getLogger("markwarden")
VERSION: Final = f"figures-2/opencv-{cv2.__version__}"
"""Of how figures are made ready: those of another are made anew."""
_COLUMNS = "(kind TEXT NOT NULL, sha256 TEXT NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (kind, sha256)) WITHOUT ROWID"
_TABLE: Final = MadeTable("figure", _COLUMNS, VERSION)
_HEAD = np.dtype(
    [
        ("rows", "<u2"),
        ("columns", "<u2"),
        ("plain", "?"),
        ("sha256", "S64"),
        ("place", "<f8", (4,)),
        ("size", "<u4", (2,)),
        ("to_frame", "<f8", (2, 3)),
        ("views", "<u2"),
        ("details", "<u2"),
    ]
)
_VIEW = np.dtype([("affine", "<f8", (2, 3)), ("outline", "<f4", (LENGTH,)), ("aspect", "u1")])
_DETAIL = np.dtype([("point", "<f4", (4,)), ("vector", "<f4", (128,))])
_AT_ONCE = 500
"""Values in one statement: SQLite's oldest limit is 999 parameters."""

T = TypeVar("T")


class FigureShelf:
    """Figures by what they are searched for as (`kind`) and the SHA-256 of their file, in one SQLite file. Threads share it.

    What is kept can be made again: see `made_file`.
    """

    def __init__(self, path: Path) -> None:
        """Raises `OSError` where the file can be neither read nor begun anew."""
        self._path = path
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = opened(path, _TABLE)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._file.close()

    def get(self, kind: str, digests: Collection[str]) -> dict[str, Figure]:
        """Those of these figures that are kept, by digest, without a key."""
        every, found = sorted(digests), {}
        for start in range(0, len(every), _AT_ONCE):
            some = every[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT sha256, packed FROM figure WHERE kind = ? AND sha256 IN ({marks})"  # noqa: S608 - question marks only
            rows: list[tuple[str, bytes]] = self._asked(lambda file: file.execute(query, (kind, *some)).fetchall(), [])  # noqa: B023 - called at once
            for sha256, packed in rows:
                try:
                    found[sha256] = _unpacked(packed)
                except (ValueError, zlib.error, IndexError) as error:
                    _LOG.warning("a figure that was kept ready is broken and is made anew: %s", error)
        return found

    def put(self, kind: str, figures: Mapping[str, Figure]) -> None:
        """Keep figures, all or none of them."""
        rows = [(kind, sha256, _packed(figure)) for sha256, figure in figures.items()]

        def write(file: sqlite3.Connection) -> None:
            with file:
                file.executemany("INSERT OR REPLACE INTO figure VALUES (?, ?, ?)", rows)

        self._asked(write, None)

    def keep_only(self, kind: str, digests: Collection[str]) -> None:
        """Let all others of this kind go."""

        def write(file: sqlite3.Connection) -> None:
            kept = {row[0] for row in file.execute("SELECT sha256 FROM figure WHERE kind = ?", (kind,))}
            with file:
                file.executemany(
                    "DELETE FROM figure WHERE kind = ? AND sha256 = ?",
                    [(kind, sha256) for sha256 in kept.difference(digests)],
                )

        self._asked(write, None)

    def _asked(self, ask: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """The answer; `otherwise` where the file cannot give one: then it is begun anew, or the disk's trouble logged."""
        with self._lock:
            try:
                return ask(self._file)
            except sqlite3.OperationalError as error:  # a full disk, a lock: the file itself is whole
                _LOG.warning("figures that are ready could not be kept or read: %s", error)
            except sqlite3.DatabaseError as error:
                self._file.close()
                self._file = anew(self._path, _TABLE, error)
            return otherwise


def _packed(figure: Figure) -> bytes:
    template, artwork, details = figure.template, figure.template.artwork, figure.details
    head = np.zeros((), _HEAD)
    head["rows"], head["columns"] = artwork.ink.shape
    head["plain"], head["sha256"], head["place"], head["size"] = (
        artwork.plain,
        artwork.sha256.encode(),
        artwork.place,
        artwork.size,
    )
    head["to_frame"], head["views"], head["details"] = template.to_frame, len(template.views), len(details.points)
    views = np.zeros(len(template.views), _VIEW)
    for at, view in enumerate(template.views):
        views[at] = (view.affine, view.outline, view.aspect)
    points = np.zeros(len(details.points), _DETAIL)
    points["point"], points["vector"] = details.points, details.vectors
    parts = (head, artwork.ink, artwork.tones, template.frame, views, points)
    return zlib.compress(b"".join(part.tobytes() for part in parts), 1)


def _unpacked(packed: bytes) -> Figure:
    """Raises `ValueError` or `zlib.error` where it was not packed like this."""
    data = zlib.decompress(packed)
    place = 0

    def taken(dtype: np.dtype[Any], count: int) -> Any:  # noqa: ANN401 - of the type asked for
        nonlocal place
        values = np.frombuffer(data, dtype, count, place)
        place += values.nbytes
        return values

    head = taken(_HEAD, 1)[0]
    rows, columns = int(head["rows"]), int(head["columns"])
    byte = np.dtype(np.uint8)
    ink, tones = (taken(byte, rows * columns).reshape(rows, columns) for _ in range(2))
    frame = taken(byte, FRAME * FRAME).reshape(FRAME, FRAME)
    views = tuple(
        View(view["affine"].astype(np.float64), view["outline"].astype(np.float32), int(view["aspect"]))
        for view in taken(_VIEW, int(head["views"]))
    )
    details = taken(_DETAIL, int(head["details"]))
    if place != len(data):
        raise ValueError(f"{len(data) - place} bytes too many")
    left, top, width, height = (float(value) for value in head["place"])
    size = (int(head["size"][0]), int(head["size"][1]))
    artwork = Artwork(ink, tones, bool(head["plain"]), head["sha256"].decode(), (left, top, width, height), size)
    template = Template(artwork, views, frame, head["to_frame"].copy())
    return Figure("", template, Details(details["point"].copy(), details["vector"].copy()), LEAST)
