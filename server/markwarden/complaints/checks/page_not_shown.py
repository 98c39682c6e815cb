"""Unfair use is judged by the page itself: it has to be shown."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.case import FileKind, Ground
from markwarden_schema.complaint_check import Finding, Severity


class PageNotShown(Check):
    """No file of the draft shows the page with the mark."""

    key = "page_not_shown"
    refusal = "unfair use without the page"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.UNFAIR_USE:
            return
        hidden = [
            listing.item_id
            for _, listing, _ in filing.listings()
            if not any(file.kind is FileKind.SCREENSHOT for file in filing.files_of(listing.item_id))
        ]
        if hidden:
            yield self.found(
                Severity.WARNS,
                "“Unfair use” wants the page itself with the mark: no screenshot of it is with the complaint.",
                "“不当使用”须提供显示商标的页面截图，投诉中未附。",
                both(f"{len(hidden)} pages without a screenshot", f"{len(hidden)} 个页面没有截图"),
                in_complaint(filing),
                hidden,
            )
