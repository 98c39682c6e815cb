"""Marks read in a picture as findings of rights, with what stands around them on the same print taken into account."""

from collections.abc import Sequence

from markwarden.matching.context import findings
from markwarden.matching.image.found import Found
from markwarden.matching.image.words.met import Find, WordsMet, words_met
from markwarden.matching.image.words.reader import Line
from markwarden_schema.assessment import SignalKind
from markwarden_schema.registry import Risk

_LEAST = 0.3
"""Strength below which a print is not told: letters of other words, read badly."""
_ALIAS_SHARE = {Risk.LOW: 1.0, Risk.MEDIUM: 0.85}
"""An alias of high risk needs a second reason, which a print has not: it is not told."""


def told(lines: Sequence[Line], find: Find, size: tuple[int, int]) -> list[Found]:
    """What the words of a picture (`size`: width, height) say of rights: each right once, the surest first."""
    best: dict[str, Found] = {}
    for met in words_met(lines, find):
        strength = _strength(met)
        if strength < _LEAST:
            continue
        right = met.hit.name.rights[0]
        if right not in best or best[right].strength < strength:
            detail: dict[str, str | int | float | bool | list[str]] = {
                "words": met.words,
                "mark": met.hit.name.text,
                "spelling": met.hit.kind.value,
                "sure": round(met.sure, 3),
                "width": size[0],
                "height": size[1],
            }
            best[right] = Found(SignalKind.WORDS_IN_PICTURE, right, round(strength, 3), "", met.box, detail=detail)
    return sorted(best.values(), key=lambda found: -found.strength)


def _strength(met: WordsMet) -> float:
    name = met.hit.name
    if not name.rights or met.hit.kind is SignalKind.INSIDE_WORD:
        return 0.0
    strength = met.strength * (1.0 if name.alias_risk is None else _ALIAS_SHARE.get(name.alias_risk, 0.0))
    for one in findings(met.words, None, met.hit, frozenset(met.hit.text.lower().split()), second=False):
        strength *= 1 - 0.85 * one.strength
    return strength
