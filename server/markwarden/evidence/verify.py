"""Checking a package, folder or zip, and saying what that proves. Needs nothing but the package.

Whatever was written in one exact form is compared byte for byte with that form, so that no byte is free to change.
"""

import stat
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError

from markwarden.evidence import bag
from markwarden.evidence.custody import Entry, check_head, parse_line, read_log
from markwarden.evidence.files import CHUNK, sha256_of, write_durably
from markwarden.evidence.layout import (
    HEAD_NAME,
    LOG_NAME,
    MANIFEST,
    README,
    RECORD,
    SEAL_FOLDER,
    SEAL_LOG,
    SEAL_SUMS,
    STAMP,
    STAMP_CERTIFICATES,
    TAGMANIFEST,
)
from markwarden.evidence.sealing import SEALING, seal_sums
from markwarden.evidence.stamps import StampFacts, check_stamp
from markwarden_schema.record import Grade, Record

_TOP = frozenset({"data", SEAL_FOLDER, "bagit.txt", "bag-info.txt", MANIFEST, README, TAGMANIFEST})
_SEAL_FILES = frozenset({SEAL_LOG, SEAL_SUMS, STAMP, STAMP_CERTIFICATES})
_MOST_UNPACKED = 2 << 30
_MOST_ENTRIES = 5000


@dataclass(slots=True)
class Verification:
    """What was found. `sound`: nothing speaks against the package."""

    path: str
    sound: bool = False
    id: str | None = None
    seal: str | None = None
    files: int = 0
    problems: list[str] = field(default_factory=list)
    proved: list[str] = field(default_factory=list)
    not_proved: list[str] = field(default_factory=list)
    stamp: StampFacts | None = None
    chain: str = "not checked"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return asdict(self)


def verify(path: Path, log: Path | None = None, roots: bytes | None = None) -> Verification:
    """Check a package: a folder, or a zip of one. `log`: the whole custody log; `roots`: certificates (PEM) of the time-stamp's authority.

    Raises `OSError` where there is nothing to read; everything else that is wrong is a problem of the result.
    """
    result = Verification(str(path))
    if path.is_dir():
        _check(path, result, log or _log_beside(path), roots)
    else:
        with tempfile.TemporaryDirectory(prefix="markwarden-verify-") as name:
            folder = _unpacked(path, Path(name), result)
            if folder is not None:
                _check(folder, result, log, roots)
    result.sound = not result.problems
    _conclude(result)
    return result


def _log_beside(package: Path) -> Path | None:
    """The log of the evidence folder that a package lies in."""
    found = package.resolve().parent.parent / LOG_NAME
    return found if package.resolve().parent.name == "packages" and found.is_file() else None


def _unpacked(path: Path, target: Path, result: Verification) -> Path | None:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_ENTRIES or sum(info.file_size for info in infos) > _MOST_UNPACKED:
                result.problems.append("the zip is larger than any package")
                return None
            names = [info.filename for info in infos]
            if len(set(names)) != len(names):
                result.problems.append("the zip holds a name twice")
            for info in infos:
                parts = PurePosixPath(info.filename).parts
                if info.filename.startswith("/") or ".." in parts or "\\" in info.filename or not parts:
                    result.problems.append(f"the zip holds the name {info.filename!r}, which leads out of it")
                    return None
                if not info.is_dir():
                    with archive.open(info) as source:
                        write_durably(target.joinpath(*parts), _chunks(source))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        result.problems.append(f"no sound zip: {error}")
        return None
    tops = list(target.iterdir())
    return tops[0] if len(tops) == 1 and tops[0].is_dir() else target


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _check(folder: Path, result: Verification, log: Path | None, roots: bytes | None) -> None:
    problems = result.problems
    _check_names(folder, problems)
    tagmanifest = _read(folder / TAGMANIFEST, problems)
    if tagmanifest is None:
        return
    result.seal = sha256_of(folder / TAGMANIFEST)
    tags = _sums(TAGMANIFEST, tagmanifest, problems)
    manifest = _read(folder / MANIFEST, problems)
    payload = _sums(MANIFEST, manifest, problems) if manifest is not None else {}
    expected_tags = {"bagit.txt", "bag-info.txt", MANIFEST, README}
    if tags.keys() != expected_tags:
        problems.append(f"{TAGMANIFEST} does not name what it has to")
    for path in payload:
        if not path.startswith("data/"):
            problems.append(f"{MANIFEST} names {path!r}, which is not below data")
    for path, digest in {**tags, **payload}.items():
        _check_file(folder, path, digest, problems)
    present = {path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file()}
    problems += [f"{path}: was added" for path in sorted(present - payload.keys())]
    result.files = len(payload)
    found = bag.library_finds(folder)
    if found is not None and not problems:
        problems.append(f"no sound bag: {found}")
    _check_record(folder, payload, result)
    _check_seal(folder, tagmanifest, result, log)
    result.stamp = check_stamp(folder, tagmanifest, roots)
    if result.stamp is not None:
        problems += result.stamp.problems


