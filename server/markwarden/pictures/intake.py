"""The detectors kept in step with the registry's reference pictures: a few at once, many in the background.

Knows no listing and no page. A detector may have kept references from before: what the registry has no more goes.
"""

import logging
import threading
from collections.abc import Callable, Collection, Mapping

from markwarden.matching.image.found import Detector
from markwarden.matching.image.picture import PictureRefusedError, decode
from markwarden.pictures.references import Purpose, Reference, version_of
from markwarden.store import BlobStore

_LOG = logging.getLogger("markwarden")
_AT_ONCE = 8
"""References that whoever asks waits for: a third of a second. More come in the background."""
_PORTION = 4
"""References between two of which other work has its turn."""


class ReferenceIntake:
    """Threads share it. `later` runs a job in the background; `done` is called when all have been taken in."""

    def __init__(
        self,
        detectors: Mapping[Purpose, Detector],
        blobs: BlobStore,
        later: Callable[[Callable[[], None]], None],
        done: Callable[[], None],
    ) -> None:
        self._detectors = detectors
        self._blobs = blobs
        self._later = later
        self._done = done
        self._lock = threading.Lock()
        self._wanted: frozenset[Reference] = frozenset()
        self._coming: list[Reference] = []
        self._taking: list[Reference] = []
        self._working = False
        self._version = self._version_of(())

    @property
    def version(self) -> str:
        """Of the detectors and of the references they have; while many are coming, of those before."""
        return self._version

    def coming(self) -> int:
        """How many references are not looked for yet."""
        return len(self._coming) + len(self._taking)

    def follow(self, references: Collection[Reference]) -> None:
        """Look for these and no others from now on, or soon, where they are many."""
        with self._lock:
            self._wanted = frozenset(one for one in references if one.purpose in self._detectors)
            for purpose, detector in self._detectors.items():
                for right_id, sha256 in detector.references():
                    if Reference(purpose, right_id, sha256) not in self._wanted:
                        detector.remove(right_id, sha256)
            self._coming = sorted(one for one in self._wanted.difference(self._taking) if not self._has(one))
            if len(self._coming) <= _AT_ONCE:
                for one in self._coming:
                    self._add(one)
                self._coming = []
            self._version = self._version_of(self._wanted.difference(self._coming, self._taking))
            begin = bool(self._coming) and not self._working
            self._working = self._working or begin
        if begin:
            self._later(self._take_some)
        elif not self._coming:
            self._done()

    def _take_some(self) -> None:
        """The next portion; the version changes with the last: pictures are looked at anew once, not for each."""
        with self._lock:
            self._taking, self._coming = self._coming[:_PORTION], self._coming[_PORTION:]
        for one in self._taking:
            try:
                self._add(one)
            except Exception:  # noqa: BLE001 -- a full disk, a fault of a library: the others come all the same
                _LOG.exception("a reference picture could not be taken in")
        with self._lock:
            for one in self._taking:
                if one not in self._wanted:  # it was taken away meanwhile
                    self._detectors[one.purpose].remove(one.right_id, one.sha256)
            self._taking = []
            self._working = more = bool(self._coming)
            if not more:
                self._version = self._version_of(self._wanted)
        if more:
            self._later(self._take_some)
        else:
            self._done()

    def _has(self, one: Reference) -> bool:
        return self._detectors[one.purpose].has(one.right_id, one.sha256)

    def _add(self, one: Reference) -> None:
        try:
            picture = decode(self._blobs.get(one.sha256))
        except (PictureRefusedError, FileNotFoundError) as error:
            _LOG.warning("a reference picture cannot be used: %s", type(error).__name__)
        else:
            self._detectors[one.purpose].add(one.right_id, one.sha256, picture)

    def _version_of(self, references: Collection[Reference]) -> str:
        return version_of(sorted(detector.version for detector in self._detectors.values()), references)
