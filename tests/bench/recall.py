"""How many disguised marks are found, by tactic, and how many clean real titles are flagged, by size of the registry."""

import random
import re
from collections import Counter

from markwarden.matching import Engine
from markwarden.matching.context.common_words import is_common_word
from markwarden_schema.assessment import Level
from markwarden_schema.listing import Listing
from tests.bench.disguises import TACTICS, disguised
from tests.bench.real_data import brand_names, listing_titles
from tests.bench.registries import made_marks, registry_of
from tests.bench.tables import table
from tests.bench.words import made_titles

EACH = 250
FLAGGED = (Level.MEDIUM, Level.HIGH)


def marks_of(count: int, seed: int = 5) -> list[str]:
    """Marks that are ordinary words (Shell, Magic) are asked for elsewhere: they need goods that fit.

    Half real brand names as far as they go, the rest made."""
    rng = random.Random(seed)
    real = brand_names()
    rng.shuffle(real)
    marks = real[: count // 2]
    return marks + made_marks(count - len(marks))


def clean_titles(marks: list[str]) -> list[str]:
    """Real titles in which no mark stands as it is registered, in words of its own."""
    known = {" ".join(re.findall(r"\w+", mark.lower())) for mark in marks}
    longest = max(mark.count(" ") for mark in known) + 1
    out = []
    for title in listing_titles() or made_titles(600, 9):
        words = re.findall(r"\w+", title.lower())
        windows = {" ".join(words[i : i + n]) for i in range(len(words)) for n in range(1, longest + 1)}
        if not windows & known:
            out.append(title)
    return out


def main(verbose: bool = False, sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> None:
    rows: dict[str, list[str]] = {tactic.__name__: [tactic.__name__] for tactic in TACTICS}
    total, clean_row = ["all"], ["clean titles flagged"]
    for size in sizes:
        marks = marks_of(size)
        engine = Engine.build(registry_of(marks))
        rng = random.Random(11)
        sample = [
            mark
            for mark in rng.sample(marks, min(size, 3 * EACH))
            if sum(map(str.isalnum, mark)) >= 4 and not is_common_word(mark)
        ]
        titles = clean_titles(marks)[::7] or made_titles(400, 3)
        found_all = asked_all = 0
        for tactic in TACTICS:
            made = [(mark, spelt) for mark in sample if (spelt := disguised(tactic, mark, rng))][:EACH]
            listings = []
            for number, (_, spelt) in enumerate(made):
                words = rng.choice(titles).split()
                place = rng.choice((0, 0, 1))  # where brands stand; behind "for" they would be compatibility
                listings.append(Listing(item_id=str(number), title=" ".join([*words[:place], spelt, *words[place:]])))
            hits = 0
            for (mark, spelt), assessment in zip(made, engine.assess(listings), strict=True):
                right = any(s.evidence.mark == mark and s.effect == "raises" for s in assessment.signals)
                hits += right and assessment.level in FLAGGED
                if verbose and not (right and assessment.level in FLAGGED):
                    print(
                        "missed",
                        tactic.__name__,
                        mark,
                        "→",
                        spelt,
                        assessment.risk,
                        [(s.kind.value, s.evidence.text, s.evidence.mark) for s in assessment.signals][:2],
                    )
            found_all += hits
            asked_all += len(made)
            rows[tactic.__name__].append(f"{hits / len(made):.3f} ({len(made)})")
        total.append(f"{found_all / asked_all:.3f} ({asked_all})")
        clean = clean_titles(marks)
        assessments = engine.assess([Listing(item_id="0", title=title) for title in clean])
        flagged = [(t, a) for t, a in zip(clean, assessments, strict=True) if a.level in FLAGGED]
        clean_row.append(f"{len(flagged) / len(clean):.4f} ({len(clean)})")
        if verbose:
            for title, assessment in flagged[:400]:
                s = assessment.signals[0]
                print(
                    "FLAG",
                    size,
                    assessment.risk,
                    s.kind.value,
                    repr(s.evidence.text),
                    "~",
                    s.evidence.mark,
                    "|",
                    title[:70],
                )
            print(Counter(a.signals[0].kind.value for _, a in flagged))
    table(["recall", *(f"{size:,} marks" for size in sizes)], [*rows.values(), total, clean_row])
