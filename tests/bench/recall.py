"""How many disguised marks are found, by tactic, without and with aliases, and how many clean real titles are flagged.

*With aliases* is what a reviewer gets who, for each mark asked for, takes in its shipped pack where there is one, and of
`aliases suggest` all that is not flagged anyway and is of low or medium risk. The suggestions are judged on the titles that
the program ships; the clean titles here have no part in the choice. Ways of suggesting and disguises of this bench are
tables of their own, but write the same kinds of slips: the row says what accepting brings, not how sellers will spell.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from markwarden.matching import Engine
from markwarden.matching.context.common_words import is_common_word
from markwarden.registry.packs import pack_of
from markwarden.suggesting import clean_titles as shipped_titles
from markwarden.suggesting import suggest_all
from markwarden_schema.assessment import FLAGGED, Assessment
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Alias, Brand, RegistryDocument, Risk
from tests.bench.disguises import TACTICS, disguised
from tests.bench.real_data import brand_names, listing_titles
from tests.bench.registries import made_marks, registry_of
from tests.bench.tables import table
from tests.bench.titles import windows_of
from tests.bench.words import made_titles

EACH = 250
WATCHED = 400
"""Marks that are asked for, each the only one of its brand."""


@dataclass(frozen=True)
class Asked:
    """One disguised mark in a title."""

    tactic: str
    mark: str
    title: str


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


def asked_of(marks: Sequence[str], hosts: Sequence[str], rng: random.Random) -> list[Asked]:
    """Each tactic's disguises of up to `EACH` marks, set into real titles."""
    out = []
    for tactic in TACTICS:
        made = [(mark, spelt) for mark in marks if (spelt := disguised(tactic, mark, rng))][:EACH]
        for mark, spelt in made:
            words = rng.choice(hosts).split()
            place = rng.choice((0, 0, 1))  # where brands stand; behind "for" they would be compatibility
            out.append(Asked(tactic.__name__, mark, " ".join([*words[:place], spelt, *words[place:]])))
    return out


def registry_with(watched: Sequence[str], others: list[str], aliases: dict[str, list[Alias]]) -> RegistryDocument:
    """The watched marks as brands of their own, the others ten a brand."""
    own = [
        {"id": f"w{number}", "name": mark, "rights": [{"id": f"wr{number}", "kind": "trademark", "mark": mark, "nice_classes": [25]}]}
        for number, mark in enumerate(watched)
    ]  # fmt: skip
    brands = [
        brand.model_copy(update={"aliases": aliases.get(brand.name, [])})
        for brand in RegistryDocument.model_validate({"format": "markwarden-registry/1", "brands": own}).brands
    ]
    document = registry_of(others)
    return document.model_copy(update={"brands": [*brands, *document.brands]})


def accepted(brands: Sequence[Brand], engine: Engine) -> dict[str, list[Alias]]:
    """By brand the pack, and the suggestions that are needed and of low or medium risk."""
    out = {}
    for brand, found in zip(brands, suggest_all(brands, engine, list(shipped_titles())), strict=True):
        pack = list(pack_of(brand))
        taken = [one for one in found if not one.flagged and one.risk is not Risk.HIGH]
        texts = {alias.text.casefold() for alias in pack}
        out[brand.name] = pack + [Alias(text=one.text, tactic=one.tactic, risk=one.risk) for one in taken if one.text.casefold() not in texts]  # fmt: skip
    return out


def is_found(mark: str, assessment: Assessment) -> bool:
    """Whether it is flagged, and that mark's brand is named."""
    return assessment.level in FLAGGED and any(s.brand == mark and s.effect == "raises" for s in assessment.signals)


def found(engine: Engine, asked: Sequence[Asked]) -> list[bool]:
    said = engine.assess([Listing(item_id=str(number), title=one.title) for number, one in enumerate(asked)])
    return [is_found(one.mark, assessment) for one, assessment in zip(asked, said, strict=True)]


