"""Genuine goods from another market are no counterfeits."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.case import Ground
from markwarden_schema.complaint_check import Finding, Severity

_COPIES = frozenset({Ground.COUNTERFEIT, Ground.TEST_BUY, Ground.NO_SUCH_MODEL})


class ParallelImport(Check):
    """Goods noted as parallel imports are reported as copies."""

    key = "parallel_import"
    refusal = "parallel import reported as counterfeit"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground not in _COPIES:
            return
        for link, listing, case in filing.listings():
            if listing.facts.parallel_import:
                yield self.found(
                    Severity.BLOCKS,
                    "Parallel imports are genuine goods and cannot be reported as counterfeit.",
                    "平行进口属正品，不得按假冒投诉。",
                    both("noted as parallel import", "已标记为平行进口"),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )
