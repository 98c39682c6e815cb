"""The registry's figures and designs made ready for the search: those kept ready and a few new ones at once, many in portions.

A figure that is not ready is not searched for. Knows no queue: who has idle time asks for the next portion.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from markwarden.matching.image.figures import FigureKey, FigureSearch
from markwarden.matching.image.logo import ArtworkRefusedError, Figure
from markwarden.matching.image.logo.shelf import FigureShelf
from markwarden.pictures.references import Purpose, Reference
from markwarden.store import BlobStore

_LOG = logging.getLogger("markwarden")
_AT_ONCE = 4
"""New pictures that are made ready while somebody waits: each takes a twentieth of a second."""
_PORTION = 16


class PreparedFigures:
    """Threads share it; `follow` is called by one at a time."""

    def __init__(self, blobs: BlobStore, searches: Mapping[Purpose, FigureSearch], shelf: FigureShelf) -> None:
        self._blobs = blobs
        self._searches = searches
        self._shelf = shelf
        self._lock = threading.Lock()
        self._followed: frozenset[Reference] | None = None
        self._ready: frozenset[Reference] = frozenset()
        self._waiting: dict[Reference, None] = {}

    def close(self) -> None:
        """Let the shelf go."""
        self._shelf.close()

    @property
    def ready(self) -> frozenset[Reference]:
        """Those that are searched for."""
        return self._ready

    def waiting(self) -> int:
        """How many are not ready."""
        return len(self._waiting)

    def next(self) -> Reference | None:
        """The one that has waited longest."""
        with self._lock:
            return next(iter(self._waiting), None)

    def follow(self, now: frozenset[Reference]) -> list[Reference]:
        """Search for these from now on, and for no others; those that are newly ready."""
        former = self._followed
        gone, new = (former or frozenset()) - now, sorted(now - (former or frozenset()))
        with self._lock:
            self._followed = now
            self._ready -= gone
            for one in gone:
                self._waiting.pop(one, None)
        for purpose, search in self._searches.items():
            search.remove([_key(one) for one in gone if one.purpose is purpose])
            if gone or former is None:
                self._shelf.keep_only(purpose.value, {one.sha256 for one in now if one.purpose is purpose})
        ready = self._put(
            {
                one: figure
                for purpose, some in groupby(new, attrgetter("purpose"))
                for one, figure in self._kept(purpose, list(some)).items()
            }
        )
        unready = [one for one in new if one not in self._ready]
        if len({(one.purpose, one.sha256) for one in unready}) <= _AT_ONCE:
            return ready + self._put(self._made(unready, lambda: True))
        with self._lock:
            self._waiting |= dict.fromkeys(unready)
        return ready

    def portion(self, go_on: Callable[[], bool]) -> list[Reference]:
        """Make the next few ready, as long as `go_on` says so; those that are."""
        with self._lock:
            some = list(self._waiting)[:_PORTION]
        try:
            return self._put(self._made(some, go_on))
        finally:
            with self._lock:
                for one in some:
                    self._waiting.pop(one, None)

    def _kept(self, purpose: Purpose, references: list[Reference]) -> dict[Reference, Figure]:
        kept = self._shelf.get(purpose.value, {one.sha256 for one in references})
        return {one: kept[one.sha256] for one in references if one.sha256 in kept}

    def _made(self, references: Iterable[Reference], go_on: Callable[[], bool]) -> dict[Reference, Figure]:
        """Each picture once, whatever number of rights have it; kept for the next start."""
        made: dict[Purpose, dict[str, Figure | None]] = {purpose: {} for purpose in self._searches}
        out = {}
        for one in references:
            if not go_on():
                break
            known = made[one.purpose]
            if one.sha256 not in known:
                known[one.sha256] = self._prepared(one)
            if (figure := known[one.sha256]) is not None:
                out[one] = figure
        for purpose, known in made.items():
            if some := {sha256: figure for sha256, figure in known.items() if figure is not None}:
                self._shelf.put(purpose.value, some)
        return out

    def _prepared(self, one: Reference) -> Figure | None:
        try:
            return self._searches[one.purpose].prepared(self._blobs.get(one.sha256))
        except (ArtworkRefusedError, OSError) as error:
            _LOG.warning("a figure cannot be used: %s", error)
            return None

    def _put(self, figures: Mapping[Reference, Figure]) -> list[Reference]:
        """Search for those that are still wanted, all at once: the index of figures is made anew at each change."""
        with self._lock:
            wanted = {one: figure for one, figure in figures.items() if one in (self._followed or ())}
            for purpose, search in self._searches.items():
                if some := {_key(one): figure for one, figure in wanted.items() if one.purpose is purpose}:
                    search.put(some)
            self._ready |= wanted.keys()
        return list(wanted)


def _key(reference: Reference) -> FigureKey:
    return FigureKey(reference.right_id, reference.sha256)
