"""Counterfeit features are shown beside genuine ones, and named."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both, lacks
from markwarden_schema.case import FileKind, Ground
from markwarden_schema.complaint_check import Finding, Severity

_COMPARED = frozenset({Ground.COUNTERFEIT, Ground.DESIGN})

_PICTURE = both("comparison picture", "比对图片")
_WORDS = both("differences in words", "差异的文字说明")


class NoComparison(Check):
    """No picture from the same angle beside genuine goods, or no difference named in words."""

    key = "no_comparison"
    refusal = "no comparison"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground not in _COMPARED:
            return
        for link, listing, case in filing.listings():
            picture = any(file.kind is FileKind.COMPARISON for file in filing.files_of(listing.item_id))
            words = bool(listing.facts.differences)
            if picture and (words or filing.row.ground is Ground.DESIGN):
                continue
            lacking = [name for name, there in ((_PICTURE, picture), (_WORDS, words)) if not there]
            yield self.found(
                Severity.BLOCKS,
                "There is no comparison with genuine goods: a picture from the same angle, every difference marked and named.",
                "缺少与正品的比对：须有同角度图片，并标明和说明每处差异。",
                lacks(lacking),
                in_case(case.id, listing.item_id),
                [link.item_id],
            )
