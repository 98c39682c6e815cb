"""The brand registry of this machine: what is stored, merged from and handed over as interchange documents."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markwarden.registry.interchange import NAME, LoadedRegistry, dump
from markwarden.registry.rules import identity, referenced
from markwarden.store import BlobStore
from markwarden.store.interface import Store
from markwarden_schema.registry import (
    FORMAT,
    Alias,
    Brand,
    PriceFloor,
    RegistryDocument,
    RegistrySummary,
    Right,
    Seller,
    Trademark,
)

COLLECTION = "brands"


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import does: names of brands."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


class Registry:
    """Brands in a store, their pictures and documents in a blob store."""

    def __init__(self, store: Store, blobs: BlobStore) -> None:
        self._brands = store.collection(COLLECTION)
        self._blobs = blobs

    def version(self) -> str:
        """Changes with every change of the registry, also by another process. Cheap."""
        return self._brands.version()

    def document(self) -> RegistryDocument:
        """The whole registry; every brand and right has an id."""
        return RegistryDocument(format=FORMAT, brands=[Brand.model_validate(dict(row)) for row in self._brands.all()])

    def summary(self) -> RegistrySummary:
        """How much it holds."""
        return summarise(self.document())

    def take_over(self, loaded: LoadedRegistry, *, replace: bool = False, dry_run: bool = False) -> Changes:
        """Merge a loaded registry (or, with `replace`, put it in place of what is there), in one atomic step."""
        incoming = [
            _with_paths(brand, lambda path: self._stored_name(loaded, path, dry_run=dry_run))
            for brand in loaded.document.brands
        ]
        before = [] if replace else list(self.document().brands)
        by_key = {brand.id: number for number, brand in enumerate(before)} | {
            brand.name.casefold(): number for number, brand in enumerate(before)
        }
        old = {brand.id: brand for brand in self.document().brands} if replace else {}
        after = list(before)
        changes = Changes()
        for brand in incoming:
            number = by_key.get(brand.id, by_key.get(brand.name.casefold()))
            if number is None:
                after.append(brand)
                same = old.get(brand.id)
                (changes.new if same is None else changes.unchanged if same == brand else changes.changed).append(
                    brand.name
                )
                continue
            merged = merge_brands(after[number], brand)
            (changes.unchanged if merged == after[number] else changes.changed).append(brand.name)
            after[number] = merged
        if not dry_run and (replace or changes.new or changes.changed):
            self._brands.replace_all(brand.model_dump(mode="json", exclude_none=True) for brand in after)
        return changes

    def put(self, brand: Brand) -> None:
        """Store one brand (with its ids) in place of the one with its id."""
        self._brands.put(brand.model_dump(mode="json", exclude_none=True))

    def _stored_name(self, loaded: LoadedRegistry, path: str, *, dry_run: bool) -> str:
        data = loaded.read(path)
        digest = hashlib.sha256(data).hexdigest() if dry_run else self._blobs.put(data)
        return f"files/{digest}{PurePosixPath(path).suffix.lower()}"

    def export(self, target: Path, brand_name: str | None = None) -> int:
        """Write a folder, or a zip where `target` ends in `.zip`; the number of brands. Raises `OSError`, `LookupError`."""
        document = self.document()
        if brand_name is not None:
            brands = [brand for brand in document.brands if brand.name.casefold() == brand_name.casefold()]
            if not brands:
                raise LookupError(f"there is no brand {brand_name!r} in the registry")
            document = document.model_copy(update={"brands": brands})
        names = sorted({path for brand in document.brands for path, _ in referenced(brand, "")})
        files = {name: self._blobs.get(PurePosixPath(name).stem) for name in names}
        if target.suffix.lower() == ".zip":
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(NAME, dump(document))
                for name, data in files.items():
                    archive.writestr(name, data)
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (target / name).write_bytes(data)
            (target / NAME).write_bytes(dump(document))
        return len(document.brands)


def summarise(document: RegistryDocument) -> RegistrySummary:
    """How much a document holds."""
    rights = [right for brand in document.brands for right in brand.rights]
    return RegistrySummary(
        brands=len(document.brands),
        rights=len(rights),
        marks=sum(1 for right in rights if isinstance(right, Trademark) and right.mark is not None),
        aliases=sum(len(brand.aliases) for brand in document.brands),
        sellers=sum(len(brand.sellers) for brand in document.brands),
    )


def merge_brands(old: Brand, new: Brand) -> Brand:
    """`old` with everything that `new` says: its facts win, what it does not mention stays."""
    rights: dict[tuple[str, ...], Right] = {identity(right): right for right in old.rights}
    for right in new.rights:
        before = rights.get(identity(right))
        rights[identity(right)] = right if before is None else right.model_copy(update={"id": before.id})
    aliases: dict[str, Alias] = {alias.text.casefold(): alias for alias in old.aliases} | {
        a.text.casefold(): a for a in new.aliases
    }
    sellers: dict[str, Seller] = {(s.store_id or s.name or "").casefold(): s for s in [*old.sellers, *new.sellers]}
    floors: dict[tuple[str, str], PriceFloor] = {
        (f.goods.casefold(), f.currency): f for f in [*old.price_floors, *new.price_floors]
    }
    return old.model_copy(
        update={
            "name": new.name,
            "owner": new.owner or old.owner,
            "home": new.home or old.home,
            "rights": list(rights.values()),
            "aliases": list(aliases.values()),
            "sellers": list(sellers.values()),
            "price_floors": list(floors.values()),
        }
    )


def _with_paths(brand: Brand, rename: Callable[[str], str]) -> Brand:
    """The brand with every file it refers to under the name that it is stored by."""
    rights: list[Right] = []
    for right in brand.rights:
        update: dict[str, object] = {
            "documents": [
                paper.model_copy(update={"file": rename(paper.file)}) if paper.file else paper
                for paper in right.documents
            ]
        }
        if isinstance(right, Trademark):
            update["image"] = rename(right.image) if right.image else None
        else:
            update["images"] = [rename(image) for image in right.images]
        rights.append(right.model_copy(update=update))
    return brand.model_copy(update={"rights": rights})
