"""Which browser on this machine takes an unpacked extension from the command line."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "MARKWARDEN_CHROMIUM"
_NAMES = (
    "chromium",
    "chromium-browser",
    "ungoogled-chromium",
    "chrome-for-testing",
    "google-chrome",
    "google-chrome-stable",
    "brave-browser",
    "vivaldi",
)
_PLACES = {
    "darwin": (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "win32": (
        r"%LOCALAPPDATA%\Chromium\Application\chrome.exe",
        r"%PROGRAMFILES%\Chromium\Application\chrome.exe",
        r"%PROGRAMFILES%\Google\Chrome\Application\chrome.exe",
    ),
}
_BRANDED_UNTIL = 136
"""Branded Chrome ignores `--load-extension` from version 137 on; Chromium and Chrome for Testing still take it."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser program that takes unpacked extensions."""

    path: Path
    version: str


def find_browser() -> Browser | None:
    """The first one that will do: the one named by `MARKWARDEN_CHROMIUM`, else the usual places."""
    for path in _candidates():
        version = _version(path)
        if version is not None and _takes_extensions(version):
            return Browser(path, version)
    return None


def _candidates() -> Iterator[Path]:
    named = os.environ.get(VARIABLE)
    if named:
        yield Path(named)
        return
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    for place in _PLACES.get(sys.platform, ()):
        path = Path(os.path.expandvars(place))
        if path.is_file():
            yield path
    cache = Path.home() / ".cache" / "ms-playwright"
    yield from sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)


def _version(path: Path) -> str | None:
    """What the program says of itself: `Chromium 140.0.…`, `Google Chrome 140.0.…`; None where it says nothing."""
    try:
        done = subprocess.run([str(path), "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None


def _takes_extensions(version: str) -> bool:
    if not version.startswith("Google Chrome ") or "for Testing" in version:
        return "Edge" not in version
    number = re.search(r"(\d+)\.", version)
    return number is not None and int(number[1]) <= _BRANDED_UNTIL
