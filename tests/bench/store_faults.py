"""What becomes of the data when two servers want one folder, eight threads write for a minute, and a disk fills.

Each row is an outcome with its sample; the suite holds the same as tests (tests/unit/store, tests/api).
"""

import contextlib
import http.client
import json
import logging
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from markwarden.audit import AuditedStore, Trail
from markwarden.serving import Server
from markwarden.settings import ROWS, Settings
from markwarden.sightings import Sightings
from markwarden.store import SqliteStore, TinyStore
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageKind
from tests.bench.tables import median, p95, table
from tests.conftest import fill
from tests.kit.client import Client
from tests.kit.disks import mounted, write_until_refused
from tests.kit.pages import SEARCH_URL, Goods, search_page

THREADS = 8
RESTARTS = 20
chance = random.Random(1)
SECONDS = 60
_WAITING = 200
"""Documents that the threads write in turn: a collection of the size that people make."""


def main() -> None:
    logging.getLogger("waitress").setLevel(logging.ERROR)  # eight threads keep its queue long: that is meant
    with tempfile.TemporaryDirectory() as name:
        rows = [_two_servers(Path(name) / "two"), *_eight_threads(Path(name) / "threads"), *_over_the_socket(Path(name) / "socket"), *_full_disk(Path(name) / "full"), _killed_server(Path(name) / "killed")]  # fmt: skip
    table(["what", "sample", "outcome"], rows)


