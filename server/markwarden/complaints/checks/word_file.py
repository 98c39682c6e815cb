"""Portals refuse Word files."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from markwarden.complaints.checks.base import Check, in_complaint, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden.registry.health import WORD_FILES
from markwarden_schema.complaint_check import Finding, Severity

_MEDIA = frozenset(
    {
        "application/msword",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/rtf",
        "application/vnd.oasis.opendocument.text",
    }
)


class WordFile(Check):
    """A file of the draft or a paper of the right is of a kind that is refused."""

    key = "word_file"
    refusal = "Word file"

    def look(self, filing: Filing) -> Iterator[Finding]:
        refused = WORD_FILES | {ending.lower() for ending in filing.portal.refused_files}
        for file in filing.row.evidence:
            if _ending(file.name) in refused or file.media_type in _MEDIA:
                yield self.found(
                    Severity.BLOCKS,
                    "Files of this kind are refused: make a PDF of it.",
                    "该类文件会被拒收，请转换为 PDF。",
                    both(file.name),
                    in_complaint(filing),
                )
        for paper in filing.held.right.documents:
            name = next((one for one in (paper.name, paper.file) if one and _ending(one) in refused), None)
            if name is not None:
                yield self.found(
                    Severity.BLOCKS,
                    "A paper of the right is a Word file: make a PDF of it.",
                    "该权利的文件为 Word 格式，请转换为 PDF。",
                    both(name),
                    in_right(filing),
                )


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
