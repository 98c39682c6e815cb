"""Bytes by their SHA-256, kept once however many captures hold them, and never written again."""

import stat
from collections.abc import Iterable
from pathlib import Path

from markwarden.evidence.errors import DigestMismatchError
from markwarden.evidence.files import write_durably


class Objects:
    """A folder of files named by digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes of that digest lie (or would)."""
        return self._folder / digest[:2] / digest

    def take(self, chunks: Iterable[bytes], announced: str | None = None) -> tuple[str, int]:
        """Keep bytes as they stream in; their digest and size. Raises `DigestMismatchError`."""
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = self._folder / f"arriving-{announced or 'object'}-{id(chunks):x}"
        digest, size = write_durably(aside, chunks)
        target = self.path(digest)
        if announced is not None and digest != announced:
            aside.unlink()
            raise DigestMismatchError(f"The bytes have the SHA-256 {digest}, not the one announced.")
        if target.is_file():
            aside.unlink()
            return digest, size
        target.parent.mkdir(exist_ok=True)
        aside.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        aside.replace(target)
        return digest, size

    def sweep(self, used: set[str]) -> int:
        """Remove what no package and no open capture holds any more; the bytes freed."""
        freed = 0
        for path in self._folder.glob("*/*"):
            if path.name not in used:
                freed += path.stat().st_size
                path.unlink()
        for path in self._folder.glob("arriving-*"):
            path.unlink()
        return freed
