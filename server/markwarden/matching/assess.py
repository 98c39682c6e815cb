"""One listing: hits and what surrounds them become signals, signals become a risk."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from markwarden.matching.context import findings
from markwarden.matching.context.code_words import code_word
from markwarden.matching.decided import DOUBT, Decided, evidence_of
from markwarden.matching.image.found import Found
from markwarden.matching.index import Knowledge
from markwarden.matching.layered import Layered
from markwarden.matching.patents import Hint
from markwarden.matching.price import below_floor
from markwarden.matching.score import MEDIUM, NEVER_ALONE, Mention, level_of, risk_of
from markwarden.matching.seller import KIND
from markwarden.matching.text.fold import is_fancy
from markwarden.matching.text.hit import Finding, Hit
from markwarden.matching.text.likeness import LIKENESS
from markwarden.matching.texts import Passage
from markwarden_schema.assessment import FLAGGED, Assessment, Effect, Evidence, Level, Signal, SignalKind
from markwarden_schema.decision import Decision
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Risk, Standing

CLEAR = Assessment(risk=0, level=Level.CLEAR)
MOST_SIGNALS = 30
"""Signals of one listing that are told: a badge is read by a person."""
_ALIAS_SHARE = {Risk.LOW: 1.0, Risk.MEDIUM: 0.85, Risk.HIGH: 0.35}
"""What an alias counts against the mark itself, by how often it means something else."""
_HIDDEN_ALIAS, _HIDDEN_LETTERS = 0.6, 3
"""Judged: letters that no keyboard has (`𝘽𝘼𝙇𝙀𝙉`) are the second reason beside an alias that means something else by itself:
.97 × .6 is flagged, and no more than medium."""
_STANDING_DOUBT = {Standing.OWN: 0.97, Standing.AUTHORISED: 0.85}
"""An authorised seller's listing stays visible as low: its goods may still be others."""
_STANDING_WEIGHT = {Standing.WATCHED: 0.3, Standing.INFRINGER: 0.6}
"""Judged: beside a word like a mark (.5) a known infringer reaches the flag, .5 + .5 × .6 = .8; a watched seller hardly."""
_PRICE_WEIGHT = 0.5
"""Judged: as telling as a sure code word (.5); a price alone flags nothing."""
_DOUBTFUL = ("untried", "too_simple")
"""What the trial of a figure may say of it that keeps it from flagging alone."""
_PATENT_HINT = 0.25
"""Low, and never more by itself: words do not show that an invention is used."""
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


class Shown(NamedTuple):
    """Something found in one picture of a listing; `image` is the picture's address."""

    brand_id: str
    image: str
    found: Found


def assess(
    listing: Listing,
    hits: Sequence[Hit],
    brands: Layered[str, Knowledge],
    decided: Decided,
    shown: Sequence[Shown] = (),
    hints: Sequence[Hint] = (),
    passages: Sequence[Passage] = (),
) -> Assessment:
    """Combine what was met in the title and in the pictures with the seller, the price and what was decided before."""
    if not (hits or shown or hints or passages):
        return CLEAR
    by_brand: dict[str, _Met] = {}
    for hit in hits:
        by_brand.setdefault(hit.name.brand_id, _Met.nothing()).hits.append(hit)
    for one in shown:
        by_brand.setdefault(one.brand_id, _Met.nothing()).shown.append(one)
    for hint in hints:
        by_brand.setdefault(hint.brand_id, _Met.nothing()).hints.append(hint)
    for passage in passages:
        by_brand.setdefault(passage.work.brand_id, _Met.nothing()).passages.append(passage)
    inside_only = not shown and all(hit.kind is SignalKind.INSIDE_WORD for hit in hits)
    code = None if inside_only else code_word(listing.title or "")
    names = frozenset(word for hit in hits if hit.kind is not SignalKind.PART for word in hit.text.lower().split())
    judged = [
        _judge(listing, met, known, code, names, decided)
        for brand_id, met in by_brand.items()
        if (known := brands.get(brand_id)) is not None
    ]
    judged.sort(key=lambda one: (one.level in FLAGGED, one.risk), reverse=True)
    first = judged[0]
    signals = [signal for one in judged for signal in one.signals][:MOST_SIGNALS]
    return Assessment(risk=first.risk, level=first.level, right=first.right, signals=signals)


