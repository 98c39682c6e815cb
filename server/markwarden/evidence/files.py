"""Files that survive a power cut: written aside, synced, put in place; and their digests."""

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from markwarden.store.folders import sync_folder

CHUNK = 1 << 20


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_durably(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file in one step: whole, or not at all. Its SHA-256 and its size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    digest, size = hashlib.sha256(), 0
    try:
        with aside.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return digest.hexdigest(), size


def link_or_copy(source: Path, target: Path) -> None:
    """The same bytes under another name: as a hard link, or as a copy where the file system has none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        write_durably(target, chunks_of(source))


def chunks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def make_read_only(folder: Path) -> None:
    """No file of the folder can be written by mistake any more."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def remove_tree(folder: Path) -> None:
    """Remove a folder whose files may be read-only."""
    for path in folder.rglob("*"):
        # A hard link shares its mode with the object it stands for: only folders have to be writable to unlink.
        if os.name == "nt" and path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder)