def flagged(engine: Engine, titles: Sequence[str]) -> list[tuple[str, Assessment]]:
    said = engine.assess([Listing(item_id="0", title=title) for title in titles])
    return [(title, one) for title, one in zip(titles, said, strict=True) if one.level in FLAGGED]


def peer_flags(titles: list[str], marks: list[str]) -> list[bool]:
    """Whether any window of a title is 85 % one of the marks: rapidfuzz's ratio over all of them, folded to lower case."""
    lowered = [mark.lower() for mark in marks]
    out = []
    for title in titles:
        scores = process.cdist(windows_of(title.lower()), lowered, scorer=fuzz.ratio, score_cutoff=85, dtype=np.uint8)
        out.append(bool(scores.any()))
    return out


def main(verbose: bool = False, sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> None:
    names = ["without", "with aliases"]
    rows: dict[str, list[str]] = {tactic.__name__: [tactic.__name__] for tactic in TACTICS}
    total, clean_row = ["all"], ["clean titles flagged"]
    peer_row, peer_clean = ["all, by the peer"], ["clean titles flagged by the peer"]
    notes = []
    for size in sizes:
        marks = marks_of(size)
        rng = random.Random(11)
        sample = [
            mark
            for mark in rng.sample(marks, min(size, 3 * EACH))
            if sum(map(str.isalnum, mark)) >= 4 and not is_common_word(mark)
        ]
        watched = sample[:WATCHED]
        others = [mark for mark in marks if mark not in set(watched)]
        clean = clean_titles(marks)
        asked = asked_of(watched, clean[::7] or made_titles(400, 3), rng)
        some = random.Random(1).sample(asked, 300 if size <= 10_000 else 60)
        innocent = random.Random(2).sample(clean, len(some))
        document = registry_with(watched, others, {})
        engine = Engine.build(document)
        for name in names:
            if name == "with aliases":
                aliases = accepted(document.brands[: len(watched)], engine)
                engine = Engine.build(registry_with(watched, others, aliases))
                notes.append(f"{size:,} marks: {sum(map(len, aliases.values())) / len(watched):.0f} aliases a watched mark, {len(watched)} watched")  # fmt: skip
            hits = found(engine, asked)
            for tactic in rows:
                mine = [hit for one, hit in zip(asked, hits, strict=True) if one.tactic == tactic]
                rows[tactic].append(f"{sum(mine) / len(mine):.3f} ({len(mine)})")
            total.append(f"{sum(hits) / len(hits):.3f} ({len(hits)})")
            wrong = flagged(engine, clean)
            clean_row.append(f"{len(wrong) / len(clean):.4f} ({len(clean)})")
            if verbose:
                _tell(size, name, engine, [one for one, hit in zip(asked, hits, strict=True) if not hit], wrong)
        titles = [one.title for one in some]
        flags = peer_flags(titles, marks)
        peer_row += ["", f"{sum(flags) / len(flags):.3f} ({len(flags)})"]
        peer_clean += ["", f"{sum(peer_flags(innocent, marks)) / len(some):.3f} ({len(some)})"]
    head = [f"{size:,} marks {name}" for size in sizes for name in names]
    table(["recall", *head], [*rows.values(), total, clean_row, peer_row, peer_clean])
    print("\n".join(notes))


def _tell(size: int, name: str, engine: Engine, missed: list[Asked], wrong: list[tuple[str, Assessment]]) -> None:
    """What was missed and what was flagged in vain, to be looked at."""
    for one in missed:
        (said,) = engine.assess([Listing(item_id="0", title=one.title)])
        print("MISSED", size, name, one.tactic, one.mark, "|", one.title[:60], "|", said.risk, [(s.kind.value, s.evidence.text, s.evidence.mark) for s in said.signals][:2])  # fmt: skip
    for title, said in wrong:
        s = said.signals[0]
        print("FLAG", size, name, said.risk, s.kind.value, repr(s.evidence.text), "~", s.evidence.mark or s.evidence.alias, "|", title[:70])  # fmt: skip
    print(Counter(said.signals[0].kind.value for _, said in wrong))


if __name__ == "__main__":
    main(verbose=True)