class _Judged(NamedTuple):
    """What a listing is to one brand."""

    risk: int
    level: Level
    right: str | None
    signals: list[Signal]


class _Met(NamedTuple):
    """What speaks of one brand: words of the title, pictures, combinations of a patent's terms, copied texts."""

    hits: list[Hit]
    shown: list[Shown]
    hints: list[Hint]
    passages: list[Passage]

    @classmethod
    def nothing(cls) -> "_Met":
        return cls([], [], [], [])


def _judge(
    listing: Listing,
    met: _Met,
    known: Knowledge,
    code: Finding | None,
    names: frozenset[str],
    decided: Decided,
) -> _Judged:
    """One brand's view of a listing: what is flagged comes before what is not, even where a threshold was moved."""
    title, hits = listing.title or "", met.hits
    signals: list[tuple[float, Signal]] = []
    mentions: list[Mention] = []
    rights: list[tuple[float, tuple[str, ...]]] = []
    brand = known.name
    floor = below_floor(title, listing.category, listing.price, known.price_floors)
    standing = known.sellers.standing(listing.seller)
    second = floor is not None or code is not None or len({hit.name.text for hit in hits if _counts(hit)}) > 1
    for hit in hits:
        # A mark that only lies in a longer word needs no further excuse.
        inside = hit.kind is SignalKind.INSIDE_WORD
        around = [] if inside else findings(title, listing.category, hit, names, second=second)
        mention = _mention(hit, around)
        dismissal = decided.on_hit(listing, hit)
        if dismissal is not None:
            mention = replace(mention, doubts=(*mention.doubts, DOUBT))
            right = hit.name.rights[0] if hit.name.rights else None
            signals.append((DOUBT, _dismissed(brand, right, dismissal)))
        mentions.append(mention)
        rights.append((mention.rest, hit.name.rights))
        signals.append((mention.strength, _signal_of(hit, mention.strength)))
        signals += [(0.0, _lowering(hit, finding)) for finding in around]
    for mention, right_id, signal in _beside_the_title(listing, met, brand):
        dismissal = decided.on_right(listing, right_id)
        if dismissal is not None:
            mention = replace(mention, doubts=(DOUBT,))
            signals.append((DOUBT, _dismissed(brand, right_id, dismissal)))
        mentions.append(mention)
        rights.append((mention.rest, (right_id,)))
        signals.append((signal.strength, signal))
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
    best = max(rights, key=lambda pair: pair[0])[1]
    signals.sort(key=lambda pair: (pair[1].effect is Effect.LOWERS, -pair[0]))
    risk = risk_of(mentions, strengthening, lowering)
    # Of several rights in one mark the most watchful decides, as with vigilance.
    flagged_from = min((known.thresholds.get(right, MEDIUM) for right in best), default=MEDIUM)
    return _Judged(risk, level_of(risk, flagged_from), best[0] if best else None, [signal for _, signal in signals])


def _beside_the_title(listing: Listing, met: _Met, brand: str) -> Iterator[tuple[Mention, str, Signal]]:
    """What speaks of a right without a name in the title: a mention, the right, and the signal that says so."""
    for one in met.shown:
        yield _mention_of_picture(one.found), one.found.right, _signal_of_picture(brand, one)
    for hint in met.hints:
        hinted = Mention(f"patent:{hint.right}", _PATENT_HINT, (), alone=False)
        yield hinted, hint.right, _signal_of_hint(brand, hint)
    for passage in met.passages:
        copied = Mention(f"text:{passage.work.right}", passage.strength)
        yield copied, passage.work.right, _signal_of_passage(brand, passage, listing.description or "")


