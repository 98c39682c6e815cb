"""The portals that rights are registered with, and the documents each asks for. Knows no complaint form."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markwarden_schema.registry import Copyright, Right


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal's demands on the papers of a right."""

    key: str
    name: str
    needs: tuple[str, ...]
    unregistered_copyright: tuple[str, ...]
    languages: tuple[str, ...]
    """Papers in other languages want a translation."""

    def wanted(self, right: Right) -> tuple[str, ...]:
        """The kinds of documents that this right needs here."""
        return self.unregistered_copyright if isinstance(right, Copyright) and right.number is None else self.needs


@cache
def portals() -> dict[str, Portal]:
    """All of them by key."""
    table = tomllib.loads(files("markwarden.registry").joinpath("portals.toml").read_text("utf-8"))
    return {
        key: Portal(
            key, one["name"], tuple(one["needs"]), tuple(one["unregistered_copyright"]), tuple(one["languages"])
        )
        for key, one in table.items()
    }
