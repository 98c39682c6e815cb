"""One complaint, one right."""

from collections.abc import Iterator, Sequence

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation


class MixedRights(Check):
    """A link comes from a case of another right."""

    key = "mixed_rights"
    refusal = "different rights mixed"

    def look(self, filing: Filing) -> Iterator[Finding]:
        strangers = {
            link.item_id: case.right
            for link in filing.row.links
            if (case := filing.cases.get(link.case or "")) is not None and case.right.id != filing.row.right.id
        }
        if strangers:
            yield self.found(
                Severity.BLOCKS,
                "These links belong to another right: file them in a complaint of their own.",
                "这些链接属于其他权利，请另行投诉。",
                _named(sorted({f"{one.label} {one.number or one.kind}" for one in strangers.values()})),
                in_complaint(filing),
                strangers,
            )


def _named(rights: Sequence[str]) -> Explanation:
    return both(f"other rights: {', '.join(rights)}", f"其他权利：{'、'.join(rights)}")
