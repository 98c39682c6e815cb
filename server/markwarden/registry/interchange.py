"""`markwarden-registry/1` in a folder, a zip or a bare `registry.json` ↔ a checked document and its files."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from pydantic import ValidationError

from markwarden.registry.identifiers import with_ids
from markwarden.registry.problems import Problem, RegistryError, from_validation
from markwarden.registry.rules import check, referenced
from markwarden_schema.registry import FORMAT, RegistryDocument

NAME = "registry.json"
MOST_JSON = 512 * 2**20
"""Bytes of one registry.json: 100,000 marks take about 40 MB."""
MOST_FILE = 64 * 2**20
MOST_FILES = 100_000
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class LoadedRegistry:
    """A sound document (every brand and right has an id) and the files that it refers to."""

    document: RegistryDocument
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """Brands of an alias pack that the registry does not have."""

    def read(self, path: str) -> bytes:
        """The bytes of a file that the document refers to."""
        source = self.files[path]
        return source.read_bytes() if isinstance(source, Path) else source


def load_registry(path: Path) -> LoadedRegistry:
    """Load and check a registry. Raises `RegistryError` with every problem; nothing is taken over in part."""
    if path.is_dir():
        return _from_folder(path)
    if not path.is_file():
        raise RegistryError([Problem(str(path), "there is no such file or folder")])
    if zipfile.is_zipfile(path):
        return _from_zip(path)
    return parse(_bounded(path), str(path), None)


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > MOST_JSON:
        raise RegistryError([Problem(str(path), f"is larger than {MOST_JSON // 2**20} MB")])
    return path.read_bytes()


def _from_folder(folder: Path) -> LoadedRegistry:
    source = folder / NAME
    if not source.is_file():
        raise RegistryError([Problem(str(folder), f"holds no {NAME}")])
    files: dict[str, bytes | Path] = {}
    root = folder.resolve()
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if number > MOST_FILES:
            raise RegistryError([Problem(str(folder), f"holds more than {MOST_FILES} files")])
        if path.is_file() and path != source and path.resolve().is_relative_to(root):
            files[path.relative_to(folder).as_posix()] = path
    return parse(_bounded(source), str(source), files)


def _from_zip(path: Path) -> LoadedRegistry:
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        if len(entries) > MOST_FILES:
            raise RegistryError([Problem(str(path), f"holds more than {MOST_FILES} files")])
        # A zip made of a folder has that folder in front of every name.
        roots = [name for name in entries if PurePosixPath(name).name == NAME and len(PurePosixPath(name).parts) <= 2]
        if not roots:
            raise RegistryError([Problem(str(path), f"holds no {NAME}")])
        top = min(roots, key=len)
        prefix = top[: -len(NAME)]
        large = [
            Problem(f"{path}: {name}", "is too large")
            for name, info in entries.items()
            if info.file_size > (MOST_JSON if name == top else MOST_FILE)
        ]
        if large:
            raise RegistryError(large)
        document = parse(
            _member(archive, top, MOST_JSON, path),
            f"{path}: {top}",
            {name[len(prefix) :]: b"" for name in entries if name.startswith(prefix)},
        )
        wanted = {
            name for number, brand in enumerate(document.document.brands) for name, _ in referenced(brand, str(number))
        }
        return LoadedRegistry(
            document.document,
            {name: _member(archive, prefix + str(PurePosixPath(name)), MOST_FILE, path) for name in wanted},
        )


def _member(archive: zipfile.ZipFile, name: str, most: int, path: Path) -> bytes:
    """One entry, never more than `most` bytes whatever its header claims."""
    try:
        with archive.open(name) as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise RegistryError([Problem(f"{path}: {name}", f"cannot be read: {error}")]) from error
    if len(data) > most:
        raise RegistryError([Problem(f"{path}: {name}", "is too large")])
    return data


def _no_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RegistryError([Problem("", f"the key {key!r} stands twice in one object")])
        found[key] = value
    return found


def parse(data: bytes, source: str, files: Mapping[str, bytes | Path] | None) -> LoadedRegistry:
    """Check the bytes of a `registry.json`. `files` lie beside it; None where none can."""
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_no_repeated_keys)
    except UnicodeDecodeError as error:
        raise RegistryError([Problem(source, f"is not UTF-8 (byte {error.start})")]) from error
    except json.JSONDecodeError as error:
        raise RegistryError([Problem(f"{source}, line {error.lineno}, column {error.colno}", error.msg)]) from error
    except RegistryError as error:
        raise RegistryError([Problem(source, problem.message) for problem in error.problems]) from error
    except RecursionError as error:
        raise RegistryError([Problem(source, "is nested too deeply")]) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise RegistryError([Problem(source, f'is not a registry: "format" must be "{FORMAT}"')])
    try:
        document = RegistryDocument.model_validate(value)
    except ValidationError as error:
        raise RegistryError(from_validation(error)) from error
    problems = check(document, None if files is None else frozenset(files))
    if problems:
        raise RegistryError(problems)
    return LoadedRegistry(with_ids(document), files or {})


def dump(document: RegistryDocument) -> bytes:
    """`registry.json` as text for people: indented, without empty parts."""
    value = document.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
    value = {"format": FORMAT, "brands": [_lean(brand) for brand in value["brands"]]}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def write_zip(part: LoadedRegistry, target: IO[bytes]) -> None:
    """The registry and its files as a zip: the same registry gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _entries(part):
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def write_folder(part: LoadedRegistry, target: Path) -> None:
    """The registry and its files into a folder."""
    for name, data in _entries(part):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _entries(part: LoadedRegistry) -> Iterator[tuple[str, bytes]]:
    yield NAME, dump(part.document)
    for name in part.files:
        yield name, part.read(name)


def _lean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {key: _lean(entry) for key, entry in value.items() if entry not in ([], None)}
    return [_lean(entry) for entry in value] if isinstance(value, list) else value
