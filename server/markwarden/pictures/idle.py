"""Work that waits until nothing else is to do: bounded, the most suspicious first, held back while a person waits.

Knows no picture. What it runs computes outside Python's lock.
"""

import itertools
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

_LOG = logging.getLogger("markwarden")
MOST_WAITING = 480
"""Jobs that wait at most: four pages of cards, two looks a card. Past that the least urgent is let go."""

T = TypeVar("T")


class IdlePool(Generic[T]):
    """Values by key wait by priority (the higher sooner); `work` is called with one at a time by each worker.

    A job that fails is logged, and the next is taken.
    """

    def __init__(self, work: Callable[[str, T], None], *, workers: int = 1) -> None:
        self._job = work
        self._condition = threading.Condition()
        self._waiting: dict[str, tuple[float, int, T]] = {}
        self._begun: set[str] = set()
        self._order = itertools.count()
        self._held = 0
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"markwarden-idle-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, key: str, value: T, priority: float) -> bool:
        """Let a job wait; whether it may (not where all that wait are more urgent, or it waits already)."""
        with self._condition:
            if self._closed or key in self._begun:
                return False
            if key in self._waiting:
                former, order, known = self._waiting[key]
                self._waiting[key] = (max(former, priority), order, known)
                return False
            if len(self._waiting) >= MOST_WAITING:
                last = min(self._waiting, key=self._rank)
                if self._waiting[last][0] >= priority:
                    return False
                del self._waiting[last]
            self._waiting[key] = (priority, next(self._order), value)
            self._condition.notify()
            return True

    def has(self, key: str) -> bool:
        """Whether a job waits or is being done."""
        with self._condition:
            return key in self._waiting or key in self._begun

    def drop(self, keys: Collection[str]) -> None:
        """Forget jobs that wait."""
        with self._condition:
            for key in keys:
                self._waiting.pop(key, None)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, no further job is begun: a person waits for something else."""
        with self._condition:
            self._held += 1
        try:
            yield
        finally:
            with self._condition:
                self._held -= 1
                self._condition.notify_all()

    def waiting(self) -> int:
        """How many jobs wait or are being done."""
        with self._condition:
            return len(self._waiting) + len(self._begun)

    def close(self) -> None:
        """Begin no further job and wait for those being done."""
        with self._condition:
            self._closed = True
            self._waiting.clear()
            self._condition.notify_all()
        for thread in self._threads:
            thread.join()

    def _rank(self, key: str) -> tuple[float, int]:
        priority, order, _ = self._waiting[key]
        return priority, -order

    def _work(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._closed or (self._waiting and not self._held))
                if self._closed:
                    return
                key = max(self._waiting, key=self._rank)
                value = self._waiting.pop(key)[2]
                self._begun.add(key)
            try:
                self._job(key, value)
            except Exception:  # noqa: BLE001 -- a library may fail in any way; the queue goes on
                _LOG.exception("a job in idle time failed")
            finally:
                with self._condition:
                    self._begun.discard(key)
