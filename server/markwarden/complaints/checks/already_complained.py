"""A link that is complained of twice for the same right is refused, and counts against the complainant."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.lifecycle import EDITABLE
from markwarden.complaints.wording import LINK_STATES, STATUSES, both
from markwarden_schema.complaint import ComplaintStatus, LinkState
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation

_OPEN = frozenset({LinkState.PENDING, LinkState.REMOVED})


class AlreadyComplained(Check):
    """The same listing stands in another complaint of the same right."""

    key = "already_complained"
    refusal = "already complained of"

    def look(self, filing: Filing) -> Iterator[Finding]:
        for link in filing.row.links:
            if link.item_id is None:
                continue
            for other in filing.filed.of_item(link.item_id, filing.row.right.id):
                if other.id == filing.row.id:
                    continue
                state = next(one.state for one in other.links if one.item_id == link.item_id)
                blocks = other.status not in EDITABLE and state in _OPEN
                if state is LinkState.RELISTED:
                    continue
                yield self.found(
                    Severity.BLOCKS if blocks else Severity.WARNS,
                    "This listing stands in another complaint of the same right.",
                    "该商品已在同一权利的另一投诉中。",
                    _standing(other.reference or other.id, other.status, state),
                    in_complaint(filing),
                    [link.item_id],
                )


def _standing(name: str, status: ComplaintStatus, state: LinkState) -> Explanation:
    whole, link = STATUSES[status], LINK_STATES[state]
    return both(f"{name}: {whole.en}, link {link.en}", f"{name}：{whole.zh}，链接{link.zh}")
