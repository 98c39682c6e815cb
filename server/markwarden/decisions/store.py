"""Every decision that was made, in a store, in the order it was made."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from markwarden.store.interface import Store
from markwarden_schema.decision import Decision, DecisionRequest, DecisionWord

COLLECTION = "decisions"


def _now() -> datetime:
    return datetime.now(UTC)


class Decisions:
    """Decisions in a store. One is never changed, so each is read from its row only once."""

    def __init__(self, store: Store, now: Callable[[], datetime] = _now) -> None:
        self._rows = store.collection(COLLECTION)
        self._now = now
        self._lock = threading.Lock()
        self._read: tuple[str, dict[str, Decision]] = ("unread", {})

    def version(self) -> str:
        """Changes with every decision and every undoing, also by another process. Cheap."""
        return self._rows.version()

    def add(self, request: DecisionRequest) -> Decision:
        """Keep a decision; it is durable when this returns."""
        decision = Decision(**dict(request), id=secrets.token_hex(8), at=self._now())
        self._rows.put(decision.model_dump(mode="json", exclude_none=True))
        return decision

    def get(self, decision_id: str) -> Decision | None:
        """One decision, or None."""
        return self._by_id().get(decision_id)

    def undo(self, decision_id: str) -> bool:
        """Delete a decision: what was said before it stands again. Whether there was one."""
        return self._rows.delete(decision_id)

    def all(self) -> list[Decision]:
        """All decisions, oldest first."""
        return list(self._by_id().values())

    def find(
        self, item_id: str | None = None, right: str | None = None, word: DecisionWord | None = None
    ) -> list[Decision]:
        """The decisions that fit, newest first."""
        found = [
            decision
            for decision in self._by_id().values()
            if (item_id is None or decision.item_id == item_id)
            and (right is None or decision.right == right)
            and (word is None or decision.word is word)
        ]
        found.reverse()
        return found

    def _by_id(self) -> dict[str, Decision]:
        with self._lock:
            version = self._rows.version()
            if self._read[0] != version:
                known = self._read[1]
                rows = {str(row["id"]): row for row in self._rows.all()}
                self._read = (
                    version,
                    {key: known.get(key) or Decision.model_validate(dict(row)) for key, row in rows.items()},
                )
            return self._read[1]
