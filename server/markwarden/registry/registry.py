"""The brand registry of this machine: what is stored, merged from and handed over as interchange documents."""

import hashlib
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path, PurePosixPath

from markwarden.registry.identifiers import with_ids
from markwarden.registry.interchange import LoadedRegistry, write_folder, write_zip
from markwarden.registry.merge import Merged, merge
from markwarden.registry.problems import Problem, RegistryError
from markwarden.registry.rules import check, referenced
from markwarden.store import BlobStore
from markwarden.store.interface import Document, Store
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument, RegistrySummary, Right, Trademark

COLLECTION = "brands"
_FILES = "files"
"""The folder that files lie in when a registry is handed over."""
_PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class ChangedMeanwhileError(Exception):
    """The brand was changed after the person saw it; nothing was overwritten."""


class Registry:
    """Brands in a store, their pictures and documents in a blob store."""

    def __init__(self, store: Store, blobs: BlobStore) -> None:
        self._brands = store.collection(COLLECTION)
        self._blobs = blobs
        self._read: dict[str, tuple[Document, Brand]] = {}

    def version(self) -> str:
        """Changes with every change of the registry, also by another process. Cheap."""
        return self._brands.version()

    def document(self) -> RegistryDocument:
        """The whole registry; every brand and right has an id. A brand that did not change is the same object as before."""
        read = self._read
        known = {
            row["id"]: seen
            if (seen := read.get(row["id"])) and seen[0] == row
            else (row, Brand.model_validate(dict(row)))
            for row in self._brands.all()
        }
        self._read = known
        return RegistryDocument(format=FORMAT, brands=[brand for _, brand in known.values()])

    def summary(self) -> RegistrySummary:
        """How much it holds."""
        return summarise(self.document())

    def take_over(
        self,
        loaded: LoadedRegistry,
        *,
        replace: bool = False,
        dry_run: bool = False,
        keep: Collection[str] = frozenset(),
    ) -> Merged:
        """Merge a loaded registry (or, with `replace`, put it in place of what is there), in one atomic step.

        `keep`: keys of the conflicts in which what is stored stays. Nothing is written with `dry_run`.
        """
        incoming = [
            _with_paths(brand, lambda path: self._stored_name(loaded, path, dry_run=dry_run))
            for brand in loaded.document.brands
        ]

        def merged_with(before: Sequence[Brand]) -> Merged:
            return _replaced(before, incoming) if replace else merge(before, incoming, keep)

        if dry_run:
            return merged_with(self.document().brands)
        done: list[Merged] = []

        def changed(rows: list[Document]) -> list[Document] | None:
            merged = merged_with([Brand.model_validate(dict(row)) for row in rows])
            done.append(merged)
            return [_row(brand) for brand in merged.brands] if replace or merged.new or merged.changed else None

        self._brands.change_all(changed)
        return done[0]

    def brand(self, brand_id: str) -> Brand | None:
        """One brand, or None."""
        row = self._brands.get(brand_id)
        return Brand.model_validate(dict(row)) if row is not None else None

    def change(self, brand_id: str, revision: str | None, to: Callable[[Brand], Brand]) -> Brand:
        """Replace a brand by what `to` makes of it, and check it as an import is checked.

        `revision`: that of the brand the person saw. Raises `ChangedMeanwhileError`, `LookupError`, `RegistryError`.
        """

        def changed(row: Document | None) -> Document:
            if row is None:
                raise LookupError(f"there is no brand {brand_id}")
            before = Brand.model_validate(dict(row))
            if revision is not None and revision_of(before) != revision:
                raise ChangedMeanwhileError(before.name)
            return _row(self._checked(to(before)))

        return Brand.model_validate(dict(self._brands.change(brand_id, changed)))

    def add(self, brand: Brand) -> Brand:
        """Store a new brand; it and its rights get their ids. Raises `RegistryError`."""
        others = self.document().brands
        made = self._checked(brand)
        while any(other.id == made.id for other in others):
            made = made.model_copy(update={"id": f"{made.id}x"})
        self.put(made)
        return made

    def remove(self, brand_id: str) -> bool:
        """Whether there was such a brand; its files stay for restoring it."""
        return self._brands.delete(brand_id)

    def _checked(self, brand: Brand) -> Brand:
        """The brand with ids for what is new in it, sound beside the others. Raises `RegistryError`."""
        others = [other for other in self.document().brands if other.id != brand.id]
        whole = RegistryDocument(format=FORMAT, brands=[brand, *others])
        named = frozenset(path for one in whole.brands for path, _ in referenced(one, ""))
        problems = check(whole, named)
        problems += [
            Problem(place, f"{path!r} is missing")
            for path, place in referenced(brand, "brands[0]")
            if not self.has_file(path)
        ]
        if problems:
            raise RegistryError(problems)
        return with_ids(whole).brands[0]

    def put_file(self, data: bytes, name: str) -> str:
        """Keep the bytes of a picture or document; the path to name in a right. Only the ending of `name` is kept."""
        return f"{_FILES}/{self._blobs.put(data)}{_suffix(name)}"

    def has_file(self, path: str) -> bool:
        """Whether the bytes of a path are there."""
        return self._blobs.path(PurePosixPath(path).stem).is_file()

    def file(self, path: str) -> bytes:
        """The bytes of a path. Raises `FileNotFoundError`."""
        return self._blobs.get(PurePosixPath(path).stem)

    def put(self, brand: Brand) -> None:
        """Store one brand (with its ids) in place of the one with its id."""
        self._brands.put(_row(brand))

    def _stored_name(self, loaded: LoadedRegistry, path: str, *, dry_run: bool) -> str:
        data = loaded.read(path)
        digest = hashlib.sha256(data).hexdigest() if dry_run else self._blobs.put(data)
        return f"{_FILES}/{digest}{_suffix(path)}"

    def part(self, brand_name: str | None = None, *, documents: bool = True) -> LoadedRegistry:
        """The registry, or one brand of it, with its files; `documents=False` leaves the papers out. Raises `LookupError`."""
        document = self.document()
        if brand_name is not None:
            brands = [brand for brand in document.brands if brand.name.casefold() == brand_name.casefold()]
            if not brands:
                raise LookupError(f"there is no brand {brand_name!r} in the registry")
            document = document.model_copy(update={"brands": brands})
        if not documents:
            document = document.model_copy(update={"brands": [_without_papers(brand) for brand in document.brands]})
        names = sorted({path for brand in document.brands for path, _ in referenced(brand, "")})
        return LoadedRegistry(document, {name: self._blobs.path(PurePosixPath(name).stem) for name in names})

    def export(self, target: Path, brand_name: str | None = None, *, documents: bool = True) -> int:
        """Write a folder, or a zip where `target` ends in `.zip`; the number of brands. Raises `OSError`, `LookupError`."""
        part = self.part(brand_name, documents=documents)
        if target.suffix.lower() == ".zip":
            with target.open("wb") as file:
                write_zip(part, file)
        else:
            write_folder(part, target)
        return len(part.document.brands)


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


def revision_of(brand: Brand) -> str:
    """Changes whenever the brand does: what a form carries, so that nobody's change is lost to another's."""
    return hashlib.sha256(brand.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _replaced(before: Sequence[Brand], after: list[Brand]) -> Merged:
    old = {brand.id: brand for brand in before}
    merged = Merged(after)
    for brand in after:
        same = old.get(brand.id)
        (merged.new if same is None else merged.unchanged if same == brand else merged.changed).append(brand.name)
    return merged


def _row(brand: Brand) -> dict[str, object]:
    return brand.model_dump(mode="json", exclude_none=True)


def _suffix(name: str) -> str:
    """The ending of a file's name where it is a plain one: all that is kept of what a person called it."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _PLAIN_SUFFIX.fullmatch(suffix) else ""


def _without_papers(brand: Brand) -> Brand:
    return brand.model_copy(update={"rights": [right.model_copy(update={"documents": []}) for right in brand.rights]})


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
            update["images"] = list(dict.fromkeys(rename(image) for image in right.images))
        rights.append(right.model_copy(update=update))
    return brand.model_copy(update={"rights": rights})
