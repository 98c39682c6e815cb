"""Names in other scripts that are flagged without an alias, by script: everyday renderings beside many other marks."""

from markwarden.matching import Engine
from markwarden_schema.assessment import Level
from markwarden_schema.listing import Listing
from tests.bench.recall import marks_of
from tests.bench.registries import registry_of
from tests.bench.tables import table
from tests.kit.renderings import BESIDE, RENDERINGS


def main() -> None:
    brands = list(dict.fromkeys(brand for renderings in RENDERINGS.values() for brand in renderings))
    rows = {script: [script] for script in RENDERINGS}
    for size in (1_000, 10_000):
        marks = list(dict.fromkeys([*brands, *marks_of(size)]))
        engine = Engine.build(registry_of(marks))
        for script, renderings in RENDERINGS.items():
            titles = [f"{text} {BESIDE[script]}" for text in renderings.values()]
            told = 0
            for brand, one in zip(renderings, engine.assess([Listing(item_id="0", title=title) for title in titles]), strict=True):  # fmt: skip
                met = any(signal.evidence.mark == brand for signal in one.signals)
                told += met and one.level in (Level.MEDIUM, Level.HIGH)
            rows[script].append(f"{told / len(titles):.2f} ({len(titles)})")
    table(["renderings flagged", "1,000 marks", "10,000 marks"], list(rows.values()))
