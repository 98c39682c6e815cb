"""A package as a BagIt folder: manifests written from digests that are known, checked by the bagit library.

Manifests are in the form that `sha256sum -c` reads. The library's own `make_bag` is not used: it changes the working
directory of the whole process, which a server with threads cannot have.
"""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import bagit

from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.files import write_durably
from markwarden.evidence.layout import MANIFEST, TAGMANIFEST

# What it finds comes back as a value; it must not write it to standard error too.
logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def sums(files: Mapping[str, str]) -> bytes:
    """Path → digest as lines of `sha256sum`, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def read_sums(data: bytes) -> dict[str, str]:
    """The other way round. Raises `ValueError` where the bytes are not exactly what `sums` writes."""
    try:
        found = {line[66:]: line[:64] for line in data.decode().split("\n")[:-1]}
    except UnicodeDecodeError as error:
        raise ValueError("is not UTF-8") from error
    if sums(found) != data or any(not _is_digest(digest) for digest in found.values()):
        raise ValueError("is not in the form that was written")
    return found


def _is_digest(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def finish(
    folder: Path, payload: Mapping[str, tuple[str, int]], tags: Mapping[str, bytes], info: Mapping[str, str]
) -> str:
    """Write manifests and tag files round a `data/` folder that stands; the seal. `payload`: path → digest, size.

    Raises `EvidenceError` where the bagit library finds the result wanting.
    """
    octets = sum(size for _, size in payload.values())
    lines = {**info, "Payload-Oxum": f"{octets}.{len(payload)}"}
    written = {
        **tags,
        "bagit.txt": BAGIT,
        "bag-info.txt": "".join(
            f"{name}: {' '.join(value.split())}\n" for name, value in sorted(lines.items())
        ).encode(),
        MANIFEST: sums({path: digest for path, (digest, _) in payload.items()}),
    }
    digests = {name: write_durably(folder / name, [data])[0] for name, data in written.items()}
    tagmanifest = sums(digests)
    write_durably(folder / TAGMANIFEST, [tagmanifest])
    problem = library_finds(folder)
    if problem is not None:
        raise EvidenceError(f"the package is not a sound bag: {problem}")
    return hashlib.sha256(tagmanifest).hexdigest()


def library_finds(folder: Path) -> str | None:
    """What the bagit library says against a folder; None where it is a complete and valid bag."""
    try:
        bagit.Bag(str(folder)).validate()
    except (bagit.BagError, OSError, ValueError) as error:
        return str(error)
    return None


def bagging_date(now: datetime) -> str:
    """As BagIt wants it."""
    return now.date().isoformat()
