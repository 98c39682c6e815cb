"""The form takes so many links and no more."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class TooManyLinks(Check):
    """More links than the portal takes, or none."""

    key = "too_many_links"
    refusal = "more links than the limit"

    def look(self, filing: Filing) -> Iterator[Finding]:
        count, most = len(filing.row.links), filing.limit("links")
        if most is not None and count > most:
            yield self.found(
                Severity.BLOCKS,
                f"The portal takes at most {most} links in one complaint.",
                f"该平台每份投诉最多 {most} 个链接。",
                both(f"{count} links", f"{count} 个链接"),
                in_complaint(filing),
                [link.item_id for link in filing.row.links[most:]],
            )
        if not count:
            yield self.found(
                Severity.BLOCKS,
                "There is no link in it.",
                "没有任何链接。",
                both("0 links", "0 个链接"),
                in_complaint(filing),
            )
