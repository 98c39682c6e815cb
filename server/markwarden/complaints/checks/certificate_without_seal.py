"""A certificate is taken in colour, or in black and white with a seal."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class CertificateWithoutSeal(Check):
    """A black-and-white certificate without seal."""

    key = "certificate_without_seal"
    refusal = "black-and-white certificate without seal"

    def look(self, filing: Filing) -> Iterator[Finding]:
        for paper in filing.held.right.documents:
            if paper.kind == "certificate" and paper.colour is False and not paper.sealed:
                yield self.found(
                    Severity.BLOCKS,
                    "The certificate is black and white and carries no seal.",
                    "证书为黑白且无盖章。",
                    both(
                        f"{paper.name or paper.file or 'certificate'}: colour no, sealed "
                        + ("not noted" if paper.sealed is None else "no"),
                        f"{paper.name or paper.file or '证书'}：非彩色，盖章"
                        + ("未记录" if paper.sealed is None else "：无"),
                    ),
                    in_right(filing),
                )
