"""A test purchase is named by its order number."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both, lacks
from markwarden_schema.case import FileKind, Ground
from markwarden_schema.complaint_check import Finding, Severity

_PICTURES = frozenset({FileKind.PHOTO, FileKind.COMPARISON})
_METHOD = both("method of verification", "鉴定方法")
_PHOTOS = both("photos of the goods that came", "收到商品的照片")


class OrderMissing(Check):
    """The order number, the way the goods were verified, or the report is not there."""

    key = "order_missing"
    refusal = "test buy without its order or report"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.TEST_BUY:
            return
        if not filing.row.order_number:
            yield self.found(
                Severity.BLOCKS,
                "A test buy wants its order number.",
                "测试购买须填写订单号。",
                both("order number: none", "订单号：无"),
                in_complaint(filing),
            )
        lacking = [
            name
            for name, there in (
                (_METHOD, any(listing.facts.verified_by for _, listing, _ in filing.listings())),
                (_PHOTOS, any(file.kind in _PICTURES for file in filing.row.evidence)),
            )
            if not there
        ]
        if lacking:
            yield self.found(
                Severity.WARNS,
                "A test buy wants photos of what came and how it was told from genuine goods.",
                "测试购买须有收到商品的照片和鉴定方法。",
                lacks(lacking),
                in_complaint(filing),
            )
        if not any(file.kind is FileKind.REPORT for file in filing.row.evidence):
            yield self.found(
                Severity.WARNS,
                "A test buy wants the signed or sealed report.",
                "测试购买须提供签字或盖章的鉴定报告。",
                both("report: none", "鉴定报告：无"),
                in_complaint(filing),
            )
