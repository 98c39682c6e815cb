"""The portal has to have approved the right first."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_right
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import PORTAL_STATES, both
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation
from markwarden_schema.registry import PortalState


class RightNotApproved(Check):
    """Only approved rights can be chosen in an account's form."""

    key = "right_not_approved"
    refusal = "right not approved yet"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if not filing.portal.account:
            return
        names = {filing.portal.id, filing.portal.id.removeprefix("ipp-"), filing.portal.name}
        states = [one.state for one in filing.held.right.portals if one.portal in names]
        if PortalState.APPROVED in states:
            return
        if states:
            yield self.found(
                Severity.BLOCKS,
                "The portal has not approved this right yet; only approved rights can be chosen.",
                "该权利尚未获平台审核通过；仅可选择已通过的权利。",
                _state(filing.portal.name, states[0]),
                in_right(filing),
            )
        else:
            yield self.found(
                Severity.ASKS,
                "It is not noted whether the portal has approved this right.",
                "未记录该权利是否已获平台审核通过。",
                both(f"{filing.portal.name}: no entry", f"{filing.portal.name}：无记录"),
                in_right(filing),
            )


def _state(portal: str, state: PortalState) -> Explanation:
    said = PORTAL_STATES[state]
    return both(f"{portal}: {said.en}", f"{portal}：{said.zh}")
