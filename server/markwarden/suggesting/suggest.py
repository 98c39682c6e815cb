"""Spellings tried on the engine: flagged already or not, and how many clean titles an alias of each would flag."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from markwarden.matching import Engine
from markwarden.matching.text.fold import key
from markwarden.matching.text.words import commonness
from markwarden.suggesting.spellings import spellings
from markwarden_schema.assessment import FLAGGED, Assessment, Effect, SignalKind
from markwarden_schema.listing import Listing
from markwarden_schema.registry import FORMAT, Alias, Brand, RegistryDocument, Risk, Trademark

_HIGH, _MEDIUM = 10.0, 1.0
"""False alarms a 10,000 clean titles from which an alias is of high (never alone) or medium risk: a page of 60 titles
then has one in 17, or in 170, pages."""
_SHORT = 4
"""Letters under which a spelling (`nk`, `b*t`) is met in sizes and model codes, which the clean titles have none of."""
_WORD, _SEEN = 3.0, 1.0
"""Zipf values from which a spelling is an ordinary word of some language, or was ever met as one (wordfreq's lists begin
about 1; a word of 3 is met once in a million)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling. `flagged`: the engine flags it without an alias. `false_alarms`: clean titles of 10,000 that the
    alias would be met in."""

    text: str
    tactic: str
    flagged: bool
    false_alarms: float
    risk: Risk

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def suggest(brand: Brand, engine: Engine, clean: Sequence[str]) -> list[Suggestion]:
    """Every spelling of the brand's word marks, those first that need an alias and cost least."""
    (found,) = suggest_all([brand], engine, clean)
    return found


def suggest_all(brands: Sequence[Brand], engine: Engine, clean: Sequence[str]) -> list[list[Suggestion]]:
    """The same for many brands, in their order: the clean titles are read once."""
    found = [_spellings(brand) for brand in brands]
    alarms = false_alarms(dict.fromkeys(text for one in found for text in one), clean)
    return [
        _judged(brand, tactics, engine, {text: rate_of(alarms[text], clean) for text in tactics})
        for brand, tactics in zip(brands, found, strict=True)
    ]


def _spellings(brand: Brand) -> dict[str, str]:
    """Spelling → tactic, of what the brand has not."""
    known = {alias.text.casefold() for alias in brand.aliases}
    return {
        text: tactic
        for mark in dict.fromkeys(_marks(brand))
        for tactic, text in spellings(mark)
        if text.casefold() not in known
    }


def _judged(brand: Brand, tactics: dict[str, str], engine: Engine, rates: dict[str, float]) -> list[Suggestion]:
    titles = [f"{text} 2026" for text in tactics]
    judged = zip(tactics.items(), engine.assess([Listing(item_id="1", title=one) for one in titles]), strict=True)
    out = []
    for (text, tactic), assessment in judged:
        flagged = assessment.level in FLAGGED and any(signal.brand == brand.name for signal in assessment.signals)
        others = _is_of_another(brand, assessment)
        out.append(Suggestion(text, tactic, flagged, rates[text], _risk(text, tactic, rates[text], others=others)))
    return sorted(out, key=lambda one: (one.flagged, one.false_alarms, one.text))


def _is_of_another(brand: Brand, assessment: Assessment) -> bool:
    """Whether a spelling is a mark of another brand as it stands."""
    return any(
        signal.kind is SignalKind.EXACT and signal.effect is Effect.RAISES and signal.brand != brand.name
        for signal in assessment.signals
    )


def _risk(text: str, tactic: str, rate: float, *, others: bool) -> Risk:
    """A word that people write (`adela`) means itself, whether or not the clean titles happen to have it."""
    used = commonness(text.casefold())
    if others or tactic == "initials" or len(key(text)) < _SHORT or rate >= _HIGH or used >= _WORD:
        return Risk.HIGH
    return Risk.MEDIUM if rate >= _MEDIUM or used >= _SEEN else Risk.LOW


def rate_of(alarms: int, clean: Sequence[str]) -> float:
    """False alarms a 10,000 titles."""
    return 10_000 * alarms / max(1, len(clean))


def _marks(brand: Brand) -> Iterable[str]:
    marks = [right.mark for right in brand.rights if isinstance(right, Trademark) and right.mark is not None]
    return marks or [brand.name]


def false_alarms(texts: Iterable[str], clean: Sequence[str]) -> Counter[str]:
    """In how many clean titles each text would be flagged as an alias: all are tried at once, each as a brand's own,
    under a name of no visible letter, which is not looked for."""
    brands = [
        Brand(id=text, name="\u2060", aliases=[Alias(text=text, tactic="alias", risk=Risk.LOW)]) for text in texts
    ]
    engine = Engine.build(RegistryDocument(format=FORMAT, brands=brands))
    met: Counter[str] = Counter()
    for assessment in engine.assess([Listing(item_id="1", title=title) for title in clean]):
        if assessment.level in FLAGGED:
            met.update({signal.evidence.alias for signal in assessment.signals if signal.evidence.alias is not None})
    return met
