"""One listing: hits and what surrounds them become signals, signals become a risk."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markwarden.matching.context import findings
from markwarden.matching.context.code_words import code_word
from markwarden.matching.price import below_floor
from markwarden.matching.score import NEVER_ALONE, Mention, level_of, risk_of
from markwarden.matching.seller import KIND
from markwarden.matching.text.hit import Finding, Hit
from markwarden_schema.assessment import Assessment, Effect, Evidence, Level, Signal, SignalKind
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Risk, Standing

if TYPE_CHECKING:
    from markwarden.matching.engine import Knowledge

CLEAR = Assessment(risk=0, level=Level.CLEAR)
MOST_SIGNALS = 30
"""Signals of one listing that are told: a badge is read by a person."""
_ALIAS_SHARE = {Risk.LOW: 1.0, Risk.MEDIUM: 0.85, Risk.HIGH: 0.35}
"""What an alias counts against the mark itself, by how often it means something else."""
_STANDING_DOUBT = {Standing.OWN: 0.97, Standing.AUTHORISED: 0.85}
"""An authorised seller's listing stays visible as low: its goods may still be others."""
_STANDING_WEIGHT = {Standing.WATCHED: 0.3, Standing.INFRINGER: 0.6}
_PRICE_WEIGHT = 0.5
_CERTAIN = frozenset(
    {
        SignalKind.LOOKALIKE,
        SignalKind.STYLED,
        SignalKind.LEET,
        SignalKind.MASKED,
        SignalKind.SPACED,
        SignalKind.COMBINED,
    }
)
"""Disguises that nobody writes by accident: who hides a name does not merely say what the goods fit."""


def assess(listing: Listing, hits: Sequence[Hit], brands: Mapping[str, "Knowledge"]) -> Assessment:
    """Combine what was met in the title with the seller and the price."""
    if not hits:
        return CLEAR
    by_brand: dict[str, list[Hit]] = {}
    for hit in hits:
        by_brand.setdefault(hit.name.brand_id, []).append(hit)
    code = code_word(listing.title or "")
    names = frozenset(word for hit in hits for word in hit.text.lower().split())
    judged = [_judge(listing, group, brands[brand_id], code, names) for brand_id, group in by_brand.items()]
    judged.sort(key=lambda one: -one[0])
    risk, right, _ = judged[0]
    signals = [signal for _, _, group in judged for signal in group][:MOST_SIGNALS]
    return Assessment(risk=risk, level=level_of(risk), right=right, signals=signals)


def _judge(
    listing: Listing, hits: list[Hit], known: "Knowledge", code: Finding | None, names: frozenset[str]
) -> tuple[int, str | None, list[Signal]]:
    """Risk, best right and signals of one brand."""
    title = listing.title or ""
    signals: list[tuple[float, Signal]] = []
    mentions: list[Mention] = []
    brand = hits[0].name.brand
    floor = below_floor(title, listing.category, listing.price, known.price_floors)
    standing = known.sellers.standing(listing.seller)
    second = (
        floor is not None or code is not None or len({hit.name.text for hit in hits if hit.strength >= NEVER_ALONE}) > 1
    )
    for hit in hits:
        around = findings(title, listing.category, hit, names, second=second)
        mention = _mention(hit, around)
        mentions.append(mention)
        signals.append((mention.strength, _signal_of(hit, mention.strength)))
        signals += [(0.0, _lowering(hit, finding)) for finding in around]
    strengthening: list[float] = []
    if (
        code is not None
        and code.start is not None
        and not any(hit.start < (code.end or 0) and code.start < hit.end for hit in hits)
    ):
        strengthening.append(code.strength)
        signals.append((code.strength, _raising(brand, SignalKind.CODE_WORD, code)))
    if floor is not None:
        strengthening.append(_PRICE_WEIGHT)
        detail: dict[str, str | int | float | bool | list[str]] = {
            "goods": floor.goods,
            "floor": floor.amount,
            "currency": floor.currency,
        }
        signals.append(
            (
                _PRICE_WEIGHT,
                Signal(
                    kind=SignalKind.PRICE_FLOOR,
                    brand=brand,
                    strength=_PRICE_WEIGHT,
                    evidence=Evidence(field="price", detail=detail),
                ),
            )
        )
    lowering: list[float] = []
    if standing is not None:
        rank, seller = standing
        weight = _STANDING_WEIGHT.get(rank) or _STANDING_DOUBT[rank]
        effect = Effect.RAISES if rank in _STANDING_WEIGHT else Effect.LOWERS
        (strengthening if effect is Effect.RAISES else lowering).append(weight)
        evidence = Evidence(field="seller", text=seller.name or seller.store_id)
        signals.append(
            (weight, Signal(kind=KIND[rank], brand=brand, effect=effect, strength=weight, evidence=evidence))
        )
    best = max(zip(mentions, hits, strict=True), key=lambda pair: pair[0].rest)[1]
    right = best.name.rights[0] if best.name.rights else None
    signals.sort(key=lambda pair: (pair[1].effect is Effect.LOWERS, -pair[0]))
    return risk_of(mentions, strengthening, lowering), right, [signal for _, signal in signals]


