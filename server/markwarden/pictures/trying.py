"""The trials of the registry's figures and designs: which were made, which wait, and what thresholds a person set.

Knows no listing and no queue: who has idle time asks for the next one.
"""

import threading
from collections.abc import Callable, Mapping

from markwarden.matching.image.figures import FigureSearch
from markwarden.matching.image.logo.enrol import forget_innocents
from markwarden.pictures.looks import LookMemory
from markwarden.pictures.references import Purpose, Reference
from markwarden.pictures.thresholds import Thresholds
from markwarden.pictures.trials import Photos, Trial
from markwarden.store import BlobStore

Key = tuple[Purpose, str]


class FigureTrials:
    """By what a picture is looked for as, and its digest. Threads share it."""

    def __init__(
        self, memory: LookMemory, blobs: BlobStore, thresholds: Thresholds, searches: Mapping[Purpose, FigureSearch]
    ) -> None:
        self._memory = memory
        self._blobs = blobs
        self._thresholds = thresholds
        self._searches = searches
        self._lock = threading.Lock()
        self._made: dict[Key, Trial] = {}
        self._untried: dict[Key, None] = {}

    def follow(self, reference: Reference) -> None:
        """A figure that is searched for from now on: its trial is remembered, or waits."""
        key = (reference.purpose, reference.sha256)
        facts = self._memory.trial(reference.sha256, reference.purpose.value, self._searches[reference.purpose].version)
        with self._lock:
            if facts is None:
                self._untried[key] = None
            else:
                self._made[key] = Trial.read(facts).with_threshold(self._thresholds.get(*key))

    def drop(self, reference: Reference) -> None:
        """A figure that is searched for no more needs no trial."""
        with self._lock:
            self._untried.pop((reference.purpose, reference.sha256), None)

    def get(self, purpose: Purpose, sha256: str) -> Trial | None:
        """What a figure's trial showed; None until it has been made."""
        return self._made.get((purpose, sha256))

    def next(self) -> Key | None:
        """The figure whose trial has waited longest."""
        with self._lock:
            return next(iter(self._untried), None)

    def waiting(self) -> int:
        """How many trials wait or are being made."""
        return len(self._untried)

    def make(self, purpose: Purpose, sha256: str, own: Photos, innocent: Photos, go_on: Callable[[], bool]) -> Trial:
        """Try a figure: seconds; one tried before on the photos given only. Raises `ArtworkRefusedError`, and `StoppedError` once `go_on` says no."""
        search = self._searches[purpose]
        former = self._made.get((purpose, sha256))
        known = None if former is None else former.scores
        made = Trial.of(search.tried(self._blobs.get(sha256), own, innocent, go_on, known))
        self._memory.keep_trial(sha256, purpose.value, search.version, made.facts())
        trial = made.with_threshold(self._thresholds.get(purpose, sha256))
        with self._lock:
            self._made[purpose, sha256] = trial
        self.leave(purpose, sha256)
        return trial

    def supposed(self, purpose: Purpose, sha256: str, data: bytes, go_on: Callable[[], bool]) -> Trial:
        """The trial of a figure that the registry may not have: made at the first call, remembered for the next ones.

        Raises `ArtworkRefusedError`, and `StoppedError` once `go_on` says no.
        """
        search = self._searches[purpose]
        facts = self._memory.trial(sha256, purpose.value, search.version)
        if facts is None:
            made = Trial.of(search.tried(data, (), (), go_on))
            self._memory.keep_trial(sha256, purpose.value, search.version, made.facts())
            with self._lock:
                if not self._untried:
                    forget_innocents()
        else:
            made = Trial.read(facts)
        return made.with_threshold(self._thresholds.get(purpose, sha256))

    def leave(self, purpose: Purpose, sha256: str) -> None:
        """A figure waits no more; one that could not be tried is told as untried."""
        with self._lock:
            self._untried.pop((purpose, sha256), None)
            if not self._untried:
                forget_innocents()

    def choose(self, purpose: Purpose, sha256: str, threshold: float | None) -> Trial | None:
        """Set a figure's threshold by hand (None: back to the one proposed); its trial as it counts now."""
        self._thresholds.put(purpose, sha256, threshold)
        with self._lock:
            trial = self._made.get((purpose, sha256))
            if trial is None:
                return None
            self._made[purpose, sha256] = trial.with_threshold(threshold)
            return self._made[purpose, sha256]
