"""Papers in a language that the portal does not read need a translation."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import about, both
from markwarden_schema.complaint_check import Finding, Severity


class NoTranslation(Check):
    """A paper is neither in English nor in Chinese (or what is set), and no translation is with it."""

    key = "no_translation"
    refusal = "no translation"

    def look(self, filing: Filing) -> Iterator[Finding]:
        papers = filing.held.right.documents
        if any(paper.kind == "translation" for paper in papers):
            return
        for paper in papers:
            language = (paper.language or "").lower().partition("-")[0]
            if language and language not in filing.settings.portal_languages:
                yield self.found(
                    Severity.BLOCKS,
                    "A paper is in a language that the portal does not read, and there is no translation.",
                    "文件语言平台不受理，且未附译文。",
                    about(paper.kind, both(paper.language)),
                    in_right(filing),
                )
