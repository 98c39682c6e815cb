"""Disks that are small, full or read-only, and a program that writes on them until it is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

WRITE = """
import resource, signal, sys
from pathlib import Path
from markwarden.store import SqliteStore, StoreError, TinyStore
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
written = 0
try:
    for number in range(2000):
        TinyStore(folder).collection("things").put({"id": str(number), "note": "x" * 4000})
        written = number + 1
except StoreError as error:
    print(written, type(error).__name__, error)
try:
    rows = SqliteStore(folder / "rows.sqlite3")
    rows.migrate("test", ["CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT)"])
    for number in range(2000):
        with rows.writing() as connection:
            connection.execute("INSERT INTO t (x) VALUES (?)", ("x" * 4000,))
except StoreError as error:
    print(type(error).__name__, error)
"""


def write_until_refused(folder: Path, limit: int = 0) -> list[str]:
    """A program that writes documents and rows until the system refuses (`limit`: the most bytes of one file); what it says."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(folder), str(limit)], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def mounted(folder: Path, options: str) -> bool:
    """Whether a tmpfs could be put on a folder."""
    mount = shutil.which("mount")
    if mount is None:
        return False
    command = [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
