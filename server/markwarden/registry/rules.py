"""Rules across the fields of a registry document, beyond what its models can say."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from markwarden.registry.problems import Problem
from markwarden_schema.registry import Brand, Copyright, Design, Patent, RegistryDocument, Right, Trademark


def check(document: RegistryDocument, files: frozenset[str] | None) -> list[Problem]:
    """What is wrong. `files` are the paths that lie beside the document; None where pictures cannot lie there."""
    problems = list(_brand_problems(document))
    for number, brand in enumerate(document.brands):
        here = f"brands[{number}]"
        problems += _right_problems(brand, here)
        problems += _repeated(here + ".aliases", [alias.text.casefold() for alias in brand.aliases], "alias")
        problems += _repeated(
            here + ".sellers", [seller.store_id or (seller.name or "").casefold() for seller in brand.sellers], "seller"
        )
        for row, seller in enumerate(brand.sellers):
            if seller.store_id is None and seller.name is None:
                problems.append(Problem(f"{here}.sellers[{row}]", "needs a store_id or a name"))
        for path, place in referenced(brand, here):
            problems += _file_problems(path, place, files)
    return problems


def referenced(brand: Brand, here: str) -> Iterator[tuple[str, str]]:
    """Every file a brand refers to, with its place in the document."""
    for number, right in enumerate(brand.rights):
        place = f"{here}.rights[{number}]"
        if isinstance(right, Trademark) and right.image is not None:
            yield right.image, f"{place}.image"
        if isinstance(right, (Copyright, Design, Patent)):
            for row, image in enumerate(right.images):
                yield image, f"{place}.images[{row}]"
        for row, paper in enumerate(right.documents):
            if paper.file is not None:
                yield paper.file, f"{place}.documents[{row}].file"


def _brand_problems(document: RegistryDocument) -> Iterator[Problem]:
    yield from _repeated("brands", [brand.name.casefold() for brand in document.brands], "brand")
    yield from _repeated(
        "brands", [brand.id or f"#{number}" for number, brand in enumerate(document.brands)], "brand id"
    )
    rights: dict[str, str] = {}
    for number, brand in enumerate(document.brands):
        for row, right in enumerate(brand.rights):
            place = f"brands[{number}].rights[{row}]"
            if right.id is not None and right.id in rights:
                yield Problem(f"{place}.id", f"the same id as {rights[right.id]}")
            elif right.id is not None:
                rights[right.id] = place


def _repeated(place: str, keys: list[str], what: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, key in enumerate(keys):
        if key and key in first:
            yield Problem(f"{place}[{number}]", f"the same {what} as {place}[{first[key]}]")
        else:
            first[key] = number


def identity(right: Right) -> tuple[str, ...]:
    """What makes two entries the same right: kind and number of one register, else what they protect."""
    place = (right.jurisdiction or "").casefold()
    if right.number:
        return (right.kind, place, right.number.casefold())
    if isinstance(right, Trademark):
        return (
            right.kind,
            place,
            right.form,
            (right.mark or right.image or "").casefold(),
            ",".join(map(str, right.nice_classes)),
        )
    return (right.kind, place, (right.title or "").casefold(), ",".join(right.images))


def _right_problems(brand: Brand, here: str) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for number, right in enumerate(brand.rights):
        place = f"{here}.rights[{number}]"
        if isinstance(right, Trademark) and right.form == "word" and right.mark is None:
            yield Problem(f"{place}.mark", "is required of a word mark")
        if right.registered and right.expires and right.expires < right.registered:
            yield Problem(f"{place}.expires", "lies before the date of registration")
        key = identity(right)
        if key in first:
            yield Problem(place, f"the same right as {here}.rights[{first[key]}]")
        else:
            first[key] = number


def _file_problems(path: str, place: str, files: frozenset[str] | None) -> Iterator[Problem]:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path or "\x00" in path:
        yield Problem(place, f"{path!r} leads outside the registry's folder")
    elif files is None:
        yield Problem(place, f"{path!r} cannot be found: a bare file has no pictures or documents beside it")
    elif str(pure) not in files:
        yield Problem(place, f"{path!r} is missing")
