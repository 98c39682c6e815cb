"""How often a listing of each band of risk truly infringes, on the labelled titles that there are.

Infringing: disguised spellings in real titles, listings of replica catalogues. Innocent: clean real titles, accessories
that name what they fit. The shares depend on how many of each are asked: the table says so, and gives the odds by
which a band multiplies whatever share a reviewer starts from.
"""

import random

from markwarden.matching import Engine
from markwarden.matching.context.common_words import is_common_word
from markwarden.registry.sample import sample_registry
from markwarden_schema.listing import Listing
from tests.bench.disguises import TACTICS, disguised
from tests.bench.real_data import replica_titles
from tests.bench.recall import clean_titles, marks_of
from tests.bench.registries import registry_of
from tests.bench.tables import table
from tests.bench.words import made_titles
from tests.kit.accessories import FITS, MARKS
from tests.kit.engines import engine_of

BANDS = ((0, 9), (10, 29), (30, 44), (45, 59), (60, 74), (75, 89), (90, 100))
EACH = 120


def labelled(size: int) -> list[tuple[int, bool]]:
    """Risk and truth of each labelled title, at a registry of `size` marks."""
    rng = random.Random(31)
    marks = marks_of(size)
    engine = Engine.build(registry_of(marks))
    clean = clean_titles(marks) or made_titles(600, 3)
    sample = [mark for mark in rng.sample(marks, min(size, 500)) if len(mark) >= 4 and not is_common_word(mark)]
    wrong = []
    for tactic in TACTICS:
        made = [spelt for mark in sample if (spelt := disguised(tactic, mark, rng))][:EACH]
        for spelt in made:
            words = rng.choice(clean).split()
            wrong.append(" ".join([spelt, *words]))
    out = [(risk, True) for risk in risks(engine, wrong)]
    out += [(risk, False) for risk in risks(engine, clean)]
    known = Engine.build(sample_registry().document)
    out += [(risk, True) for risk in risks(known, replica_titles())]
    fits = [title for titles in FITS.values() for title in titles]
    return out + [(risk, False) for risk in risks(engine_of(*MARKS), fits)]


def risks(engine: Engine, titles: list[str]) -> list[int]:
    return [one.risk for one in engine.assess([Listing(item_id="0", title=title) for title in titles])]


def main() -> None:
    for size in (1_000, 10_000):
        pairs = labelled(size)
        wrong = sum(truth for _, truth in pairs)
        right = len(pairs) - wrong
        rows = []
        for low, high in BANDS:
            inside = [truth for risk, truth in pairs if low <= risk <= high]
            hits = sum(inside)
            odds = (hits / wrong) / (max(1, len(inside) - hits) / right)
            rows.append(
                [f"{low}–{high}", str(len(inside)), f"{hits / len(inside):.3f}" if inside else "–", f"{odds:.2f}"]
            )
        brier = sum((risk / 100 - truth) ** 2 for risk, truth in pairs) / len(pairs)
        print(f"{size:,} marks; {wrong} infringing, {right} innocent; Brier score {brier:.3f}")
        table(["risk", "titles", "truly infringing", "odds × "], rows)
