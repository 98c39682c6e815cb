"""The text has to be there where the reason asks for it, and within the form's length."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class StatementUnfit(Check):
    """The statement is too long, or empty though this reason wants one."""

    key = "statement_unfit"
    refusal = "statement missing or too long"

    def look(self, filing: Filing) -> Iterator[Finding]:
        length, most = len(filing.row.statement), filing.limit("statement")
        if most is not None and length > most:
            yield self.found(
                Severity.BLOCKS,
                f"The form takes {most} characters.",
                f"该表单最多 {most} 个字符。",
                both(f"{length} characters", f"{length} 个字符"),
                in_complaint(filing),
            )
        if not filing.row.statement.strip() and filing.reason is not None and "statement" in filing.reason.needs:
            yield self.found(
                Severity.BLOCKS,
                "This reason wants a statement.",
                "该理由须填写说明。",
                both("0 characters", "0 个字符"),
                in_complaint(filing),
            )
        if filing.reason is not None and "evidence" in filing.reason.needs and not filing.row.evidence:
            yield self.found(
                Severity.WARNS,
                "This reason wants evidence, and no file is with it.",
                "该理由须提供证据，但未附任何文件。",
                both("0 files", "0 个文件"),
                in_complaint(filing),
            )
