"""Random changes to packages and logs, each the smallest of its kind: what a check has to find."""

import random
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _write(path: Path, data: bytes) -> None:
    """Also through a hard link's read-only mode, and without touching the other names of the bytes."""
    path.unlink()
    path.write_bytes(data)


def flip(folder: Path, chance: random.Random) -> str:
    path = chance.choice([one for one in _files(folder) if one.stat().st_size])
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= chance.randrange(1, 256)
    _write(path, bytes(data))
    return f"flip {path.relative_to(folder)} at {at}"


def cut_byte(folder: Path, chance: random.Random) -> str:
    path = chance.choice([one for one in _files(folder) if one.stat().st_size])
    data = path.read_bytes()
    at = chance.randrange(len(data))
    _write(path, data[:at] + data[at + 1 :])
    return f"cut {path.relative_to(folder)} at {at}"


def add_byte(folder: Path, chance: random.Random) -> str:
    path = chance.choice(_files(folder))
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    _write(path, data[:at] + bytes([chance.randrange(256)]) + data[at:])
    return f"add to {path.relative_to(folder)} at {at}"


def remove(folder: Path, chance: random.Random) -> str:
    path = chance.choice(_files(folder))
    path.unlink()
    return f"remove {path.relative_to(folder)}"


def rename(folder: Path, chance: random.Random) -> str:
    path = chance.choice(_files(folder))
    path.rename(path.with_name(f"{secrets.token_hex(3)}{path.suffix}"))
    return f"rename {path.relative_to(folder)}"


def add(folder: Path, chance: random.Random) -> str:
    place = chance.choice([folder, *(path for path in folder.rglob("*") if path.is_dir())])
    made = place / secrets.token_hex(3)
    made.mkdir() if chance.random() < 0.3 else made.write_bytes(chance.randbytes(chance.randrange(9)))
    return f"add {made.relative_to(folder)}"


def swap(folder: Path, chance: random.Random) -> str:
    """Two files of different content change places."""
    one = chance.choice(_files(folder))
    other = chance.choice([path for path in _files(folder) if path.read_bytes() != one.read_bytes()])
    first, second = one.read_bytes(), other.read_bytes()
    _write(one, second)
    _write(other, first)
    return f"swap {one.relative_to(folder)} and {other.relative_to(folder)}"


def reorder_lines(folder: Path, chance: random.Random) -> str:
    """Two lines of a manifest or of the log's extract change places."""
    names = [path for path in _files(folder) if path.suffix in (".txt", ".jsonl") or path.name == "SHA256SUMS"]
    path = chance.choice([one for one in names if len(set(one.read_bytes().splitlines())) > 1])
    lines = path.read_bytes().splitlines(keepends=True)
    one = chance.randrange(len(lines))
    other = chance.choice([n for n in range(len(lines)) if lines[n] != lines[one]])
    lines[one], lines[other] = lines[other], lines[one]
    _write(path, b"".join(lines))
    return f"reorder {path.relative_to(folder)}: {one} and {other}"


def link(folder: Path, chance: random.Random) -> str:
    """A file becomes a symbolic link to the same bytes elsewhere."""
    path = chance.choice(_files(folder))
    elsewhere = folder.parent / f"elsewhere-{secrets.token_hex(4)}"
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)
    return f"link {path.relative_to(folder)}"


PACKAGE: tuple[Callable[[Path, random.Random], str], ...] = (flip, flip, flip, cut_byte, add_byte, remove, rename, add, swap, reorder_lines, link)  # fmt: skip
"""Changes of a package; single bytes weigh most."""


def _log_lines(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines(keepends=True)


def log_flip(folder: Path, chance: random.Random) -> str:
    return f"log: {flip(folder, chance)}"


def log_cut_byte(folder: Path, chance: random.Random) -> str:
    return f"log: {cut_byte(folder, chance)}"


def log_drop(folder: Path, chance: random.Random) -> str:
    log = folder / "custody.jsonl"
    lines = _log_lines(log)
    at = chance.randrange(len(lines))
    _write(log, b"".join(lines[:at] + lines[at + 1 :]))
    return f"log: drop line {at}"


def log_swap(folder: Path, chance: random.Random) -> str:
    log = folder / "custody.jsonl"
    lines = _log_lines(log)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    _write(log, b"".join(lines))
    return f"log: swap lines {one} and {other}"


def log_repeat(folder: Path, chance: random.Random) -> str:
    log = folder / "custody.jsonl"
    lines = _log_lines(log)
    at = chance.randrange(len(lines))
    _write(log, b"".join([*lines[: at + 1], lines[at], *lines[at + 1 :]]))
    return f"log: repeat line {at}"


def log_end(folder: Path, chance: random.Random) -> str:
    log = folder / "custody.jsonl"
    lines = _log_lines(log)
    keep = chance.randrange(len(lines))
    _write(log, b"".join(lines[:keep]))
    return f"log: cut after line {keep}"


LOG: tuple[Callable[[Path, random.Random], str], ...] = (log_flip, log_cut_byte, log_drop, log_swap, log_repeat, log_end)  # fmt: skip
"""Changes of a folder that holds `custody.jsonl` and `custody.head.json`."""
