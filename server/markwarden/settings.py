"""What can be set from outside: the data folder and the port. Read once, at the start of a command. And what lies where in the folder."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

DEFAULT_PORT = 8765
HOST = "127.0.0.1"
"""The server is never reachable from another machine: this is no setting."""
ROWS = "markwarden.sqlite3"
"""The file in the data folder that holds what grows with every page."""
PICTURE_INDEX = "pictures"
"""The folder in the data folder that holds the index of reference pictures: made anew where it is missing."""
EVIDENCE = "evidence"
"""The folder in the data folder that holds captures and their custody log."""


def data_dir() -> Path:
    """`MARKWARDEN_DATA_DIR`, else the user's data folder as the system has it."""
    named = os.environ.get("MARKWARDEN_DATA_DIR")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("markwarden", appauthor=False))


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run."""

    data_dir: Path = field(default_factory=data_dir)
    port: int = DEFAULT_PORT
    words: bool = False
    """Whether the words in pictures are read: the commands switch it on where the extra `ocr` is installed."""

    @property
    def url(self) -> str:
        """Where the server is reached."""
        return f"http://{HOST}:{self.port}"
