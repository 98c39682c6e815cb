"""Pictures looked at by a few threads, the most suspicious first. Knows detectors, not where their findings go."""

import itertools
import queue
import threading
from collections.abc import Callable

_STOP = float("-inf")


class Examiner:
    """A bounded pool: jobs wait in the order of their urgency, and stopping waits for none that has not begun."""

    def __init__(self, workers: int = 2) -> None:
        self._jobs: queue.PriorityQueue[tuple[float, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name=f"markwarden-pictures-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Callable[[], None], urgency: float) -> None:
        """Do a job when its turn comes; the most urgent first, of equal ones the oldest."""
        self._jobs.put((-urgency, next(self._numbers), job))

    def waiting(self) -> int:
        """Jobs whose turn has not come."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Let the threads end after what they are at; what still waits is dropped."""
        self._stopped.set()
        for _ in self._threads:
            self._jobs.put((_STOP, next(self._numbers), None))
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            job = self._jobs.get()[2]
            if job is None or self._stopped.is_set():
                return
            job()
