"""Two states of a document → the places that differ. Knows JSON values only."""

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

JSON = Any
_SECRET = ("sha256", "token", "hash", "secret")
HIDDEN = "(hidden)"
_MOST_TEXT = 400


@dataclass(frozen=True, slots=True)
class Change:
    """One place; None where there was, or is, nothing."""

    path: str
    before: JSON
    after: JSON


def differences(old: JSON, new: JSON, path: str = "", *, whole: bool = False) -> Iterator[Change]:
    """Every place where the two differ: `rights[r-1].number`. Elements without an id are added or removed as a whole.

    Long values are cut, unless the `whole` of them is asked for.
    """
    cut: Callable[[JSON], JSON] = (lambda value: value) if whole else short
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            place = f"{path}.{key}" if path else str(key)
            if any(word in str(key) for word in _SECRET) and old.get(key) != new.get(key):
                yield Change(place, HIDDEN, HIDDEN)
            else:
                yield from differences(old.get(key), new.get(key), place, whole=whole)
    elif isinstance(old, list) and isinstance(new, list) and _have_ids(old) and _have_ids(new):
        before, after = ({item["id"]: item for item in items} for items in (old, new))
        for key in [*before, *(key for key in after if key not in before)]:
            yield from differences(before.get(key), after.get(key), f"{path}[{key}]", whole=whole)
    elif isinstance(old, list) and isinstance(new, list):
        removed, added = _without(old, new), _without(new, old)
        yield Change(path, cut(removed) if removed else None, cut(added) if added else None)
    else:
        yield Change(path, cut(old), cut(new))


def _without(items: list[JSON], others: list[JSON]) -> list[JSON]:
    """Those that are not among the others. A right may have a hundred thousand pictures: each is not compared with each."""
    known = {_hashable(other) for other in others}
    return [item for item in items if _hashable(item) not in known]


def _hashable(item: JSON) -> Hashable:
    """Equal where the values are equal."""
    return ("json", json.dumps(item, sort_keys=True)) if isinstance(item, list | Mapping) else item


def _have_ids(items: list[JSON]) -> bool:
    return bool(items) and all(isinstance(item, Mapping) and "id" in item for item in items)


def short(value: JSON) -> JSON:
    """The value with long texts cut: the trail says what changed, it is no second store."""
    if isinstance(value, str):
        return value if len(value) <= _MOST_TEXT else value[:_MOST_TEXT] + "…"
    if isinstance(value, list):
        return [short(item) for item in value[:20]] + (["…"] if len(value) > 20 else [])
    if isinstance(value, Mapping):
        return {
            key: HIDDEN if any(word in str(key) for word in _SECRET) else short(item) for key, item in value.items()
        }
    return value
