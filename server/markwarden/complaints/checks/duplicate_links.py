"""Each link once."""

from collections import Counter
from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden.pages.urls import item_id_of, split
from markwarden_schema.complaint_check import Finding, Severity


class DuplicateLinks(Check):
    """The same item twice, however its address is written."""

    key = "duplicate_links"
    refusal = "duplicate links"

    def look(self, filing: Filing) -> Iterator[Finding]:
        same = Counter(item_id_of(split(link.url)) or link.url for link in filing.row.links)
        twice = [key for key, count in same.items() if count > 1]
        if twice:
            yield self.found(
                Severity.BLOCKS,
                "These links stand in it more than once.",
                "这些链接重复。",
                both(", ".join(twice[:10])),
                in_complaint(filing),
                twice,
            )
