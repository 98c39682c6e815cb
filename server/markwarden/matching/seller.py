"""What the seller is to a brand, and what that says of a listing."""

from dataclasses import dataclass, field
from datetime import date

from markwarden.matching.text.fold import key
from markwarden_schema.assessment import SignalKind
from markwarden_schema.listing import SellerRef
from markwarden_schema.registry import Brand, Seller, Standing

KIND = {
    Standing.OWN: SignalKind.OWN_SELLER,
    Standing.AUTHORISED: SignalKind.AUTHORISED_SELLER,
    Standing.WATCHED: SignalKind.WATCHED_SELLER,
    Standing.INFRINGER: SignalKind.KNOWN_INFRINGER,
}


@dataclass(slots=True)
class Sellers:
    """The sellers that one brand knows, by store number and by name."""

    by_id: dict[str, Seller] = field(default_factory=dict)
    by_name: dict[str, Seller] = field(default_factory=dict)

    @classmethod
    def of(cls, brand: Brand) -> "Sellers":
        """The sellers of a brand. A name counts only where no store number is registered: names can be copied."""
        return cls(
            {seller.store_id: seller for seller in brand.sellers if seller.store_id},
            {key(seller.name): seller for seller in brand.sellers if seller.name and not seller.store_id},
        )

    def standing(self, shown: SellerRef | None) -> tuple[Standing, Seller] | None:
        """What the seller that a listing shows is to the brand; None where it is nothing, not
        shown, or its contract has ended."""
        if shown is None:
            return None
        known = self.by_id.get(shown.id) if shown.id else None
        if known is None and shown.name:
            known = self.by_name.get(key(shown.name))
        if known is None or (known.contract_until is not None and known.contract_until < date.today()):  # noqa: DTZ011 - the person's own day
            return None
        return known.standing, known
