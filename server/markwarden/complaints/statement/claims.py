"""What a statement may claim, and the evidence without which it does not. Knows no words of any letter.

A claim's function gives the facts its letter is filled with, a `Lack` where the evidence is absent, or None where the
claim has no place in this complaint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markwarden.complaints.filing import Filing
from markwarden.complaints.statement import facts as known
from markwarden.complaints.statement.lack import Lack
from markwarden_schema.case import Ground

G = Ground
Gather = Callable[[Filing], dict[str, Any] | Lack | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. The lighter ones are left out first where the form is too short."""

    key: str
    weight: int
    gather: Gather
    grounds: frozenset[Ground] = frozenset(Ground)


def _only(*grounds: Ground) -> frozenset[Ground]:
    return frozenset(grounds)


CLAIMS: tuple[Claim, ...] = (
    Claim("right", 100, known.right),
    Claim("registration", 95, known.registration),
    Claim("holder", 70, known.holder),
    Claim("classes", 60, known.classes),
    Claim("test_buy", 99, known.test_buy, _only(G.TEST_BUY)),
    Claim("model", 98, known.model, _only(G.NO_SUCH_MODEL)),
    Claim("picture", 98, known.picture, _only(G.PICTURE_THEFT)),
    Claim("work", 90, known.work, _only(G.WORK)),
    Claim("design", 90, known.compared, _only(G.DESIGN)),
    Claim("patent", 90, known.analysed, _only(G.PATENT)),
    Claim("identical", 97, known.identical, _only(G.UNFAIR_USE)),
    Claim("where", 92, known.where),
    Claim("differences", 96, known.differences, _only(G.COUNTERFEIT)),
    Claim("disguise", 55, known.disguise, _only(G.COUNTERFEIT)),
    Claim("code_words", 40, known.code_words, _only(G.COUNTERFEIT, G.TEST_BUY, G.NO_SUCH_MODEL)),
    Claim("price", 35, known.price, _only(G.COUNTERFEIT, G.TEST_BUY, G.NO_SUCH_MODEL)),
    Claim("seller", 50, known.seller),
    Claim("unauthorised", 88, known.unauthorised),
    Claim("history", 45, known.history),
    Claim("captures", 30, known.captures),
    Claim("request", 94, known.request),
)
"""Every claim, in the order of the letter."""
