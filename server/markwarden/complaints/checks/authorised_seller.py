"""A seller whom the holder allows to sell cannot be complained of as a counterfeiter."""

from collections.abc import Iterator

from markwarden.complaints.checks.base import Check, in_seller
from markwarden.complaints.filing import Filing
from markwarden.complaints.wording import STANDINGS, both
from markwarden_schema.complaint_check import Finding, Severity
from markwarden_schema.portal import Explanation
from markwarden_schema.registry import Seller, Standing

_OURS = frozenset({Standing.OWN, Standing.AUTHORISED})


class AuthorisedSeller(Check):
    """The seller is the brand's own or authorised, and the contract has not ended."""

    key = "authorised_seller"
    refusal = "authorised seller reported"

    def look(self, filing: Filing) -> Iterator[Finding]:
        for case in filing.cases.values():
            entry = filing.held.standing_of(case.seller)
            if entry is None or entry.standing not in _OURS:
                continue
            if entry.contract_until is not None and entry.contract_until < filing.today:
                continue
            items = [link.item_id for link in filing.row.links if link.case == case.id]
            if items:
                yield self.found(
                    Severity.BLOCKS,
                    "This seller is the brand's own or authorised.",
                    "该卖家为品牌自营或授权卖家。",
                    _standing(entry),
                    in_seller(filing),
                    items,
                )


def _standing(entry: Seller) -> Explanation:
    name, standing = entry.name or entry.store_id, STANDINGS[entry.standing]
    until = entry.contract_until
    return both(
        f"{name}: {standing.en}" + (f" until {until}" if until else ""),
        f"{name}：{standing.zh}" + (f"，至 {until}" if until else ""),
    )