def _check_names(folder: Path, problems: list[str]) -> None:
    """Nothing beside what a package has: no other file, no link, no empty folder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            problems.append(f"{name}: is neither a file nor a folder")
        elif stat.S_ISDIR(mode) and not any(path.iterdir()):
            problems.append(f"{name}: an empty folder was added")
        elif (name.startswith(f"{SEAL_FOLDER}/") and name not in _SEAL_FILES) or ("/" not in name and name not in _TOP):
            problems.append(f"{name}: was added")


def _read(path: Path, problems: list[str]) -> bytes | None:
    if not path.is_file() or path.is_symlink():
        problems.append(f"{path.name}: is missing")
        return None
    return path.read_bytes()


def _sums(name: str, data: bytes, problems: list[str]) -> dict[str, str]:
    try:
        return bag.read_sums(data)
    except ValueError as error:
        problems.append(f"{name} {error}")
        return {}


def _check_file(folder: Path, path: str, digest: str, problems: list[str]) -> None:
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or "\\" in path:
        problems.append(f"{path!r}: leads out of the package")
        return
    target = folder.joinpath(*parts)
    if not target.is_file() or target.is_symlink():
        problems.append(f"{path}: is missing")
    elif sha256_of(target) != digest:
        problems.append(f"{path}: was changed")


def _check_record(folder: Path, payload: dict[str, str], result: Verification) -> None:
    path = folder / RECORD
    if not path.is_file():
        return
    try:
        record = Record.model_validate_json(path.read_bytes())
    except ValidationError:
        result.problems.append(f"{RECORD}: does not fit its schema")
        return
    result.id = record.id
    for file in record.files:
        if payload.get(file.path) != file.sha256:
            result.problems.append(f"{RECORD} and {MANIFEST} disagree about {file.path}")
    if record.grade is Grade.SUPPLIED:
        result.not_proved.append("where the files come from: a person supplied them (lower grade)")


def _check_seal(folder: Path, tagmanifest: bytes, result: Verification, log: Path | None) -> None:
    problems = result.problems
    data = _read(folder / SEAL_LOG, problems)
    sums = _read(folder / SEAL_SUMS, problems)
    if data is None or sums is None:
        return
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / SEAL_FOLDER).glob("*")
        if path.is_file() and path.name != Path(SEAL_SUMS).name
    }
    if sums != seal_sums(tagmanifest, files):
        problems.append(f"{SEAL_SUMS}: does not fit the files of {SEAL_FOLDER}")
    entries: list[Entry] = []
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        try:
            entries.append(parse_line(line))
        except ValueError as error:
            problems.append(f"{SEAL_LOG}: line {number} {error}")
    sealing = [entry for entry in entries if entry.action in SEALING and entry.seal == result.seal]
    if not sealing or (result.id is not None and sealing[0].package != result.id):
        problems.append(f"{SEAL_LOG}: names another seal than this package has")
    if [entry.n for entry in entries] != sorted({entry.n for entry in entries}):
        problems.append(f"{SEAL_LOG}: its entries are not in order")
    if log is not None:
        _check_chain(log, entries, result)


def _check_chain(log: Path, extract: list[Entry], result: Verification) -> None:
    entries, wrong = read_log(log.read_bytes())
    head = log.with_name(HEAD_NAME)
    if log.name == LOG_NAME:
        wrong += check_head(entries, head.read_bytes() if head.is_file() else None)
    known = {entry.n: entry for entry in entries}
    wrong += [f"entry {entry.n} of the package is not in the log" for entry in extract if known.get(entry.n) != entry]
    result.chain = "broken" if wrong else f"sound, {len(entries)} entries"
    result.problems += [f"custody log: {one}" for one in wrong[:20]]


def _conclude(result: Verification) -> None:
    if result.sound:
        result.proved.append(f"{result.files} files are exactly what was sealed; none was added, removed or renamed")
        if result.chain.startswith("sound"):
            result.proved.append("the custody log is one unbroken chain, and holds this package's entries")
    if result.sound and result.stamp is not None and result.stamp.trusted:
        result.proved.append(f"the package existed at {result.stamp.time} by the clock of {result.stamp.authority}")
    if result.stamp is None:
        result.not_proved.append("when it was sealed, but for this computer's own clock: there is no time-stamp")
    elif not result.stamp.trusted:
        result.not_proved.append(
            f"the time-stamp ({result.stamp.time}) fits the package, but its authority was not checked: name its root certificate with --roots"
        )
    if result.chain == "not checked":
        result.not_proved.append("the chain of the custody log: name the whole log with --log")
    result.not_proved.append(
        "that the web page itself was genuine: a seal shows integrity since the capture, never authenticity"
    )
