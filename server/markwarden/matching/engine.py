"""(listings, registry) → assessments. Knows no HTTP and no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markwarden.matching.assess import assess
from markwarden.matching.names import names_of, right_refs
from markwarden.matching.seller import Sellers
from markwarden.matching.text.atoms import read_title
from markwarden.matching.text.finder import Finder
from markwarden.matching.text.fold import key
from markwarden.matching.text.hit import Name
from markwarden.matching.text.lexicon import Lexicon
from markwarden_schema.assessment import Assessment, RightRef
from markwarden_schema.listing import Listing
from markwarden_schema.registry import PriceFloor, RegistryDocument


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a brand beside its names."""

    sellers: Sellers
    price_floors: Sequence[PriceFloor]


class Engine:
    """A registry made ready for assessing. Immutable: threads share it, a change of the registry makes a new one."""

    def __init__(
        self, lexicon: Lexicon, finder: Finder, rights: Mapping[str, RightRef], brands: Mapping[str, Knowledge]
    ) -> None:
        self._lexicon = lexicon
        self._finder = finder
        self._brands = brands
        self.rights = rights

    @classmethod
    def build(cls, document: RegistryDocument) -> "Engine":
        """Index a whole registry."""
        names = _by_key(document)
        return cls._with(document, names, Lexicon.build(_tokens(names)))

    def updated(self, document: RegistryDocument) -> "Engine":
        """The engine for a changed registry; what did not change is not indexed again."""
        names = _by_key(document)
        return self._with(document, names, self._lexicon.updated(_tokens(names)))

    @classmethod
    def _with(cls, document: RegistryDocument, names: Mapping[str, Sequence[Name]], lexicon: Lexicon) -> "Engine":
        brands = {brand.id or brand.name: Knowledge(Sellers.of(brand), brand.price_floors) for brand in document.brands}
        return cls(lexicon, Finder(lexicon, names), right_refs(document), brands)

    def assess(self, listings: Sequence[Listing]) -> list[Assessment]:
        """One assessment a listing, in order."""
        found = self._finder.find([listing.title or "" for listing in listings])
        return [assess(listing, hits, self._brands) for listing, hits in zip(listings, found, strict=True)]


def _by_key(document: RegistryDocument) -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = {}
    for name in names_of(document):
        names.setdefault(key(name.text), []).append(name)
    return names


def _tokens(names: Mapping[str, Sequence[Name]]) -> dict[str, tuple[str, ...]]:
    """Each key with the words that it is written in: of several ways the one in most words."""
    return {
        looked_up: max(
            (tuple(atom.word for atom in read_title(name.text).atoms) for name in same),
            key=lambda words: (len(words), words),
        )
        for looked_up, same in names.items()
    }
