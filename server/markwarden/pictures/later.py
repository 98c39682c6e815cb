"""What takes longer than a glance: figures, designs and words in pictures, looked for in idle time, once for all.

Knows no listing. Findings are kept by the digest of a picture's bytes: figures as they scored, words as they were
read, so that a new threshold or a new word mark needs no picture again. A new figure does.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

import cv2

from markwarden.matching import Engine
from markwarden.matching.image.figures import FigureKey, FigureSearch, design_search, figure_search, judged, untried
from markwarden.matching.image.found import Found
from markwarden.matching.image.logo.enrol import StoppedError
from markwarden.matching.image.logo.shelf import FigureShelf
from markwarden.matching.image.picture import Picture, decode
from markwarden.matching.image.words import READS, Line, Reader
from markwarden.matching.image.words.telling import told
from markwarden.pictures.idle import IdlePool
from markwarden.pictures.looks import LookMemory
from markwarden.pictures.prepared import PreparedFigures
from markwarden.pictures.references import Purpose, Reference, version_of
from markwarden.pictures.rows import from_row, to_row
from markwarden.pictures.thresholds import Thresholds
from markwarden.pictures.trials import Photos, Trial
from markwarden.pictures.trying import FigureTrials
from markwarden.store import BlobStore, SqliteStore

_MARKS, _WORDS = "marks", "words"
_MARKS_FIRST = 1000.0
"""Figures of all pictures before words of any: they take a tenth of the time."""
_TRIAL_NEXT, _TRIAL_LATER = 2000.0, -1000.0
"""A trial, then a picture, and so on: what is found counts little before its trial, and no import of figures may hold
up the pictures."""
_PREPARING_FIRST = 3000.0
"""Figures made ready before anything: a picture looked at with a part of them would have to be looked at again."""
_MOST_BYTES = 400_000
"""Of a picture that waits; a larger one waits as the JPEG of what is looked at."""
_REMEMBERED = 4000
"""Pictures whose words are kept in memory as the registry takes them."""
_SEARCHES: Mapping[Purpose, Callable[[], FigureSearch]] = {Purpose.FIGURE: figure_search, Purpose.DESIGN: design_search}


class _Job(NamedTuple):
    look: str
    sha256: str
    data: bytes


class LaterLooks:
    """Threads share it."""

    def __init__(
        self,
        rows: SqliteStore,
        blobs: BlobStore,
        engine: Callable[[], Engine],
        thresholds: Thresholds,
        shelf: Path,
        *,
        words: bool,
        keep: Callable[[bytes], None],
    ) -> None:
        """`shelf`: the file of figures that are ready; `keep` is given the bytes of a picture in which a look found something."""
        self._memory = LookMemory(rows)
        self._blobs = blobs
        self._engine = engine
        self._keep = keep
        self._searches: dict[Purpose, FigureSearch] = {purpose: search() for purpose, search in _SEARCHES.items()}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._references: frozenset[Reference] = frozenset()
        self._figures = PreparedFigures(blobs, self._searches, FigureShelf(shelf))
        self._trials = FigureTrials(self._memory, blobs, thresholds, self._searches)
        self._versions: dict[str, str] = {_WORDS: READS} if words else {}
        self._reader = Reader() if words else None
        self._reading = threading.Lock()
        self._told: tuple[Engine | None, dict[str, list[Found]]] = (None, {})
        self._pool: IdlePool[_Job] = IdlePool(self._work)

    @property
    def words(self) -> bool:
        """Whether words are read."""
        return self._reader is not None

    @property
    def active(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._versions)

    def close(self) -> None:
        """Begin nothing more, and wait for what is being done; a trial is given up."""
        self._closing.set()
        self._pool.close()
        self._figures.close()

    def held(self) -> AbstractContextManager[None]:
        """Within, nothing is begun: a person waits."""
        return self._pool.held()

    def follow(self, references: Iterable[Reference]) -> None:
        """Search for these figures and designs from now on."""
        now = frozenset(one for one in references if one.purpose in _SEARCHES)
        for gone in self._references - now:
            self._trials.drop(gone)
        self._references = now
        self._searching(self._figures.follow(now))
        self._prepare_next()
        self._try_next(_TRIAL_NEXT)

    def _searching(self, more: Iterable[Reference]) -> None:
        """These figures are searched for too: pictures that were looked at without them are looked at again."""
        for reference in more:
            self._trials.follow(reference)
        with self._lock:
            if self._references:
                searches = (search.version for search in self._searches.values())
                self._versions[_MARKS] = version_of(searches, self._figures.ready)
            else:
                self._versions.pop(_MARKS, None)

    def trial(self, purpose: Purpose, sha256: str) -> Trial | None:
        """What a figure's trial showed; None until it has been made."""
        return self._trials.get(purpose, sha256)

    def untried(self) -> int:
        """How many trials wait or are being made, and figures that are not ready for one."""
        return self._trials.waiting() + self._figures.waiting()

    def try_with(self, purpose: Purpose, sha256: str, own: Photos, innocent: Photos) -> Trial:
        """Try a figure again with photos that show it, and others that do not; seconds. Raises `ArtworkRefusedError`."""
        return self._trials.make(purpose, sha256, own, innocent, lambda: not self._closing.is_set())

    def choose(self, purpose: Purpose, sha256: str, threshold: float | None) -> Trial | None:
        """Set a figure's threshold by hand; None: the one its trial proposes."""
        return self._trials.choose(purpose, sha256, threshold)

    def lacking(self, digests: Iterable[str]) -> set[str]:
        """Those pictures that were not wholly looked at."""
        every = set(digests)
        versions = dict(self._versions)
        brought = self._memory.brought(every, versions)
        return {sha256 for sha256 in every if any((sha256, look) not in brought for look in versions)}

    def under_way(self, sha256: str) -> bool:
        """Whether a picture waits for a look."""
        return any(self._pool.has(f"{look}:{sha256}") for look in (_MARKS, _WORDS))

    def put(self, sha256: str, data: bytes, picture: Picture, urgency: float) -> None:
        """Let a picture wait for the looks it lacks; the more urgent sooner."""
        versions = dict(self._versions)
        brought = self._memory.brought([sha256], versions)
        lacking = [look for look in versions if (sha256, look) not in brought]
        held = data
        if len(data) > _MOST_BYTES and lacking:
            # It waits as less than itself, and nobody knows yet whether it will be asked for: kept as it is.
            self._keep(data)
            held = _compact(picture)
        for look in versions:
            if look in lacking:
                first = _MARKS_FIRST if look == _MARKS else 0.0
                self._pool.put(f"{look}:{sha256}", _Job(look, sha256, held), urgency + first)

    def drop(self, digests: Iterable[str]) -> None:
        """Let pictures wait no more: the page that showed them is gone."""
        self._pool.drop([f"{look}:{sha256}" for sha256 in digests for look in (_MARKS, _WORDS)])

    def look(self, picture: Picture) -> list[Found]:
        """What a picture shows that no page showed, looked at now (a second) and not remembered."""
        with self.held():
            found = self._judged(self._figures_in(picture))
            return [*found, *self._told_of(self._words_in(picture))] if self.words else found

    @property
    def purposes(self) -> list[Purpose]:
        """What reference pictures are looked for as."""
        return list(self._searches)

    def supposed(self, picture: Picture, purpose: Purpose, right_id: str, data: bytes) -> list[Found]:
        """What a picture shows of a figure that the registry does not have, as it would count once it was tried.

        The first time it is tried, which takes seconds. Raises `ArtworkRefusedError`.
        """
        search, sha256 = _SEARCHES[purpose](), hashlib.sha256(data).hexdigest()
        search.put({FigureKey(right_id, sha256): search.prepared(data)})
        with self.held():
            trial = self._trials.supposed(purpose, sha256, data, lambda: not self._closing.is_set())
            counted = (_counted(one, trial) for one in search.find(picture.rgb))
            return [one for one in counted if one is not None]

    def found(self, digests: Iterable[str]) -> dict[str, list[Found]]:
        """What is known so far of these pictures, as the registry and the trials are now."""
        brought = self._memory.brought(digests, dict(self._versions))
        out: dict[str, list[Found]] = {}
        for (sha256, look), rows in brought.items():
            one = self._judged(rows) if look == _MARKS else self._read(sha256, rows)
            out.setdefault(sha256, []).extend(one)
        return out

    def _judged(self, rows: list[dict[str, Any]]) -> list[Found]:
        found = []
        for one in map(from_row, rows):
            purpose = Purpose.FIGURE if one.kind.value == "logo" else Purpose.DESIGN
            counted = _counted(one, self._trials.get(purpose, one.reference))
            if counted is not None:
                found.append(counted)
        return found

    def _read(self, sha256: str, row: dict[str, Any]) -> list[Found]:
        engine = self._engine()
        by, known = self._told
        if by is not engine or len(known) > _REMEMBERED:
            known = {}
            self._told = (engine, known)
        if sha256 not in known:
            known[sha256] = self._told_of(row)
        return known[sha256]

    def _told_of(self, row: dict[str, Any]) -> list[Found]:
        lines = [Line(text, sure, tuple(box)) for text, sure, box in row["lines"]]
        width, height = row["size"]
        return told(lines, self._engine().find, (width, height))

    def _prepare_next(self) -> None:
        if (first := self._figures.next()) is not None:
            self._pool.put(
                f"prepare:{first.purpose.value}:{first.sha256}:{first.right_id}",
                _Job("prepare", "", b""),
                _PREPARING_FIRST,
            )

    def _try_next(self, urgency: float) -> None:
        if (key := self._trials.next()) is not None:
            purpose, sha256 = key
            self._pool.put(f"trial:{purpose.value}:{sha256}", _Job("trial", sha256, purpose.value.encode()), urgency)

    def _work(self, _: str, job: _Job) -> None:
        if job.look == "prepare":
            self._prepare()
        elif job.look == "trial":
            self._try(Purpose(job.data.decode()), job.sha256)
            self._try_next(_TRIAL_LATER)
        else:
            self._look(job)
            self._try_next(_TRIAL_NEXT)

    def _prepare(self) -> None:
        try:
            self._searching(self._figures.portion(lambda: not self._closing.is_set()))
        finally:
            self._prepare_next()
            self._try_next(_TRIAL_NEXT)

    def _look(self, job: _Job) -> None:
        version = self._versions.get(job.look)
        if version is None:
            return  # the registry has no figure any more
        picture = decode(job.data)
        if job.look == _MARKS:
            self._memory.keep(job.sha256, _MARKS, version, self._figures_in(picture))
        else:
            self._memory.keep(job.sha256, _WORDS, version, self._words_in(picture))
        if self.found([job.sha256]).get(job.sha256) and hashlib.sha256(job.data).hexdigest() == job.sha256:
            self._keep(job.data)

    def _figures_in(self, picture: Picture) -> list[dict[str, Any]]:
        return [to_row(one) for search in self._searches.values() for one in search.find(picture.rgb)]

    def _words_in(self, picture: Picture) -> dict[str, Any]:
        with self._reading:
            lines = [] if self._reader is None else self._reader.read(picture.rgb)
        return {"lines": [[line.text, line.sure, line.box] for line in lines], "size": picture.size}

    def _try(self, purpose: Purpose, sha256: str) -> None:
        try:
            if self._trials.get(purpose, sha256) is None:
                self.try_with(purpose, sha256, (), ())
        except StoppedError:
            pass  # it is made at the next start
        finally:
            self._trials.leave(purpose, sha256)


def _counted(found: Found, trial: Trial | None) -> Found | None:
    """A finding as its figure's trial lets it count; None where it does not."""
    return untried(found) if trial is None else judged(found, trial.threshold, too_simple=trial.too_simple)


def _compact(picture: Picture) -> bytes:
    _, coded = cv2.imencode(".jpg", cv2.cvtColor(picture.rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 92])
    return coded.tobytes()
