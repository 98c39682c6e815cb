"""A right that has run out protects nothing."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class RightExpired(Check):
    """The right's term is over."""

    key = "right_expired"
    refusal = "expired"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.held.expired(filing.today):
            yield self.found(
                Severity.BLOCKS,
                "The right has expired. If it was renewed, note the renewal.",
                "该权利已过期。如已续展，请登记。",
                both(f"expires {filing.held.right.expires}", f"有效期至 {filing.held.right.expires}"),
                in_right(filing),
            )
