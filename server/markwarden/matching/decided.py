"""Former decisions, looked up by key while a listing is assessed. Knows no store.

The narrower word stands over the wider: one on the listing itself over one on its seller, that over one on a phrase;
of two on the same thing the later. A dismissal quiets the words that were taken for one of the right's marks and
nothing else: another right of the same listing speaks as before.
"""

import re
from collections.abc import Iterable, Iterator

from markwarden.matching.text.fold import script_of
from markwarden.matching.text.hit import Hit
from markwarden_schema.assessment import Assessment, Evidence, Level
from markwarden_schema.decision import Decision, DecisionScope, DecisionWord, StandingDecision
from markwarden_schema.listing import Listing, SellerRef

DOUBT = 0.95
"""What a dismissal takes from a mention. The rest (.05) stays visible and, since what strengthens is scaled by the
risk it meets (`score.risk_of`), cannot be flagged again by code words, price and seller together."""
_SPACELESS = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})
"""Scripts whose words stand side by side."""


class Decided:
    """An index of decisions. Immutable; threads share it."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """`decisions` oldest first."""
        self._items: dict[tuple[str, str], Decision] = {}
        self._sellers: dict[tuple[str, str], Decision] = {}
        self._phrases: dict[str, dict[str, tuple[re.Pattern[str], Decision]]] = {}
        self._newest: dict[str, Decision] = {}
        for decision in decisions:
            about = _subject(decision.right, decision.brand)
            if decision.scope is DecisionScope.SELLER:
                for seller in _seller_keys(decision.seller, own=True):
                    self._sellers[about, seller] = decision
            elif decision.phrase is not None:
                pattern = re.compile(_pattern(decision.phrase), re.IGNORECASE)
                self._phrases.setdefault(about, {})[decision.phrase.casefold()] = (pattern, decision)
            if decision.scope is DecisionScope.LISTING:
                self._items[about, decision.item_id] = decision
                self._newest[decision.item_id] = decision

    def __bool__(self) -> bool:
        return bool(self._items or self._sellers or self._phrases)

    def on_hit(self, listing: Listing, hit: Hit) -> Decision | None:
        """The dismissal that quiets these words, or None."""
        if not self:
            return None
        subjects = hit.name.rights or (_subject(None, hit.name.brand),)
        return self._dismissal(listing, subjects, (hit.start, hit.end))

    def on_right(self, listing: Listing, right: str) -> Decision | None:
        """The dismissal that quiets this right for reasons that are no words of the title, or None."""
        return self._dismissal(listing, (right,), None) if self else None

    def _dismissal(self, listing: Listing, subjects: Iterable[str], span: tuple[int, int] | None) -> Decision | None:
        found = next(self._holding(listing, subjects, span), None)
        return found if found is not None and found.word is DecisionWord.DISMISSED else None

    def _holding(self, listing: Listing, subjects: Iterable[str], span: tuple[int, int] | None) -> Iterator[Decision]:
        """What was said of the listing and one of the subjects, the narrowest first."""
        subjects = tuple(subjects)
        for about in subjects:
            if (about, listing.item_id) in self._items and self._said(self._items[about, listing.item_id]):
                yield self._items[about, listing.item_id]
        for about in subjects:
            for seller in _seller_keys(listing.seller):
                if (about, seller) in self._sellers:
                    yield self._sellers[about, seller]
        if span is None or not self._phrases:
            return
        for about in subjects:
            for pattern, decision in self._phrases.get(about, {}).values():
                if any(
                    place.start() <= span[0] and span[1] <= place.end()
                    for place in pattern.finditer(listing.title or "")
                ):
                    yield decision

    @staticmethod
    def _said(decision: Decision) -> bool:
        return decision.word is not DecisionWord.UNDECIDED

    def standing(self, listing: Listing, assessment: Assessment) -> StandingDecision | None:
        """What a reviewer sees said of the listing: of the right it is assessed by, else, unless it is flagged for
        a right that nothing was said about, the last word on it."""
        if not self:
            return None
        found: Decision | None = None
        if assessment.right is not None:
            spans = [
                (signal.evidence.start, signal.evidence.end)
                for signal in assessment.signals
                if signal.right == assessment.right and signal.evidence.field == "title"
            ]
            span = next(((start, end) for start, end in spans if start is not None and end is not None), None)
            found = next(self._holding(listing, (assessment.right,), span), None)
        if found is None and (assessment.right is None or assessment.level in (Level.CLEAR, Level.LOW)):
            newest = self._newest.get(listing.item_id)
            found = newest if newest is not None and self._said(newest) else None
        return None if found is None else _standing(found)


def evidence_of(decision: Decision) -> Evidence:
    """What a lowering signal says of a dismissal."""
    detail: dict[str, str | int | float | bool | list[str]] = {
        "decision": decision.id,
        "date": decision.at.date().isoformat(),
        "reason": decision.reason.value if decision.reason else "other",
        "scope": decision.scope.value,
    }
    if decision.note:
        detail["note"] = decision.note
    return Evidence(text=decision.phrase, detail=detail)


def _standing(decision: Decision) -> StandingDecision:
    return StandingDecision(
        id=decision.id,
        word=decision.word,
        right=decision.right,
        brand=decision.brand,
        scope=decision.scope,
        reason=decision.reason,
        note=decision.note,
        at=decision.at,
    )


def _subject(right: str | None, brand: str | None) -> str:
    """What a decision is about, as a key: ids of rights never start with a space."""
    return right if right is not None else f" {(brand or '').casefold()}"


def _seller_keys(seller: SellerRef | None, *, own: bool = False) -> list[str]:
    """A store is known by its number; by its name only where the decision (`own`) had no number."""
    if seller is None:
        return []
    keys = [seller.id] if seller.id else []
    if seller.name and not (own and seller.id):
        keys.append(" " + " ".join(seller.name.casefold().split()))
    return keys


def _pattern(phrase: str) -> str:
    """The phrase as whole words, spaces of any width. Spelt as dismissed: a disguised spelling is another phrase."""
    words = phrase.split()
    before = "" if script_of(words[0][0]) in _SPACELESS else r"(?<!\w)"
    after = "" if script_of(words[-1][-1]) in _SPACELESS else r"(?!\w)"
    return before + r"\s+".join(map(re.escape, words)) + after
