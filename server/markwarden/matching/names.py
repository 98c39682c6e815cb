"""Which names titles are searched for: the word marks and aliases of a registry, and what a badge says of each right."""

from collections.abc import Iterable, Iterator

from markwarden.matching.layered import Layered
from markwarden.matching.text.fold import fold_text, key
from markwarden.matching.text.hit import Name
from markwarden_schema.assessment import RightRef
from markwarden_schema.registry import Brand, RegistryDocument, Right, Trademark, Vigilance

_EAGER = (Vigilance.LOOSE, Vigilance.NORMAL, Vigilance.STRICT)
"""Of several rights in one mark the most watchful decides."""


def names_of(document: RegistryDocument) -> Iterator[Name]:
    """Every spelling to look for. A brand without a word mark is looked for by its name."""
    for brand in document.brands:
        yield from names_of_brand(brand)


def names_of_brand(brand: Brand) -> Iterator[Name]:
    """Every spelling to look for of one brand: its marks, or its name where it has none, and its aliases."""
    brand_id = brand.id or brand.name
    marks: dict[str, list[Trademark]] = {}
    for right in brand.rights:
        if isinstance(right, Trademark) and right.mark is not None and key(right.mark):
            marks.setdefault(fold_text(right.mark), []).append(right)
    every = tuple(right.id for group in marks.values() for right in group if right.id is not None)
    classes = frozenset(number for group in marks.values() for right in group for number in right.nice_classes)
    watch = min(
        (right.vigilance for group in marks.values() for right in group), key=_EAGER.index, default=Vigilance.NORMAL
    )
    if not marks and key(brand.name):
        yield Name(brand.name, brand_id, brand.name, ())
    for group in marks.values():
        yield Name(
            text=group[0].mark or "",
            brand_id=brand_id,
            brand=brand.name,
            rights=tuple(right.id for right in group if right.id is not None),
            nice_classes=frozenset(number for right in group for number in right.nice_classes),
            vigilance=min((right.vigilance for right in group), key=_EAGER.index),
        )
    for alias in brand.aliases:
        if key(alias.text):
            yield Name(alias.text, brand_id, brand.name, every, classes, watch, alias.tactic, alias.risk)


class RightRefs:
    """Every right of a registry, by id, as a badge names it; shaped when asked for, since few ever are."""

    def __init__(self, rights: Layered[str, tuple[Brand, Right]]) -> None:
        self._rights = rights

    @classmethod
    def of(cls, brands: Iterable[Brand]) -> "RightRefs":
        """The rights of these brands."""
        return cls(Layered(dict(_rights_of(brands))))

    def changed(self, before: Iterable[Brand], after: Iterable[Brand]) -> "RightRefs":
        """The rights when the brands `before` are what `after` says."""
        gone: dict[str, tuple[Brand, Right] | None] = {right_id: None for right_id, _ in _rights_of(before)}
        return RightRefs(self._rights.changed({**gone, **dict(_rights_of(after))}))

    def __contains__(self, right_id: str) -> bool:
        return self._rights.get(right_id) is not None

    def brand_id(self, right_id: str) -> str | None:
        """Whose right it is; None where there is none of that id."""
        found = self._rights.get(right_id)
        return (found[0].id or found[0].name) if found is not None else None

    def __getitem__(self, right_id: str) -> RightRef:
        found = self._rights.get(right_id)
        if found is None:
            raise KeyError(right_id)
        brand, right = found
        return RightRef(
            id=right_id,
            brand=brand.name,
            kind=right.kind,
            label=_label(right) or brand.name,
            number=right.number,
            jurisdiction=right.jurisdiction,
        )


def _rights_of(brands: Iterable[Brand]) -> Iterator[tuple[str, tuple[Brand, Right]]]:
    return ((right.id, (brand, right)) for brand in brands for right in brand.rights if right.id is not None)


def _label(right: Right) -> str | None:
    return right.mark if isinstance(right, Trademark) else right.title