def _two_servers(folder: Path) -> list[str]:
    """Ten times: a second server on the folder of a running one, by the command people use."""
    folder.mkdir()
    fill(folder)
    said = set()
    with Server(Settings(data_dir=folder, port=0)) as first:
        client = Client(first)
        client.pair()
        for _ in range(10):
            done = subprocess.run(
                [sys.executable, "-m", "markwarden", "serve", "--port", "0"], env={**os.environ, "MARKWARDEN_DATA_DIR": str(folder)},
                capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
            said.add(
                (done.returncode, done.stderr.strip().replace(str(os.getpid()), "PID").replace(str(folder), "FOLDER"))
            )
            assert client.ask("GET", "/registry").status == 200
    return ["two servers, one folder", "10 starts", "; ".join(f"exit {code}: {text}" for code, text in sorted(said))]


def _eight_threads(folder: Path) -> list[list[str]]:
    """Half of them write documents with their trail, half pages of sightings; then all is read by a store opened anew."""
    rows = SqliteStore(folder / ROWS)
    things = AuditedStore(TinyStore(folder), Trail(rows)).collection("things")
    sightings = Sightings(rows)
    last: dict[str, int] = {}
    took: dict[bool, list[float]] = {True: [], False: []}
    until = time.monotonic() + SECONDS

    def write(thread: int) -> None:
        documents = thread % 2 == 1
        number = 0
        while time.monotonic() < until:
            number += 1
            key = f"{thread}-{number % _WAITING}"
            started = time.perf_counter()
            if documents:
                things.put({"id": key, "n": number, "note": "x" * 500})
            else:
                listings = [Listing(item_id=key, title=str(number))]
                sightings.record(Page(kind=PageKind.SEARCH, readable=True, listings=listings))
            took[documents].append((time.perf_counter() - started) * 1000)
            last[key] = number

    _together(write)
    rows.close()
    fresh = SqliteStore(folder / ROWS)
    there = {row["id"]: row["n"] for row in TinyStore(folder).collection("things").all()}
    seen = Sightings(fresh)
    lost = [key for key, number in last.items() if (there.get(key) if int(key[0]) % 2 else int(((one := seen.get(key)) and one.title) or 0)) != number]  # fmt: skip
    with fresh.reading() as connection:
        noted = connection.execute("SELECT count(*) FROM audit WHERE collection = 'things'").fetchone()[0]
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    fresh.close()
    count = {kind: len(times) for kind, times in took.items()}
    speed = ", ".join(f"{word} median {median(sorted(took[kind])):.0f} ms, p95 {p95(sorted(took[kind])):.0f}" for kind, word in ((True, "document with its entry"), (False, "sighting")))  # fmt: skip
    return [
        [f"{THREADS} threads, one process, {SECONDS} s", f"{count[True]:,} documents, {count[False]:,} sightings", f"lost {len(lost)}, entries in the trail {noted:,}, database {sound}; {speed}"],
    ]  # fmt: skip


def _over_the_socket(folder: Path) -> list[list[str]]:
    """The same through a server: pages as the extension sends them, and decisions, from eight threads."""
    folder.mkdir()
    fill(folder)
    acknowledged: list[str] = []
    refused: list[int] = []
    with Server(Settings(data_dir=folder, port=0)) as server:
        client = Client(server)
        client.pair()
        until = time.monotonic() + SECONDS

        def write(thread: int) -> None:
            number = 0
            while time.monotonic() < until:
                number += 1
                if thread % 2:
                    item = str(1005000000000000 + thread * 1_000_000 + number)
                    reply = client.ask(
                        "POST", "/decisions", {"item_id": item, "word": "infringes", "right": "right-Nike"}
                    )
                    if reply.status == 201:
                        acknowledged.append(reply.json["id"])
                else:
                    goods = [Goods(thread * 1_000_000 + number * 60 + n, f"Nike shoes {n}") for n in range(60)]
                    reply = client.ask(
                        "POST", "/pages", {"url": SEARCH_URL, "html": search_page(goods), "fragment": False}
                    )
                    if reply.status == 200:
                        acknowledged.append(f"page {thread} {number}")
                if reply.status not in (200, 201):
                    refused.append(reply.status)

        _together(write)
    kept = {row["id"] for row in TinyStore(folder).collection("decisions").all()}
    rows = SqliteStore(folder / ROWS)
    count = Sightings(rows).count()
    rows.close()
    decisions = [one for one in acknowledged if not one.startswith("page")]
    pages = len(acknowledged) - len(decisions)
    lost = [one for one in decisions if one not in kept]
    return [[f"{THREADS} threads through a server, {SECONDS} s", f"{len(decisions):,} decisions, {pages:,} pages of 60", f"decisions lost {len(lost)}, sightings lost {pages * 60 - count}, refused {len(refused)}"]]  # fmt: skip


def _full_disk(folder: Path) -> list[list[str]]:
    folder.mkdir()
    if not mounted(folder, "size=1m"):
        return [["a full disk", "–", "this user may not mount a tmpfs"]]
    try:
        said = [line.replace(str(folder), "FOLDER") for line in write_until_refused(folder)]
        there = len(TinyStore(folder).collection("things").all())
        rows = SqliteStore(folder / "rows.sqlite3")
        with rows.reading() as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        rows.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    acknowledged = int(said[0].split()[0])
    return [["a full disk (tmpfs of 1 MB)", f"{acknowledged} documents acknowledged", f"{there} are there, database {sound}; told: {said[0].partition(' ')[2]}"]]  # fmt: skip


def _killed_server(folder: Path) -> list[str]:
    """A server that is killed while eight threads decide, and started again on the same folder."""
    folder.mkdir()
    fill(folder)
    token: str | None = None
    acknowledged: list[str] = []
    started_in: list[float] = []
    for _ in range(RESTARTS):
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "markwarden", "serve", "--port", "0"], env={**os.environ, "MARKWARDEN_DATA_DIR": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        client = _answering(folder, process.pid)
        started_in.append((time.perf_counter() - began) * 1000)
        client.token = token
        if token is None:
            client.pair()
            token = client.token

        def write(thread: int, client: Client = client) -> None:
            with contextlib.suppress(OSError, http.client.HTTPException):  # the server is gone
                while True:
                    item = f"1005{thread}{time.monotonic_ns()}"[:16]
                    reply = client.ask(
                        "POST", "/decisions", {"item_id": item, "word": "infringes", "right": "right-Nike"}
                    )
                    if reply.status == 201:
                        acknowledged.append(reply.json["id"])

        threads = _started(write)
        time.sleep(chance.uniform(0.1, 1))
        process.kill()
        process.wait()
        _ended(threads)
    kept = {row["id"] for row in TinyStore(folder).collection("decisions").all()}
    lost = [one for one in acknowledged if one not in kept]
    told = f"lost {len(lost)}; answers {median(sorted(started_in)):.0f} ms after its start, p95 {p95(sorted(started_in)):.0f} (Python and the word lists in it)"  # fmt: skip
    return ["a server killed under load", f"{RESTARTS} kills, {len(acknowledged):,} decisions acknowledged", told]


def _answering(folder: Path, pid: int) -> Client:
    """A client of a server, once that answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            note = json.loads((folder / "server.json").read_text("utf-8"))
            client = Client(SimpleNamespace(port=note["port"], settings=Settings(data_dir=folder)))  # type: ignore[arg-type]
            if note["pid"] == pid and client.ask("GET", "/health").status == 200:
                return client
        time.sleep(0.005)
    raise TimeoutError("the server did not start")


def _together(write: Callable[[int], None]) -> None:
    _ended(_started(write))


def _started(write: Callable[[int], None]) -> list[threading.Thread]:
    threads = [threading.Thread(target=write, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    return threads


def _ended(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
