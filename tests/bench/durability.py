"""`kill -9` at random moments under eight writing threads: acknowledged writes lost, files unreadable, time to open again.

`python -m tests.bench durability` kills 1,000 times; the suite kills fewer (tests/unit/store/test_kills.py).
"""

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from markwarden.audit import AuditedStore, Trail
from markwarden.sightings import Sightings
from markwarden.store import SqliteStore, StoreError, TinyStore
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageKind
from tests.bench.tables import median, p95, table

ROWS = "markwarden.sqlite3"
THREADS = 8
KILLS = 1_000


@dataclass
class Outcome:
    """What the kills did."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    opened_ms: list[float] = field(default_factory=list)


def kill_often(folder: Path, kills: int, seed: int = 1) -> Outcome:
    """Start a writing process and kill it, again and again, on one folder; look after each kill."""
    chance = random.Random(seed)
    outcome = Outcome()
    said: dict[str, int] = {}
    for number in range(kills):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _write_on(folder, writing, number * 1_000_000)
        os.close(writing)
        # Only a process that has begun to write can lose something: the first word, then a random moment.
        words = os.read(reading, 65536)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 65536):
            words += more
        os.close(reading)
        for line in words.decode().splitlines():
            key, _, value = line.partition(" ")
            said[key] = max(said.get(key, 0), int(value))
            outcome.acknowledged += 1
        outcome.kills += 1
        _look(folder, said, outcome)
    return outcome


def _write_on(folder: Path, words: int, start: int) -> None:
    """Eight threads that write until they are killed, each saying a write when it is acknowledged."""
    rows = SqliteStore(folder / ROWS)
    things = AuditedStore(TinyStore(folder), Trail(rows)).collection("things")
    sightings = Sightings(rows)

    def write(thread: int) -> None:
        for number in range(start + 1, start + 1_000_000):
            key = f"{thread}-{number % 5}"
            if thread % 2:
                things.put({"id": key, "n": number})
            else:
                sightings.record(
                    Page(kind=PageKind.SEARCH, readable=True, listings=[Listing(item_id=key, title=str(number))])
                )
            os.write(words, f"{key} {number}\n".encode())

    for thread in range(THREADS):
        threading.Thread(target=write, args=(thread,), daemon=True).start()
    signal.pause()
    os._exit(0)


def _look(folder: Path, said: dict[str, int], outcome: Outcome) -> None:
    """Open everything as a start does, and compare it with what was acknowledged."""
    started = time.perf_counter()
    try:
        rows = SqliteStore(folder / ROWS)
        trail = Trail(rows)
        there = {row["id"]: row["n"] for row in AuditedStore(TinyStore(folder), trail).collection("things").all()}
        seen = {one.item_id: int(one.title or 0) for one in Sightings(rows).recent(limit=1_000)}
        outcome.opened_ms.append((time.perf_counter() - started) * 1000)
        with rows.reading() as connection:
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                outcome.unreadable.append(ROWS)
        rows.close()
    except (StoreError, sqlite3.Error) as error:
        outcome.unreadable.append(str(error))
        return
    for key, value in said.items():
        now = (there if int(key.split("-")[0]) % 2 else seen).get(key, 0)
        if now < value:
            outcome.lost.append(f"{key}: {value} was acknowledged, {now} is there")


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    outcome = kill_often(folder, KILLS)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
    opened = sorted(outcome.opened_ms)
    table(
        ["kills", "acknowledged", "lost", "unreadable", "open again ms", "p95", "folder MB"],
        [[outcome.kills, f"{outcome.acknowledged:,}", len(outcome.lost), len(outcome.unreadable), f"{median(opened):.1f}", f"{p95(opened):.1f}", f"{size:.1f}"]],
    )  # fmt: skip
    for line in (outcome.lost + outcome.unreadable)[:10]:
        print(line)
    shutil.rmtree(folder)
