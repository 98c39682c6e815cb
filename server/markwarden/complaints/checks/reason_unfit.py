"""The reason has to be one for this kind of right, and what is known has to bear it out."""

from collections.abc import Iterator, Sequence

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.grounds import grounds_of
from markwarden.complaints.wording import GROUNDS, RIGHTS, both, listed, reason_words
from markwarden_schema.case import Ground
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation


class ReasonUnfit(Check):
    """The reason is not for this right, is unknown to the portal, or no listing's facts speak for it."""

    key = "reason_unfit"
    refusal = "reason does not fit the fact"

    def look(self, filing: Filing) -> Iterator[Finding]:
        row, reason = filing.row, filing.reason
        if reason is None or filing.held.right.kind not in reason.rights:
            yield self.found(
                Severity.BLOCKS,
                "The portal has no such reason for this kind of right.",
                "该平台没有适用于此类权利的该理由。",
                _of_right(reason_words(filing.portal, row.reason), filing.held.right.kind),
                in_complaint(filing),
            )
            return
        said = set(grounds_of(row.reason))
        if said == {Ground.OTHER}:
            return
        unfit = [link.item_id for link, listing, _ in filing.listings() if listing.ground not in said]
        if unfit:
            yield self.found(
                Severity.WARNS,
                "What is known of these listings speaks for another reason.",
                "这些商品的已知事实更符合其他理由。",
                _facts(
                    reason_words(filing.portal, row.reason),
                    sorted({one.ground for _, one, _ in filing.listings() if one.ground not in said}),
                ),
                in_complaint(filing),
                unfit,
            )


def _of_right(reason: Explanation, kind: str) -> Explanation:
    right = RIGHTS[kind]
    return both(f"{reason.en}, right: {right.en}", f"{reason.zh}，权利：{right.zh}")


def _facts(reason: Explanation, grounds: Sequence[Ground]) -> Explanation:
    facts = listed([GROUNDS[ground] for ground in grounds])
    return both(f"{reason.en}; facts: {facts.en}", f"{reason.zh}；事实：{facts.zh}")
