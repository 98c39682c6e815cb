"""Rights and sellers of the registry, found by their ids, for those who write complaints."""

from dataclasses import dataclass
from datetime import date

from markwarden_schema.assessment import RightRef
from markwarden_schema.listing import SellerRef
from markwarden_schema.registry import Brand, RegistryDocument, Right, Seller, Trademark


@dataclass(frozen=True, slots=True)
class Held:
    """A right and the brand that it belongs to."""

    brand: Brand
    right: Right

    @property
    def ref(self) -> RightRef:
        """How a complaint names it."""
        right = self.right
        label = right.mark if isinstance(right, Trademark) else right.title
        return RightRef(
            id=right.id or "",
            brand=self.brand.name,
            kind=right.kind,
            label=label or self.brand.name,
            number=right.number,
            jurisdiction=right.jurisdiction,
        )

    def standing_of(self, seller: SellerRef | None) -> Seller | None:
        """The brand's entry of that seller."""
        if seller is None:
            return None
        for entry in self.brand.sellers:
            if entry.store_id is not None and entry.store_id == seller.id:
                return entry
            if (
                entry.store_id is None
                and entry.name
                and seller.name
                and entry.name.casefold() == seller.name.casefold()
            ):
                return entry
        return None

    def expired(self, day: date) -> bool:
        """Whether the right ended before that day."""
        return self.right.expires is not None and self.right.expires < day


class Rights:
    """All rights of a registry document, by id."""

    def __init__(self, document: RegistryDocument) -> None:
        self._by_id = {
            right.id: Held(brand, right) for brand in document.brands for right in brand.rights if right.id is not None
        }

    def get(self, right_id: str) -> Held | None:
        """The right with that id, or None where the registry no longer has it."""
        return self._by_id.get(right_id)
