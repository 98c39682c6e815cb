"""(listings, registry) → assessments. Knows no HTTP and no HTML."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from markwarden.matching.assess import Shown, assess
from markwarden.matching.decided import Decided
from markwarden.matching.image.found import Found
from markwarden.matching.index import Index
from markwarden.matching.names import RightRefs
from markwarden.matching.text.finder import Finder
from markwarden.matching.text.hit import Hit
from markwarden_schema.assessment import Assessment
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Brand, RegistryDocument


class Engine:
    """A registry made ready for assessing. Immutable: threads share it, a change of the registry makes a new one."""

    def __init__(self, brands: dict[str, Brand] | None, index: Index) -> None:
        """`brands`: what is indexed, by id; None where two have one id, so that nothing tells which of them changed."""
        self._brands = brands
        self._index = index
        self._finder = Finder(index.lexicon, index.names)

    @property
    def rights(self) -> RightRefs:
        """Every right, by id."""
        return self._index.rights

    @classmethod
    def build(cls, document: RegistryDocument) -> "Engine":
        """Index a whole registry."""
        with _no_collecting():
            brands = _by_id(document)
            return cls(brands if len(brands) == len(document.brands) else None, Index.build(document.brands))

    def updated(self, document: RegistryDocument) -> "Engine":
        """The engine for a changed registry: the one that `build` makes of it, for the price of what changed.

        A brand that is the same object as before is not looked into.
        """
        now = _by_id(document)
        if self._brands is None or len(now) < len(document.brands):
            return Engine.build(document)
        after: dict[str, Brand] = {}
        for brand_id, brand in now.items():
            old = self._brands.get(brand_id)
            if old is not None and (old is brand or old == brand):
                now[brand_id] = old
            else:
                after[brand_id] = brand
        before = [brand for brand_id, brand in self._brands.items() if brand_id in after or brand_id not in now]
        if not (before or after):
            return self
        with _no_collecting():
            return Engine(now, self._index.changed(before, list(after.values()), now.values()))

    def find(self, texts: Sequence[str]) -> list[list[Hit]]:
        """The names met in each text, before anything around them is looked at; strongest first."""
        return self._finder.find(texts)

    def assess(
        self,
        listings: Sequence[Listing],
        decided: Decided | None = None,
        seen: Mapping[str, Sequence[tuple[str, Found]]] | None = None,
    ) -> list[Assessment]:
        """One assessment a listing, in order; what was `decided` before is heeded.

        `seen`: by item id what a listing's pictures show, each finding with the picture's address.
        """
        decided = decided or Decided()
        found = self._finder.find([listing.title or "" for listing in listings])
        return [
            assess(
                listing,
                hits,
                self._index.known,
                decided,
                self._shown((seen or {}).get(listing.item_id, ())),
                self._index.patents.hints(listing.title or ""),
                self._index.texts.passages(listing.description),
            )
            for listing, hits in zip(listings, found, strict=True)
        ]

    def _shown(self, seen: Sequence[tuple[str, Found]]) -> list[Shown]:
        """Findings with their brands; of a right that the registry no longer has, nothing is said."""
        return [
            Shown(brand_id, image, found)
            for image, found in seen
            if (brand_id := self.rights.brand_id(found.right)) is not None
        ]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Python's collector kept off: an index is millions of objects and no garbage, and walking them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _by_id(document: RegistryDocument) -> dict[str, Brand]:
    return {brand.id or brand.name: brand for brand in document.brands}
