"""The fonts of the dossier, found on the system: Noto, which has every script that listings come in."""

import os
from pathlib import Path

from markwarden.evidence.errors import EvidenceError

PLACES = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("~/.fonts").expanduser(),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts").expanduser(),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
BASE = {"": "NotoSans-Regular.ttf", "B": "NotoSans-Bold.ttf"}
CJK = ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Regular.ttf")
SIMPLIFIED_CHINESE = 2
"""Which face of `NotoSansCJK-Regular.ttc` it is."""
OTHERS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
)
_HELP = (
    "The dossier needs the Noto fonts, and {name} was not found. Install them (Debian, Ubuntu: apt install fonts-noto-core "
    "fonts-noto-cjk; Fedora: dnf install google-noto-sans-fonts google-noto-sans-cjk-fonts google-noto-sans-arabic-fonts; "
    "others: fonts.google.com/noto, into the system's fonts folder)."
)


def find(places: tuple[Path, ...] = PLACES) -> dict[str, Path]:
    """File name → path of the fonts there are. Raises `EvidenceError` naming what is missing and how to get it."""
    wanted = {*BASE.values(), *CJK, *OTHERS}
    found = {
        name: Path(folder) / name
        for place in places
        for folder, _, names in os.walk(place)
        for name in wanted.intersection(names)
    }
    for name in (*BASE.values(), OTHERS[0]):
        if name not in found:
            raise EvidenceError(_HELP.format(name=name))
    if not any(name in found for name in CJK):
        raise EvidenceError(_HELP.format(name=CJK[0]))
    return found
