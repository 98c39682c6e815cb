"""The form takes so many files of such a size."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class FilesOverLimit(Check):
    """More files than the portal takes, or larger ones."""

    key = "files_over_limit"
    refusal = "more or larger files than the form takes"

    def look(self, filing: Filing) -> Iterator[Finding]:
        most, largest = filing.limit("files"), filing.limit("file_bytes")
        count = len(filing.row.evidence)
        if most is not None and count > most:
            yield self.found(
                Severity.WARNS,
                f"The form takes {most} files, as far as is known.",
                f"据知该表单最多上传 {most} 个文件。",
                both(f"{count} files", f"{count} 个文件"),
                in_complaint(filing),
            )
        for file in filing.row.evidence:
            if largest is not None and file.size > largest:
                yield self.found(
                    Severity.WARNS,
                    f"The form takes files up to {largest // 2**20} MB, as far as is known.",
                    f"据知该表单单个文件不超过 {largest // 2**20} MB。",
                    both(f"{file.name}: {file.size / 2**20:.1f} MB"),
                    in_complaint(filing),
                )
