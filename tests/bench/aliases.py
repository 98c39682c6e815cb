"""Spellings observed at sellers: shown at any level, and flagged, without aliases, with the packs, with what others observed."""

from collections.abc import Callable, Iterable

from markwarden.matching import Engine
from markwarden.registry.packs import pack_of
from markwarden_schema.assessment import Effect, Level, SignalKind
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Alias, Brand, RegistryDocument
from tests.bench.real_data import observed_spellings
from tests.bench.tables import table

FLAGGED = (Level.MEDIUM, Level.HIGH)
Row = dict[str, str]
Reply = tuple[bool, bool]
"""Whether a spelling is shown with a signal of its brand that raises, at any level; whether it is flagged."""


def main() -> None:
    rows = observed_spellings()
    if not rows:
        print("no observed spellings here")
        return
    brands = list(dict.fromkeys(row["brand"] for row in rows))
    sources = sorted({row["source"] for row in rows})
    modes: dict[str, list[Reply]] = {
        "no aliases": replies(rows, brands, lambda _: []),
        "packs": replies(rows, brands, packed),
        "other sources": [
            reply
            for source in sources
            for reply in replies([row for row in rows if row["source"] == source], brands, entered(row for row in rows if row["source"] != source))
        ],
        "all entered": replies(rows, brands, entered(rows)),
    }  # fmt: skip
    by_source = [row for source in sources for row in rows if row["source"] == source]
    order = {mode: by_source if mode == "other sources" else rows for mode in modes}
    tactics = sorted({row["tactic"] for row in rows}, key=lambda tactic: (-sum(row["tactic"] == tactic for row in rows), tactic))  # fmt: skip
    lines = [line(tactic, modes, order, lambda row, tactic=tactic: row["tactic"] == tactic) for tactic in tactics]
    lines.append(line("all", modes, order, lambda _: True))
    lines.append(line("all of low and medium risk", modes, order, lambda row: row["false_alarm_risk"] != "high"))
    lines.append(line("all of high risk", modes, order, lambda row: row["false_alarm_risk"] == "high"))
    coded = replies([{**row, "spelling": f"{row['spelling']} 1:1"} for row in rows], brands, packed)
    print(f"{len(rows)} observed spellings of {len(brands)} brands; each cell: shown at any level / flagged")
    table(["tactic", "spellings", *modes], lines)
    print(f"with the packs and a code word beside it (1:1): shown {share(coded, 0)}, flagged {share(coded, 1)}")


def replies(rows: list[Row], brands: list[str], aliases: Callable[[str], list[Alias]]) -> list[Reply]:
    """What an engine says of each spelling, its brands having these aliases."""
    entries = [
        {
            "name": brand,
            "rights": [{"id": f"r{number}", "kind": "trademark", "mark": brand, "nice_classes": [25]}],
            "aliases": [alias.model_dump(mode="json") for alias in aliases(brand)],
        }
        for number, brand in enumerate(brands)
    ]
    engine = Engine.build(RegistryDocument.model_validate({"format": "markwarden-registry/1", "brands": entries}))
    out = []
    for row in rows:
        (one,) = engine.assess([Listing(item_id="0", title=row["spelling"])])
        met = any(s.brand == row["brand"] and s.effect is Effect.RAISES and s.kind is not SignalKind.CODE_WORD for s in one.signals)  # fmt: skip
        out.append((met, met and one.level in FLAGGED))
    return out


def packed(brand: str) -> list[Alias]:
    return list(pack_of(Brand(name=brand)))


def entered(rows: Iterable[Row]) -> Callable[[str], list[Alias]]:
    """The spellings of these rows as aliases, each with its risk."""
    by_brand: dict[str, dict[str, Alias]] = {}
    for row in rows:
        alias = Alias.model_validate({"text": row["spelling"], "tactic": row["tactic"][:100], "risk": row["false_alarm_risk"]})  # fmt: skip
        by_brand.setdefault(row["brand"], {})[alias.text] = alias
    return lambda brand: list(by_brand.get(brand, {}).values())


def line(name: str, modes: dict[str, list[Reply]], order: dict[str, list[Row]], asked: Callable[[Row], bool]) -> list[str]:  # fmt: skip
    cells = []
    for mode, said in modes.items():
        some = [reply for row, reply in zip(order[mode], said, strict=True) if asked(row)]
        cells.append(f"{share(some, 0)} / {share(some, 1)}")
    return [name, str(sum(map(asked, order["packs"]))), *cells]


def share(said: list[Reply], which: int) -> str:
    return f"{sum(reply[which] for reply in said) / len(said):.3f}" if said else "–"
