"""A mapping that is changed without being copied: a large part that stays, and a small one with what changed since."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

SHARE = 32
"""The small part is made one with the large one when it reaches this fraction of it: so a change costs, on average, no
more than some `SHARE` entries, however large the whole is."""


class Layered(Generic[K, V]):
    """Immutable, so that threads may share it."""

    __slots__ = ("_base", "_changes")

    def __init__(self, base: dict[K, V], changes: dict[K, V | None] | None = None) -> None:
        """`changes` stand over `base`; None: gone."""
        self._base = base
        self._changes = changes or {}

    def get(self, key: K) -> V | None:
        """What stands under a key, or None."""
        if self._changes and key in self._changes:
            return self._changes[key]
        return self._base.get(key)

    def changed(self, changes: Mapping[K, V | None]) -> "Layered[K, V]":
        """The mapping with these entries put in, or taken out where they are None."""
        together = {**self._changes, **changes}
        if len(together) * SHARE <= len(self._base):
            return Layered(self._base, together)
        base = {**self._base, **together}
        return Layered({key: value for key, value in base.items() if value is not None})