def _mention(hit: Hit, around: Sequence[Finding]) -> Mention:
    strength = hit.strength
    alone = hit.kind is not SignalKind.INSIDE_WORD
    if hit.name.alias_risk is not None:
        strength *= _ALIAS_SHARE[hit.name.alias_risk]
        alone = alone and hit.name.alias_risk is not Risk.HIGH and _alias_kind(hit) is not SignalKind.INITIALS
    return Mention(hit.name.text, strength, tuple(_doubt(hit, finding) for finding in around), alone)


def _doubt(hit: Hit, finding: Finding) -> float:
    """How much a finding lowers a hit: a disguise is hardly excused by what stands around it."""
    return finding.strength * (
        0.25 if hit.kind in _CERTAIN else 0.8 if finding.kind is SignalKind.COMPATIBILITY else 0.85
    )


def _alias_kind(hit: Hit) -> SignalKind:
    tactic = (hit.name.alias_tactic or "").casefold()
    if "initial" in tactic or "abbreviation" in tactic:
        return SignalKind.INITIALS
    return SignalKind.MODEL if "model" in tactic or "pattern" in tactic else SignalKind.ALIAS


def _signal_of(hit: Hit, strength: float) -> Signal:
    kind = _alias_kind(hit) if hit.name.is_alias and hit.kind is SignalKind.EXACT else hit.kind
    return Signal(
        kind=kind,
        brand=hit.name.brand,
        right=hit.name.rights[0] if hit.name.rights else None,
        strength=round(strength, 3),
        evidence=Evidence(
            field="title",
            start=hit.start,
            end=hit.end,
            text=hit.text,
            mark=None if hit.name.is_alias else hit.name.text,
            alias=hit.name.text if hit.name.is_alias else None,
            tactics=list(hit.tactics),
            detail={"alias_tactic": hit.name.alias_tactic} if hit.name.alias_tactic else {},
        ),
    )


def _lowering(hit: Hit, finding: Finding) -> Signal:
    return Signal(
        kind=finding.kind,
        brand=hit.name.brand,
        right=hit.name.rights[0] if hit.name.rights else None,
        effect=Effect.LOWERS,
        strength=finding.strength,
        evidence=_evidence(finding, mark=hit.name.text),
    )


def _raising(brand: str, kind: SignalKind, finding: Finding) -> Signal:
    return Signal(kind=kind, brand=brand, strength=finding.strength, evidence=_evidence(finding))


def _evidence(finding: Finding, mark: str | None = None) -> Evidence:
    return Evidence(
        field="title" if finding.start is not None else None,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        mark=mark,
        detail=finding.detail or {},
    )
