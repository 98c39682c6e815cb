"""One server a data folder: the lock dies with the process, so that a killed server leaves nothing in the way."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from markwarden.store.errors import FolderInUseError, NotWritableError


class FolderLock:
    """Held for as long as a server runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._note = folder / "server.pid"
        self._lock = FileLock(folder / ".server.lock", timeout=0)

    def acquire(self) -> None:
        """Raises `FolderInUseError` naming the process that holds the folder, `NotWritableError`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._note.write_text(f"{os.getpid()}\n", encoding="ascii")
        except Timeout:
            holder = self._note.read_text(encoding="ascii").strip() if self._note.is_file() else "unknown"
            raise FolderInUseError(f"another Markwarden server (process {holder}) works on {self._folder}") from None
        except OSError as error:
            raise NotWritableError(f"{self._folder} cannot be written: {error.strerror or error}") from error

    def release(self) -> None:
        """Give the folder back; harmless when it is not held."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()
