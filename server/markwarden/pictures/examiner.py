"""Pictures looked at by a few threads: a glance at each first, then thoroughly. Knows detectors, not where findings go."""

import heapq
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable

_LOG = logging.getLogger("markwarden")
_CALM = 0.15
"""Seconds without a new glance after which the thorough looks are begun: a page's pictures come in several batches, and
a thorough look that is under way holds up the glances of the next."""
_LONGEST = 1.0
"""Seconds after which they are begun though glances still come in: on a slow network those come for long."""


class Examiner:
    """A bounded pool; stopping waits for no job that has not begun. Threads share it."""

    def __init__(self, workers: int = 2, *, calm: float = _CALM, longest: float = _LONGEST) -> None:
        self._calm, self._longest = calm, longest
        self._changed = threading.Condition()
        self._glances: deque[Callable[[], None]] = deque()
        self._looks: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._first_glance = self._last_glance = float("-inf")
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._work, name=f"markwarden-pictures-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def glance(self, job: Callable[[], None]) -> None:
        """Do a short job before all looks, in the order given."""
        with self._changed:
            now = time.monotonic()
            if now - self._last_glance >= self._calm:
                self._first_glance = now
            self._last_glance = now
            self._glances.append(job)
            self._changed.notify()

    def look(self, job: Callable[[], None], urgency: float) -> None:
        """Do a long job when no glances come in; the most urgent first, of equal ones the oldest."""
        with self._changed:
            heapq.heappush(self._looks, (-urgency, next(self._numbers), job))
            self._changed.notify()

    def close(self) -> None:
        """Let the threads end after what they are at; what still waits is dropped."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:  # noqa: BLE001 -- a library may fail in any way; the queue goes on
                _LOG.exception("a job on pictures failed")

    def _next(self) -> Callable[[], None] | None:
        """The next job, waiting for it; None at the end."""
        with self._changed:
            while not self._stopped:
                if self._glances:
                    return self._glances.popleft()
                held = self._held()
                if self._looks and held <= 0:
                    return heapq.heappop(self._looks)[2]
                self._changed.wait(held if self._looks else None)
            return None

    def _held(self) -> float:
        """Seconds until looks may be begun."""
        return min(self._last_glance + self._calm, self._first_glance + self._longest) - time.monotonic()
