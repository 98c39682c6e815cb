"""Captures on their way in: opened, filled part by part, each step durable, so that what a crash leaves can be resumed."""

import json
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict

from markwarden.evidence.errors import TooLargeError, UnknownCaptureError
from markwarden.evidence.files import remove_tree, write_durably
from markwarden.evidence.layout import Layout, is_id, new_id
from markwarden.evidence.objects import Objects
from markwarden_schema.capture import PART_NAME, CaptureBegin, PartNote

_MB = 1 << 20
CAPS = {"visible": 64 * _MB, "strip": 64 * _MB, "dom": 64 * _MB, "mhtml": 128 * _MB, "image": 32 * _MB}
"""Largest part of each kind, in bytes."""
MOST_BYTES = 1024 * _MB
"""Largest capture."""
_PART = re.compile(PART_NAME)


class Opened(BaseModel):
    """What was written when a capture was opened."""

    model_config = ConfigDict(frozen=True)

    began: datetime
    by: str
    begin: CaptureBegin


class Part(BaseModel):
    """A part that has arrived."""

    model_config = ConfigDict(frozen=True)

    name: str
    media_type: str
    bytes: int
    note: PartNote

    @property
    def kind(self) -> str:
        return kind_of(self.name)


@dataclass(frozen=True, slots=True)
class OpenCapture:
    """A capture that is not sealed yet."""

    id: str
    opened: Opened
    parts: tuple[Part, ...]


def kind_of(name: str) -> str:
    """The kind of a part by its name: `strip-003` is a strip."""
    return name.partition("-")[0]


class Intake:
    """The captures that are not sealed yet, one folder each."""

    def __init__(self, layout: Layout, objects: Objects) -> None:
        self._layout = layout
        self._objects = objects
        self.lock = threading.Lock()

    def begin(self, sent: CaptureBegin, by: str, now: datetime) -> str:
        """Open a capture; its id."""
        capture_id = new_id(now)
        write_durably(
            self._folder(capture_id) / "opened.json",
            [Opened(began=now, by=by, begin=sent).model_dump_json(indent=1).encode()],
        )
        return capture_id

    def put(self, capture_id: str, name: str, media_type: str, note: PartNote, chunks: Iterable[bytes]) -> None:
        """Take a part. Raises `UnknownCaptureError`, `DigestMismatchError`, `TooLargeError`."""
        folder = self._known(capture_id)
        if not _PART.match(name) or not name.isascii() or "\n" in name:
            raise UnknownCaptureError(f"A capture has no part {name!r}.")
        # One at a time: bytes whose note is not written yet must not look unused to `sweeping`.
        with self.lock:
            self._known(capture_id)
            held = sum(part.bytes for part in self.get(capture_id).parts if part.name != name)
            digest, size = self._objects.take(_capped(chunks, min(CAPS[kind_of(name)], MOST_BYTES - held)), note.sha256)
            part = Part(name=name, media_type=media_type, bytes=size, note=note.model_copy(update={"sha256": digest}))
            write_durably(folder / f"{name}.json", [part.model_dump_json().encode()])

    def get(self, capture_id: str) -> OpenCapture:
        """What has arrived. Raises `UnknownCaptureError`."""
        folder = self._known(capture_id)
        opened = Opened.model_validate_json((folder / "opened.json").read_bytes())
        parts = [
            Part.model_validate_json(path.read_bytes())
            for path in sorted(folder.glob("*.json"))
            if _PART.match(path.stem)
        ]
        return OpenCapture(capture_id, opened, tuple(parts))

    def all(self) -> Iterator[OpenCapture]:
        """Every capture that was opened and is neither sealed nor given up."""
        for folder in sorted(self._layout.incoming.iterdir(), reverse=True):
            if is_id(folder.name) and (folder / "opened.json").is_file():
                yield self.get(folder.name)

    def has(self, capture_id: str) -> bool:
        """Whether that capture is open."""
        return is_id(capture_id) and (self._folder(capture_id) / "opened.json").is_file()

    def remove(self, capture_id: str) -> None:
        """Forget an open capture: it was sealed, or given up."""
        with self.lock:
            if self._folder(capture_id).is_dir():
                remove_tree(self._folder(capture_id))

    def used(self) -> set[str]:
        """Digests that open captures hold."""
        return {part.note.sha256 for capture in self.all() for part in capture.parts}

    def _folder(self, capture_id: str) -> Path:
        return self._layout.incoming / capture_id

    def _known(self, capture_id: str) -> Path:
        if not self.has(capture_id):
            raise UnknownCaptureError("There is no such open capture.")
        return self._folder(capture_id)


def _capped(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise TooLargeError(f"The part is larger than {most} bytes.")
        yield chunk


def part_note(header: str) -> PartNote:
    """The note of a part from its header. Raises `ValueError`."""
    return PartNote.model_validate(json.loads(unquote(header)))
