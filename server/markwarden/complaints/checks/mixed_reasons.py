"""One complaint, one reason."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import GROUNDS, listed
from markwarden_schema.complaint_check import Finding, Severity


class MixedReasons(Check):
    """The listings infringe for different reasons."""

    key = "mixed_reasons"
    refusal = "different reasons mixed"

    def look(self, filing: Filing) -> Iterator[Finding]:
        own = [(link, listing) for link, listing, case in filing.listings() if case.right.id == filing.row.right.id]
        grounds = {listing.ground for _, listing in own}
        if len(grounds) > 1:
            others = [link.item_id for link, listing in own if listing.ground is not filing.row.ground]
            yield self.found(
                Severity.BLOCKS,
                "The listings infringe for different reasons: split the complaint.",
                "这些商品的侵权理由不同，请拆分投诉。",
                listed([GROUNDS[ground] for ground in sorted(grounds)]),
                in_complaint(filing),
                others,
            )
