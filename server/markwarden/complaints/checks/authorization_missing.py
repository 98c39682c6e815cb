"""Who files for another needs that other's letter."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden.registry.health import same_holder
from markwarden_schema.complaint_check import Finding, Severity


class AuthorizationMissing(Check):
    """An agent files, or the complainant is not the registrant, and there is no letter of authorization."""

    key = "authorization_missing"
    refusal = "authorization missing"

    def look(self, filing: Filing) -> Iterator[Finding]:
        name, registrant = filing.settings.name, filing.held.right.registrant
        other = bool(name and registrant and not same_holder(name, registrant))
        if not (filing.settings.agent or other):
            return
        if any(paper.kind == "authorization" for paper in filing.held.right.documents):
            return
        yield self.found(
            Severity.BLOCKS,
            "Whoever files for the holder needs a letter of authorization.",
            "代权利人投诉须提供授权书。",
            both(
                f"complainant: {name or 'an agent'}; registrant: {registrant or 'not noted'}",
                f"投诉人：{name or '代理人'}；权利人：{registrant or '未记录'}",
            ),
            in_right(filing),
        )
