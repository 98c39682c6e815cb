"""An import between its preview and the person's word: the file that was sent, in the data folder, for a day."""

import re
import secrets
import time
from pathlib import Path

from markwarden.registry import LoadedRegistry, Problem, RegistryError, load_registry
from markwarden.registry.lists import parse_list
from markwarden_schema.registry import RegistryDocument

_FOLDER = "imports"
_NAME = re.compile(r"[A-Za-z0-9_-]{20,60}\.(?:zip|json|csv|png|jpg|webp|gif)")
PICTURES = frozenset({".png", ".jpg", ".webp", ".gif"})
_KEPT_SECONDS = 24 * 3600


class Staging:
    """Files that wait for a decision."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER

    def tidy(self) -> None:
        """Files of yesterday go."""
        for old in self._folder.iterdir() if self._folder.is_dir() else ():
            if old.stat().st_mtime < time.time() - _KEPT_SECONDS:
                old.unlink(missing_ok=True)

    def put(self, data: bytes, suffix: str) -> str:
        """Keep a file; the name to ask for it by."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self.tidy()
        name = secrets.token_urlsafe(24) + suffix
        (self._folder / name).write_bytes(data)
        return name

    def load(self, name: str, called: str, registry: RegistryDocument) -> LoadedRegistry:
        """What a file holds: a registry, word marks, aliases or sellers. Raises `RegistryError`, naming the file as `called`."""
        path = self._folder / name
        if not _NAME.fullmatch(name) or not path.is_file():
            raise RegistryError([Problem(called, "is not there any more: choose it again")])
        if path.suffix == ".csv":
            return parse_list(path.read_bytes(), called, registry)
        try:
            return load_registry(path)
        except RegistryError as error:
            renamed = [Problem(one.path.replace(str(path), called), one.message) for one in error.problems]
            raise RegistryError(renamed) from error

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture that was sent to be tried; None where it is not there any more."""
        path = self._folder / name
        return path.read_bytes() if _NAME.fullmatch(name) and path.suffix in PICTURES and path.is_file() else None

    def drop(self, name: str) -> None:
        """The decision was made."""
        if _NAME.fullmatch(name):
            (self._folder / name).unlink(missing_ok=True)
