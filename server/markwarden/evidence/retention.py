"""How long captures are kept: the person's rule, what falls to it and when, and the clock that applies it.

Nothing is deleted unless the person set a rule. What it will delete is shown before; a tombstone with the seal stays in the log.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from markwarden.evidence.archive import Archive
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.index import Row
from markwarden.logs import LOGGER
from markwarden.store.interface import Store

EVERY = 3600.0
"""Seconds between two looks of the clock."""
SOON = timedelta(days=7)
"""How long ahead a coming deletion is announced."""
_ALL = 10_000_000


class Keep(StrEnum):
    """Which captures are kept for good."""

    ALL = "all"
    USED = "used"
    OPEN = "open"


class Rule(BaseModel):
    """The rule. `used`: captures that any case or complaint uses are kept; `open`: those that an open one uses."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    keep: Keep = Keep.ALL
    days: int = Field(default=365, ge=1, le=36_500, description="until the others are deleted")


@dataclass(frozen=True, slots=True)
class Use:
    """That a case or a complaint uses a capture. `ended`: when the last of them ended; None while one is open."""

    ended: datetime | None

    def and_(self, other: "Use | None") -> "Use":
        """Both together."""
        if other is None:
            return self
        return Use(None if self.ended is None or other.ended is None else max(self.ended, other.ended))


@dataclass(frozen=True, slots=True)
class Due:
    """A capture that the rule deletes, and when."""

    row: Row
    at: datetime


class Retention:
    """The rule, and what comes of it."""

    def __init__(self, store: Store, archive: Archive, uses: Callable[[], Mapping[str, Use]]) -> None:
        self._collection = store.collection("retention")
        self._archive = archive
        self._uses = uses
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def rule(self) -> Rule:
        return Rule.model_validate(self._collection.get("rule") or {})

    def set_rule(self, rule: Rule) -> None:
        """Keep the rule; it is applied at the clock's next look, not at once."""
        self._collection.put({"id": "rule", **rule.model_dump(mode="json")})

    def coming(self, rule: Rule | None = None) -> list[Due]:
        """Everything that the rule will delete, soonest first. `rule`: another one, tried."""
        rule = rule or self.rule()
        if rule.keep is Keep.ALL:
            return []
        uses = self._uses()
        rows = self._archive.index.find(limit=_ALL)
        wait = timedelta(days=rule.days)
        due: dict[str, Due] = {}
        for row in rows:
            use = uses.get(row.id)
            if use is None:
                due[row.id] = Due(row, row.sealed + wait)
            elif rule.keep is Keep.OPEN and use.ended is not None:
                due[row.id] = Due(row, max(row.sealed, use.ended) + wait)
        self._keep_parents(rows, due)
        return sorted(due.values(), key=lambda one: (one.at, one.row.id))

    def _keep_parents(self, rows: Sequence[Row], due: dict[str, Due]) -> None:
        """An original stays as long as its last redacted copy, which names it. `rows`: newest first, copies before originals."""
        for row in rows:
            if row.parent is not None and row.parent in due:
                own = due.get(row.id)
                if own is None:
                    del due[row.parent]
                elif own.at > due[row.parent].at:
                    due[row.parent] = Due(due[row.parent].row, own.at)

    def now_due(self, now: datetime | None = None) -> list[Due]:
        """What the rule deletes now."""
        now = now or datetime.now(UTC)
        return [one for one in self.coming() if one.at <= now]

    def soon(self, now: datetime | None = None) -> list[Due]:
        """What it deletes within `SOON`."""
        return [one for one in self.coming() if one.at <= (now or datetime.now(UTC)) + SOON]

    def apply(self, by: str, now: datetime | None = None) -> list[str]:
        """Delete what is due now; the ids. Raises `BrokenLogError`, and then nothing was deleted."""
        with self._lock:
            rule = self.rule()
            why = f"retention: {rule.keep.value}, {rule.days} days"
            return self._archive.delete_all([one.row.id for one in self.now_due(now)], by, why)

    # The clock.

    def start(self) -> None:
        """Look at once and every hour from now on."""
        self._thread = threading.Thread(target=self._run, name="markwarden-retention", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the clock."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(30)

    def _run(self) -> None:
        while True:
            try:
                gone = self.apply("markwarden, by the retention rule")
                if gone:
                    LOGGER.info("retention: %d captures were deleted", len(gone))
            except EvidenceError as error:
                LOGGER.error("retention: nothing was deleted: %s", error)
            except Exception as error:  # noqa: BLE001 - the clock has to go on; the log says what it was
                LOGGER.error("retention failed", exc_info=error)
            if self._stop.wait(EVERY):
                return
