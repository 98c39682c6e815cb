"""The evidence folder: what lies where, and what a capture's id looks like."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from markwarden_schema.capture import CAPTURE_ID

LOG_NAME = "custody.jsonl"
HEAD_NAME = "custody.head.json"
README = "README.txt"
RECORD = "data/record.json"
SCHEMA = "data/record.schema.json"
PEOPLE = "data/index.html"
MANIFEST = "manifest-sha256.txt"
TAGMANIFEST = "tagmanifest-sha256.txt"
SEAL_FOLDER = "seal"
SEAL_LOG = "seal/custody.jsonl"
SEAL_SUMS = "seal/SHA256SUMS"
STAMP = "seal/stamp.tsr"
STAMP_CERTIFICATES = "seal/stamp-certificates.pem"
_ID = re.compile(CAPTURE_ID)


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths below one folder."""

    root: Path

    @property
    def objects(self) -> Path:
        return self.root / "objects"

    @property
    def incoming(self) -> Path:
        return self.root / "incoming"

    @property
    def building(self) -> Path:
        return self.root / "building"

    @property
    def packages(self) -> Path:
        return self.root / "packages"

    @property
    def log(self) -> Path:
        return self.root / LOG_NAME

    @property
    def head(self) -> Path:
        return self.root / HEAD_NAME

    def make(self) -> None:
        """Make the folders that are missing."""
        for folder in (self.objects, self.incoming, self.building, self.packages):
            folder.mkdir(parents=True, exist_ok=True)


def new_id(now: datetime) -> str:
    """An id for a new capture: its time in UTC, and chance."""
    return f"{now.astimezone(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def is_id(text: str) -> bool:
    """Whether a client's string is an id: only then it may name a folder."""
    return _ID.match(text) is not None and text.isascii() and "\n" not in text
