"""Accessories told from goods of the mark, by language: made titles, and real ones labelled by a person."""

import hashlib
from collections import defaultdict
from pathlib import Path

from markwarden.matching import Engine
from markwarden.registry.sample import sample_registry
from markwarden_schema.assessment import Level
from markwarden_schema.listing import Listing
from tests.bench.real_data import device_titles
from tests.bench.tables import table
from tests.kit.accessories import FITS, IS, MARKS
from tests.kit.engines import engine_of

LABELS = Path(__file__).parent / "compatibility_labels.tsv"
"""language, first 16 digits of the title's SHA-256, `is` or `fits`: the titles belong to others and stay outside."""
FLAGGED = (Level.MEDIUM, Level.HIGH)


def labels() -> dict[str, tuple[str, bool]]:
    """Digest → language, and whether the goods are (or pass for) the mark's own."""
    rows = (line.split("\t") for line in LABELS.read_text("ascii").splitlines() if not line.startswith("#"))
    return {digest: (language, word == "is") for language, digest, word in rows}


def digest(title: str) -> str:
    return hashlib.sha256(title.encode()).hexdigest()[:16]


def main() -> None:
    right: dict[tuple[str, str], int] = defaultdict(int)
    asked: dict[tuple[str, str], int] = defaultdict(int)

    def count(language: str, kind: str, engine: Engine, title: str, *, expected: bool) -> None:
        flagged = engine.assess([Listing(item_id="0", title=title)])[0].level in FLAGGED
        asked[language, kind] += 1
        right[language, kind] += flagged == expected

    made = engine_of(*MARKS)
    for expected, by_language in ((False, FITS), (True, IS)):
        for language, titles in by_language.items():
            for title in titles:
                count(language, "made", made, title, expected=expected)
    known, real = labels(), Engine.build(sample_registry().document)
    for title in device_titles():
        if (label := known.get(digest(title))) is not None:
            count(label[0], "real, is" if label[1] else "real, fits", real, title, expected=label[1])
    kinds = ("made", "real, fits", "real, is")
    rows = []
    for language in sorted({language for language, _ in asked}):
        cells = [
            f"{right[language, kind] / asked[language, kind]:.3f} ({asked[language, kind]})"
            if asked[language, kind]
            else "–"
            for kind in kinds
        ]
        rows.append([language, *cells])
    totals = []
    for kind in kinds:
        n = sum(number for (_, one), number in asked.items() if one == kind)
        got = sum(number for (_, one), number in right.items() if one == kind)
        totals.append(f"{got / n:.3f} ({n})" if n else "–")
    table(["rightly told", *kinds], [*rows, ["all", *totals]])
