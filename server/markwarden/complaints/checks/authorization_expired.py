"""A letter of authorization has an end."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class AuthorizationExpired(Check):
    """Every letter there is has run out, or is not valid yet."""

    key = "authorization_expired"
    refusal = "authorization expired"

    def look(self, filing: Filing) -> Iterator[Finding]:
        letters = [paper for paper in filing.held.right.documents if paper.kind == "authorization"]
        valid = [
            paper
            for paper in letters
            if (paper.expires is None or paper.expires >= filing.today)
            and (paper.valid_from is None or paper.valid_from <= filing.today)
        ]
        if letters and not valid:
            yield self.found(
                Severity.BLOCKS,
                "The letter of authorization is not valid today.",
                "授权书今日不在有效期内。",
                both(
                    "; ".join(f"{paper.valid_from or '…'} to {paper.expires or '…'}" for paper in letters),
                    "；".join(f"{paper.valid_from or '…'} 至 {paper.expires or '…'}" for paper in letters),
                ),
                in_right(filing),
            )
