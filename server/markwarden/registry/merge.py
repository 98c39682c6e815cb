"""A registry that is taken over into another: what is new, what changes, and where the two say different things.

What the incoming one says wins, unless its key is among those to keep; what it does not mention stays. Knows no storage.
"""

import hashlib
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from markwarden.registry.rules import identity
from markwarden_schema._base import Model
from markwarden_schema.registry import Alias, Brand, Document, PriceFloor, Right, Seller

M = TypeVar("M", bound=Model)
_UNITED = frozenset({"images", "urls", "texts", "terms"})
"""Lists of which each entry stands by itself: the union is kept."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both say something of one field, and not the same. `part` names the right, alias or seller; empty: the brand itself."""

    key: str
    brand: str
    part: str
    field: str
    ours: str
    theirs: str


@dataclass(slots=True)
class Merged:
    """The brands afterwards, and what happened to whom (by name)."""

    brands: list[Brand]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(ours: Sequence[Brand], theirs: Sequence[Brand], keep: Collection[str] = frozenset()) -> Merged:
    """`ours` with everything that `theirs` says. `keep`: keys of the conflicts in which ours stays."""
    merged = Merged(list(ours))
    places = {brand.id: number for number, brand in enumerate(ours)} | {
        brand.name.casefold(): number for number, brand in enumerate(ours)
    }
    for brand in theirs:
        number = places.get(brand.id, places.get(brand.name.casefold()))
        if number is None:
            merged.brands.append(brand)
            merged.new.append(brand.name)
            continue
        before = merged.brands[number]
        after = _Merger(before.name, keep, merged.conflicts).brand(before, brand)
        (merged.unchanged if after == before else merged.changed).append(after.name)
        merged.brands[number] = after
    return merged


@dataclass(slots=True)
class _Merger:
    """Merges within one brand, noting conflicts."""

    name: str
    keep: Collection[str]
    conflicts: list[Conflict]

    def brand(self, old: Brand, new: Brand) -> Brand:
        whole = self.fields(old, new, "", skip={"id", "aliases", "rights", "sellers", "price_floors"})
        return whole.model_copy(
            update={
                "aliases": self.items(old.aliases, new.aliases, _alias_key, lambda one: one.text),
                "rights": self.rights(old.rights, new.rights),
                "sellers": self.items(
                    old.sellers, new.sellers, _seller_key, lambda one: one.name or one.store_id or ""
                ),
                "price_floors": self.items(old.price_floors, new.price_floors, _floor_key, lambda one: one.goods),
            }
        )

    def rights(self, old: Sequence[Right], new: Sequence[Right]) -> list[Right]:
        after: dict[tuple[str, ...], Right] = {identity(right): right for right in old}
        ids = {right.id: identity(right) for right in old}
        for right in new:
            key = identity(right) if identity(right) in after else ids.get(right.id, identity(right))
            before = after.get(key)
            if before is None or before.kind != right.kind:
                after[identity(right)] = right
                continue
            after[key] = self.right(before, right)
        return list(after.values())

    def right(self, old: Right, new: Right) -> Right:
        part = label_of(new)
        whole = self.fields(old, new, part, skip={"id", "documents", "portals", *_UNITED})
        update: dict[str, object] = {
            "documents": self.items(
                old.documents, new.documents, _paper_key, lambda one: f"{part}: {one.name or one.kind or one.file}"
            ),
            "portals": self.items(
                old.portals, new.portals, lambda one: one.portal.casefold(), lambda one: f"{part}: {one.portal}"
            ),
        }
        for name in _UNITED & type(new).model_fields.keys():
            update[name] = list(dict.fromkeys([*getattr(old, name), *getattr(new, name)]))
        return whole.model_copy(update=update)

    def items(
        self, old: Sequence[M], new: Sequence[M], key: Callable[[M], Hashable], label: Callable[[M], str]
    ) -> list[M]:
        after = {key(one): one for one in old}
        for one in new:
            before = after.get(key(one))
            after[key(one)] = one if before is None else self.fields(before, one, label(one))
        return list(after.values())

    def fields(self, old: M, new: M, part: str, skip: Iterable[str] = ()) -> M:
        """Field by field: what `new` mentions wins over what `old` says, unless it is to be kept."""
        update: dict[str, Any] = {}
        for name in sorted(new.model_fields_set - set(skip)):
            ours, theirs = getattr(old, name), getattr(new, name)
            if theirs in (None, []) or ours == theirs:
                continue
            if ours not in (None, []) and name in old.model_fields_set:
                conflict = Conflict(_key(self.name, part, name), self.name, part, name, _plain(ours), _plain(theirs))
                self.conflicts.append(conflict)
                if conflict.key in self.keep:
                    continue
            update[name] = theirs
        return old.model_copy(update=update) if update else old


def label_of(right: Right) -> str:
    """What a person calls a right: what it protects, its number and place."""
    what = getattr(right, "mark", None) or getattr(right, "title", None) or right.kind
    return " ".join(part for part in (what, right.number, right.jurisdiction) if part)


def _alias_key(alias: Alias) -> str:
    return alias.text.casefold()


def _seller_key(seller: Seller) -> str:
    return (seller.store_id or seller.name or "").casefold()


def _floor_key(floor: PriceFloor) -> tuple[str, str]:
    return floor.goods.casefold(), floor.currency


def _paper_key(paper: Document) -> tuple[str | None, ...]:
    return (paper.file, paper.kind) if paper.file else (None, paper.kind, paper.name)


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(getattr(value, "value", value))
