"""Pictures that were sent and are not done with: what a first glance found, who waits for news, and that nobody does."""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack

from markwarden.matching.image.found import Found

_REMEMBERED = 5_000
"""Pictures of which it is known how many pages wait for them: a browser that ends tells nobody."""


class UnderWay:
    """By key. Threads share it; what is done with is known by the memory, no longer here.

    `held` is entered for each picture until it is done with: what can wait does so meanwhile.
    """

    def __init__(self, held: Callable[[], AbstractContextManager[None]]) -> None:
        self._held = held
        self._news = threading.Condition()
        self._first: dict[str, tuple[Found, ...] | None] = {}
        self._holds: dict[str, ExitStack] = {}
        self._waiting: dict[str, int] = {}

    def begin(self, key: str) -> bool:
        """One more page waits for a picture. Whether it is new here: it is the caller's to look at then."""
        with self._news:
            self._waiting[key] = self._waiting.pop(key, 0) + 1
            if len(self._waiting) > _REMEMBERED:
                del self._waiting[next(iter(self._waiting))]
            if key in self._first:
                return False
            self._first[key] = None
            self._holds[key] = ExitStack()
            self._holds[key].enter_context(self._held())
            return True

    def glanced(self, key: str, found: Iterable[Found]) -> None:
        """A first glance was taken; the picture stays under way."""
        with self._news:
            self._first[key] = tuple(found)
            self._news.notify_all()

    def end(self, key: str) -> None:
        """The picture is done with."""
        with self._news:
            self._first.pop(key, None)
            self._holds.pop(key, ExitStack()).close()
            self._news.notify_all()

    def leave(self, keys: Iterable[str]) -> list[str]:
        """A page that waited for these is gone; those for which none waits any more."""
        with self._news:
            gone = []
            for key in dict.fromkeys(keys):
                if self._waiting.get(key, 0) > 1:
                    self._waiting[key] -= 1
                elif self._waiting.pop(key, 0):
                    gone.append(key)
            return gone

    def awaited(self, key: str) -> bool:
        """Whether any page still waits for a picture."""
        return key in self._waiting

    def __contains__(self, key: str) -> bool:
        return key in self._first

    def found(self, key: str) -> tuple[Found, ...]:
        """What a first glance found in a picture that is under way."""
        return self._first.get(key) or ()

    def wait_for_first(self, keys: Iterable[str], patience: float) -> None:
        """Until each was glanced at or is done with, or `patience` seconds are over."""
        every = list(keys)
        self._wait(lambda: not any(key in self._first and self._first[key] is None for key in every), patience)

    def wait_for_news(self, keys: Iterable[str], patience: float) -> None:
        """Until one of those under way, or the only one, is done with, or `patience` seconds are over."""
        every = {key for key in keys if key in self}
        if every:
            self._wait(lambda: not all(key in self._first for key in every), patience)

    def _wait(self, reached: Callable[[], bool], patience: float) -> None:
        with self._news:
            self._news.wait_for(reached, timeout=patience)
