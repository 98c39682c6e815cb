"""Fonts of this machine that cover given characters, for documents that embed them. Knows no document."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

_NAMES = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf", "Helvetica.ttc",
    "NotoSansCJK-Regular.ttc", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf", "SourceHanSansSC-Regular.otf", "wqy-microhei.ttc",
    "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "msyh.ttc", "simsun.ttc", "PingFang.ttc", "STHeiti Light.ttc",
    "Arial Unicode.ttf", "NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansThai-Regular.ttf", "NotoSansJP-Regular.otf",
    "NotoSansKR-Regular.otf", "NotoSansDevanagari-Regular.ttf", "NotoSansSymbols2-Regular.ttf", "seguisym.ttf", "unifont.ttf",
)  # fmt: skip
"""Preferred first: broad Latin fonts, then Chinese, then the rest."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font file (and the number of the face in it) with the characters it has."""

    path: Path
    number: int
    covers: frozenset[int]


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


@cache
def _files() -> dict[str, Path]:
    """The fonts we know by name, as they lie on this machine."""
    wanted = set(_NAMES)
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


@cache
def _read(path: Path) -> Font | None:
    """The first face of a file; None where it is no font that can be embedded."""
    try:
        if path.suffix.lower() == ".ttc":
            with TTCollection(path, lazy=True) as collection:
                return Font(path, 0, frozenset(collection.fonts[0].getBestCmap()))
        with TTFont(path, lazy=True) as font:
            return Font(path, 0, frozenset(font.getBestCmap()))
    except (TTLibError, OSError, KeyError, AssertionError):
        return None


def fonts_for(text: str) -> tuple[list[Font], str]:
    """The fewest fonts, preferred first, that cover a text, and the characters that none covers."""
    left = {ord(char) for char in text if not char.isspace()}
    chosen: list[Font] = []
    for font in _installed():
        if not left and chosen:
            break
        if not chosen or left & font.covers:
            chosen.append(font)
            left -= font.covers
    return chosen, "".join(map(chr, sorted(left)))


def _installed() -> Iterator[Font]:
    files = _files()
    yield from _sound(_read(files[name]) for name in _NAMES if name in files)


def _sound(fonts: Iterable[Font | None]) -> Iterator[Font]:
    return (font for font in fonts if font is not None)
