"""Only addresses of the platform that is complained to, of the kind that the type names."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden.pages.urls import item_id_of, split, store_id_of
from markwarden_schema.case import ComplaintType
from markwarden_schema.complaint_check import Finding, Severity


class ForeignLinks(Check):
    """An address of another site, or one that is no item (no store, for a complaint about a store)."""

    key = "foreign_links"
    refusal = "foreign links"

    def look(self, filing: Filing) -> Iterator[Finding]:
        kind = filing.row.complaint_type
        if kind is ComplaintType.LIVE_STREAM:
            return
        read = store_id_of if kind is ComplaintType.STORE else item_id_of
        foreign = [link for link in filing.row.links if read(split(link.url)) is None]
        if foreign:
            yield self.found(
                Severity.BLOCKS,
                "These are no addresses of AliExpress of the kind complained of.",
                "这些链接不是所投诉类型的速卖通网址。",
                both(", ".join(link.url for link in foreign[:10])),
                in_complaint(filing),
                [link.item_id or link.url for link in foreign],
            )
