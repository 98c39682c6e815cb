"""“Unfair use” wants the mark exactly as it is registered."""

from collections.abc import Iterator, Sequence

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.case import Ground
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation


class MarkNotIdentical(Check):
    """A changed or disguised mark is refused as unfair use; it may be a counterfeit."""

    key = "mark_not_identical"
    refusal = "mark not identical"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.UNFAIR_USE:
            return
        for link, listing, case in filing.listings():
            if listing.identical is False:
                yield self.found(
                    Severity.BLOCKS,
                    "“Unfair use” wants the mark exactly as registered; here it is not.",
                    "“不当使用”要求与注册商标完全一致，此处不一致。",
                    _written(listing.written_as),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )
            elif listing.identical is None:
                yield self.found(
                    Severity.ASKS,
                    "Say whether the mark is shown exactly as registered.",
                    "请说明所示商标是否与注册一致。",
                    both("not noted", "未记录"),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )


def _written(spellings: Sequence[str]) -> Explanation:
    if not spellings:
        return both("noted by you", "由您记录")
    return both(f"written as {', '.join(spellings)}", f"写作 {'、'.join(spellings)}")
