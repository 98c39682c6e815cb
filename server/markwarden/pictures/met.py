"""Listing pictures in which something was found, kept so that it can be compared later: the page may be gone by then.

Bounded: past the limit those go that were met longest ago. All of it may be deleted; what is met again is kept again.
"""

import hashlib
import logging
import os
import threading
from pathlib import Path

from markwarden.store import BlobStore

_LOG = logging.getLogger("markwarden")
MOST_BYTES = 512 * 1024 * 1024
"""Some 8,000 pictures of 640 pixels."""
_KEPT_SHARE = 0.9
"""Of the limit that is left after clearing: each clearing makes room for many."""


class MetPictures:
    """Files by their SHA-256. Threads share it."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._blobs = BlobStore(folder)
        self._most = most_bytes
        self._lock = threading.Lock()
        self._held: int | None = None

    def has(self, sha256: str) -> bool:
        """Whether a picture is kept."""
        return self._blobs.path(sha256).is_file()

    def path(self, sha256: str) -> Path:
        """Where it lies, or would."""
        return self._blobs.path(sha256)

    def get(self, sha256: str) -> bytes:
        """Its bytes. Raises `FileNotFoundError`."""
        return self._blobs.get(sha256)

    def put(self, data: bytes) -> None:
        """Keep a picture; one that is kept already counts as met now. Raises `NotWritableError`."""
        with self._lock:
            if self._held is None:
                self._held = sum(size for _, size, _ in self._files())
            new = not self.has(hashlib.sha256(data).hexdigest())
            os.utime(self._blobs.path(self._blobs.put(data)))
            self._held += len(data) if new else 0
            if self._held > self._most:
                self._clear()

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("??/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue  # deleted by hand meanwhile
            found.append((facts.st_mtime, facts.st_size, path))
        return found

    def _clear(self) -> None:
        files = sorted(self._files())
        held = sum(size for _, size, _ in files)
        for _, size, path in files:
            if held <= self._most * _KEPT_SHARE:
                break
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                _LOG.warning("%s cannot be deleted: %s", path, error.strerror)
                continue
            held -= size
        self._held = held
