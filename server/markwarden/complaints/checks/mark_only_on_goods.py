"""“Unfair use” wants the mark on the page itself."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_case
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import PLACES, both
from markwarden_schema.case import Ground, Place
from markwarden_schema.complaint_check import Finding, Severity

_OFF_PAGE = frozenset({Place.GOODS, Place.PACKAGING})


class MarkOnlyOnGoods(Check):
    """A mark that is only on the goods is no use of it on the page."""

    key = "mark_only_on_goods"
    refusal = "mark only on the goods"

    def look(self, filing: Filing) -> Iterator[Finding]:
        if filing.row.ground is not Ground.UNFAIR_USE:
            return
        for link, listing, case in filing.listings():
            if listing.places and set(listing.places) <= _OFF_PAGE:
                yield self.found(
                    Severity.BLOCKS,
                    "“Unfair use” is refused where the mark is only on the goods.",
                    "商标仅出现在商品上时，“不当使用”会被驳回。",
                    both(
                        f"appears on: {', '.join(PLACES[place].en for place in listing.places)}",
                        f"出现于：{'、'.join(PLACES[place].zh for place in listing.places)}",
                    ),
                    in_case(case.id, listing.item_id),
                    [link.item_id],
                )
