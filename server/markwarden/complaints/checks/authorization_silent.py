"""A letter of authorization has to cover enforcement."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.complaint_check import Finding, Severity


class AuthorizationSilent(Check):
    """The letter does not say that complaints may be filed, or nobody noted whether it does."""

    key = "authorization_silent"
    refusal = "authorization silent on enforcement"

    def look(self, filing: Filing) -> Iterator[Finding]:
        letters = [paper for paper in filing.held.right.documents if paper.kind == "authorization"]
        if not letters or any(paper.enforcement for paper in letters):
            return
        silent = all(paper.enforcement is False for paper in letters)
        yield self.found(
            Severity.BLOCKS if silent else Severity.ASKS,
            "The letter of authorization does not cover filing complaints."
            if silent
            else "Say whether the letter of authorization covers filing complaints.",
            "授权书未涵盖投诉维权。" if silent else "请说明授权书是否涵盖投诉维权。",
            both("covers complaints: no", "涵盖投诉：否")
            if silent
            else both("covers complaints: not noted", "涵盖投诉：未记录"),
            in_right(filing),
        )
