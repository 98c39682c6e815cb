"""Runs `markwarden` as a person does: as a program of its own."""

import os
import subprocess
import sys
from pathlib import Path

DONE = subprocess.CompletedProcess[str]


def markwarden(*arguments: str | Path, data_dir: Path, stdin: str | None = None) -> DONE:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "markwarden", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MARKWARDEN_DATA_DIR": str(data_dir), "NO_COLOR": "1", "COLUMNS": "160"},
        timeout=120,
        check=False,
    )
