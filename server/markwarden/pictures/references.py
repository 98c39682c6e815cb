"""The pictures that the registry's rights protect, and which detector each is for."""

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from markwarden_schema.registry import Copyright, Design, Patent, RegistryDocument, Right, Trademark


class Purpose(StrEnum):
    """What a reference picture is looked for as."""

    PHOTO = "photo"
    FIGURE = "figure"
    DESIGN = "design"


class Reference(NamedTuple):
    """One picture of a right; `sha256` names its bytes in the blob store."""

    purpose: Purpose
    right_id: str
    sha256: str


def references_of(document: RegistryDocument) -> Iterator[Reference]:
    """Every reference picture of a registry whose rights have ids."""
    for brand in document.brands:
        for right in brand.rights:
            yield from references_of_right(right)


def references_of_right(right: Right) -> Iterator[Reference]:
    """Those of one right; none where it has no id."""
    if right.id is None:
        return
    if isinstance(right, Trademark):
        if right.image:
            yield Reference(Purpose.FIGURE, right.id, _digest(right.image))
    elif isinstance(right, Copyright):
        for image in right.images:
            yield Reference(Purpose.PHOTO, right.id, _digest(image))
    elif isinstance(right, Design | Patent):
        for image in right.images:
            yield Reference(Purpose.DESIGN, right.id, _digest(image))


def version_of(searches: Iterable[str], references: Iterable[Reference]) -> str:
    """Of searches (their own versions) over these references, in whatever order those come."""
    parts = [*searches, *sorted("/".join(one) for one in references)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _digest(stored: str) -> str:
    """The registry names its files by their SHA-256 (`files/<digest>.<ending>`)."""
    name = stored.rpartition("/")[2]  # a tenth of the time of a path object: they may be a hundred thousand
    return name.rpartition(".")[0] or name
