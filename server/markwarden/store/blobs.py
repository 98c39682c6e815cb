"""Pictures and documents as files named by their SHA-256: client strings never become file names."""

import hashlib
import os
import tempfile
from pathlib import Path

from markwarden.store.errors import NotWritableError


class BlobStore:
    """Bytes by digest, written once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the bytes of that digest lie (or would)."""
        return self._folder / digest[:2] / digest

    def put(self, data: bytes) -> str:
        """Keep the bytes; their SHA-256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if target.is_file():
            return digest
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=target.parent)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except OSError as error:
            raise NotWritableError(f"{target} could not be written: {error.strerror or error}") from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes. Raises `FileNotFoundError`."""
        return self.path(digest).read_bytes()