def _counts(hit: Hit) -> bool:
    """Whether a hit is a reason beside which a common word is believed: what never flags alone is none."""
    return hit.strength >= NEVER_ALONE and hit.name.alias_risk is not Risk.HIGH


def _mention(hit: Hit, around: Sequence[Finding]) -> Mention:
    strength = hit.strength
    alone = hit.kind not in (SignalKind.INSIDE_WORD, SignalKind.PART)
    hidden = hit.kind is SignalKind.STYLED and is_fancy(hit.text) and len(hit.text) >= _HIDDEN_LETTERS
    if hit.name.alias_risk is not None:
        share = _ALIAS_SHARE[hit.name.alias_risk]
        strength *= max(_HIDDEN_ALIAS, share) if hidden else share
        # Likeness to a mark is a hint; likeness to one of the brand's other names, or its sound heard in a word of
        # another script when the alias could say how that script writes it, is a hint of a hint.
        alike = {hit.kind, *hit.tactics}
        alone = alone and SignalKind.TRANSLITERATED not in alike and (hit.name.is_own_name or not alike & LIKENESS)
        risky = hit.name.alias_risk is Risk.HIGH or _alias_kind(hit) is SignalKind.INITIALS
        alone = alone and (hidden or not risky)
    return Mention(hit.name.text, strength, tuple(_doubt(hit, finding) for finding in around), alone)


def _mention_of_picture(found: Found) -> Mention:
    """A picture counts as one more name of the brand; a likeness, and what its trial does not trust, never alone.

    Likenesses are one name together, and so are figures that are not trusted: several are no better a reason than one.
    """
    weak = next((why for why in _DOUBTFUL if found.detail.get(why, False)), None)
    if found.kind is SignalKind.DESIGN_LIKENESS:
        weak = "shape"
    return Mention(f"{found.kind.value}:{weak or found.right}", found.strength, (), weak is None)


def _signal_of_picture(brand: str, shown: Shown) -> Signal:
    found = shown.found
    text, mark = found.detail.get("words"), found.detail.get("mark")
    return Signal(
        kind=found.kind,
        brand=brand,
        right=found.right,
        strength=round(found.strength, 3),
        evidence=Evidence(
            field="image",
            text=text if isinstance(text, str) else None,
            image=shown.image,
            mark=mark if isinstance(mark, str) else None,
            reference=found.reference or None,
            box=list(found.box) if found.box else None,
            matrix=[list(row) for row in found.matrix] if found.matrix else None,
            mirrored=found.mirrored,
            detail=found.detail,
        ),
    )


def _signal_of_hint(brand: str, hint: Hint) -> Signal:
    evidence = Evidence(
        field="title", text=", ".join(hint.terms), detail={"terms": list(hint.terms), "share": round(hint.share, 2)}
    )
    return Signal(kind=SignalKind.PATENT_TERMS, brand=brand, right=hint.right, strength=_PATENT_HINT, evidence=evidence)


def _signal_of_passage(brand: str, passage: Passage, description: str) -> Signal:
    return Signal(
        kind=SignalKind.COPIED_TEXT,
        brand=brand,
        right=passage.work.right,
        strength=round(passage.strength, 3),
        evidence=Evidence(
            field="description",
            start=passage.start,
            end=passage.end,
            text=description[passage.start : passage.end],
            detail={"words": passage.words, "title": passage.work.title},
        ),
    )


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


def _dismissed(brand: str, right: str | None, dismissal: Decision) -> Signal:
    return Signal(
        kind=SignalKind.DISMISSED,
        brand=brand,
        right=right,
        effect=Effect.LOWERS,
        strength=DOUBT,
        evidence=evidence_of(dismissal),
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
