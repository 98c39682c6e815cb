"""Which names titles are searched for: the word marks and aliases of a registry, and what a badge says of each right."""

from collections.abc import Iterator

from markwarden.matching.text.fold import fold_text, key
from markwarden.matching.text.hit import Name
from markwarden_schema.assessment import RightRef
from markwarden_schema.registry import Brand, RegistryDocument, Right, Trademark, Vigilance

_EAGER = (Vigilance.LOOSE, Vigilance.NORMAL, Vigilance.STRICT)
"""Of several rights in one mark the most watchful decides."""


def names_of(document: RegistryDocument) -> Iterator[Name]:
    """Every spelling to look for. A brand without a word mark is looked for by its name."""
    for brand in document.brands:
        yield from _names_of_brand(brand)


def _names_of_brand(brand: Brand) -> Iterator[Name]:
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


def right_refs(document: RegistryDocument) -> dict[str, RightRef]:
    """Every right of the registry, by id, as a badge names it."""
    return {
        right.id: RightRef(
            id=right.id,
            brand=brand.name,
            kind=right.kind,
            label=_label(right) or brand.name,
            number=right.number,
            jurisdiction=right.jurisdiction,
        )
        for brand in document.brands
        for right in brand.rights
        if right.id is not None
    }


def _label(right: Right) -> str | None:
    return right.mark if isinstance(right, Trademark) else right.title
