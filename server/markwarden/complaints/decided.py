"""The reviewer's decisions as complaints need them: which listings stand decided as infringing which right."""

from collections.abc import Iterable

from markwarden.complaints.sources import Decided
from markwarden.decisions import Decisions
from markwarden_schema.decision import Decision, DecisionScope, DecisionWord


class InfringingDecisions:
    """The decisions, read anew at each look."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions

    def infringing(self) -> Iterable[Decided]:
        """The last word on a listing and a right counts; oldest first. A brand without a right makes no case."""
        last: dict[tuple[str, str], Decision] = {}
        for decision in self._decisions.all():
            if decision.right is not None and decision.scope is DecisionScope.LISTING:
                last[(decision.item_id, decision.right)] = decision
        return [
            Decided(
                item_id=decision.item_id,
                right=right,
                at=decision.at,
                reason=decision.note,
                title=decision.title,
                url=decision.url,
                price=decision.price,
                seller=decision.seller,
            )
            for (_, right), decision in last.items()
            if decision.word is DecisionWord.INFRINGES
        ]
