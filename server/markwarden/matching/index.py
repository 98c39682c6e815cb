"""A registry indexed for assessing, and how a changed brand is put into the index. Knows brands, no listings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markwarden.matching.layered import Layered
from markwarden.matching.names import RightRefs, names_of_brand
from markwarden.matching.patents import PatentTerms
from markwarden.matching.seller import Sellers
from markwarden.matching.text.atoms import read_title
from markwarden.matching.text.fold import key
from markwarden.matching.text.hit import Name
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.texts import ProtectedTexts, Work, texts_of
from markwarden_schema.registry import Brand, PriceFloor


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a brand beside its names."""

    name: str
    sellers: Sellers
    price_floors: Sequence[PriceFloor]
    thresholds: Mapping[str, int]
    """Rights that have a threshold of their own: id → risk from which a listing is flagged."""

    @classmethod
    def of(cls, brand: Brand) -> "Knowledge":
        """What a brand's entry says."""
        own = {right.id: right.threshold for right in brand.rights if right.id and right.threshold is not None}
        return cls(brand.name, Sellers.of(brand), brand.price_floors, own)


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that is looked up of a registry. Immutable: a change makes a new one that shares what stays."""

    lexicon: Lexicon
    names: Layered[str, tuple[Name, ...]]
    """The names that each key stands for."""
    rights: RightRefs
    known: Layered[str, Knowledge]
    """By id of the brand."""
    patents: PatentTerms
    texts: ProtectedTexts

    @classmethod
    def build(cls, brands: Sequence[Brand]) -> "Index":
        """Index all brands."""
        names = _by_key(brands)
        return cls(
            Lexicon.build({looked_up: _words(same) for looked_up, same in names.items()}),
            Layered(names),
            RightRefs.of(brands),
            Layered({_id(brand): Knowledge.of(brand) for brand in brands}),
            PatentTerms.of(brands),
            ProtectedTexts.of(brands),
        )

    def changed(self, before: Collection[Brand], after: Collection[Brand], every: Iterable[Brand]) -> "Index":
        """The index when the brands `before` are what `after` says; `every`: all that there are now."""
        ids = {_id(brand) for brand in before}
        gone, new = _by_key(before), _by_key(after)
        names: dict[str, tuple[Name, ...] | None] = {}
        words: dict[str, tuple[str, ...] | None] = {}
        for looked_up in {**gone, **new}:
            old = self.names.get(looked_up) or ()
            same = _sorted([*(name for name in old if name.brand_id not in ids), *new.get(looked_up, ())])
            names[looked_up] = same or None
            now = _words(same) if same else None
            if now != (_words(old) if old else None):
                words[looked_up] = now
        known: dict[str, Knowledge | None] = dict.fromkeys(ids)
        known |= {_id(brand): Knowledge.of(brand) for brand in after}
        same_texts = sorted(_texts(before)) == sorted(_texts(after))
        return Index(
            self.lexicon.changed(words) if words else self.lexicon,
            self.names.changed(names),
            self.rights.changed(before, after),
            self.known.changed(known),
            self.patents.changed(ids, after),
            self.texts if same_texts else ProtectedTexts.of(every),
        )


def _id(brand: Brand) -> str:
    return brand.id or brand.name


def _texts(brands: Iterable[Brand]) -> list[tuple[Work, str]]:
    return [text for brand in brands for text in texts_of(brand)]


def _by_key(brands: Iterable[Brand]) -> dict[str, tuple[Name, ...]]:
    names: dict[str, list[Name]] = {}
    for brand in brands:
        for name in names_of_brand(brand):
            names.setdefault(key(name.text), []).append(name)
    return {looked_up: _sorted(same) for looked_up, same in names.items()}


def _sorted(same: Sequence[Name]) -> tuple[Name, ...]:
    """The names of one key in an order that does not hang on which came first."""
    return tuple(same if len(same) < 2 else sorted(same, key=lambda name: (name.brand_id, name.text, name.alias_tactic or "")))  # fmt: skip


def _words(same: Sequence[Name]) -> tuple[str, ...]:
    """The words that a key is written in: of several ways the one in most words."""
    ways = (tuple(atom.word for atom in read_title(name.text).atoms) for name in same)
    return max(ways, key=lambda words: (len(words), words))
