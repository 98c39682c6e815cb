"""Papers run out too: certificates, identity documents."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import about, both
from markwarden_schema.complaint_check import Finding, Severity


class PaperExpired(Check):
    """A paper of the right, other than the authorization, is no longer valid."""

    key = "paper_expired"
    refusal = "expired papers"

    def look(self, filing: Filing) -> Iterator[Finding]:
        for paper in filing.held.right.documents:
            if paper.kind != "authorization" and paper.expires is not None and paper.expires < filing.today:
                yield self.found(
                    Severity.BLOCKS,
                    "A paper of this right has expired.",
                    "该权利的一份文件已过期。",
                    about(paper.kind, both(f"expires {paper.expires}", f"有效期至 {paper.expires}")),
                    in_right(filing),
                )
