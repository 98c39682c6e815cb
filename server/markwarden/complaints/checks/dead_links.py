"""A page that is gone cannot be taken down."""

from collections.abc import Iterator
from datetime import timedelta

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity

STALE = timedelta(days=14)
"""A listing not seen for so long is worth a look before filing."""


class DeadLinks(Check):
    """The page was found to be gone, or nobody looked for a while. The server itself looks at no page."""

    key = "dead_links"
    refusal = "dead links"

    def look(self, filing: Filing) -> Iterator[Finding]:
        for link, listing, case in filing.listings():
            if listing.facts.gone:
                yield self.found(
                    Severity.BLOCKS,
                    "This page is gone.",
                    "该页面已不存在。",
                    both("noted as gone", "已标记为失效"),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )
                continue
            last = listing.last_seen.date() if listing.last_seen else None
            if listing.facts.gone is None and (last is None or filing.today - last > STALE):
                yield self.found(
                    Severity.ASKS,
                    "This page was not seen lately: look whether it is still there.",
                    "该页面近期未查看，请确认是否仍然存在。",
                    both(f"last seen {last or 'never'}", f"最后查看：{last or '从未'}"),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )
