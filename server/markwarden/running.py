"""The note in a data folder that says which server works on it: how commands find the one that runs."""

import json
import os
from pathlib import Path

from markwarden import __version__

_NOTE = "server.json"


def tell(folder: Path, port: int) -> None:
    """Say that this process serves the folder at a port."""
    (folder / _NOTE).write_text(json.dumps({"pid": os.getpid(), "port": port, "version": __version__}), "utf-8")


def take_back(folder: Path) -> None:
    """Say it no more; harmless where nothing was said."""
    (folder / _NOTE).unlink(missing_ok=True)


def running_server(folder: Path) -> int | None:
    """The port of the server that works on a data folder, if one says so."""
    try:
        return int(json.loads((folder / _NOTE).read_text("utf-8"))["port"])
    except FileNotFoundError:
        return None
