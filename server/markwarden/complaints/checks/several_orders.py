"""One complaint, one test purchase."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_complaint
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import both
from markwarden_schema.case import Ground
from markwarden_schema.complaint_check import Finding, Severity


class SeveralOrders(Check):
    """The listings were bought in different orders, or in another one than the draft names."""

    key = "several_orders"
    refusal = "several test-buy orders in one"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.TEST_BUY:
            return
        orders = {
            listing.item_id: listing.facts.order_number
            for _, listing, _ in filing.listings()
            if listing.facts.order_number
        }
        named = {*orders.values(), *([filing.row.order_number] if filing.row.order_number else [])}
        if len(named) > 1:
            yield self.found(
                Severity.BLOCKS,
                "A complaint takes one test-buy order: split it.",
                "一份投诉仅限一个测试购买订单，请拆分。",
                both(", ".join(sorted(named))),
                in_complaint(filing),
                [item for item, order in orders.items() if order != filing.row.order_number],
            )
