"""One item on AliExpress as a page shows it. Knows no brand."""

from pydantic import Field

from markwarden_schema._base import Model


class Price(Model):
    """What the page asks for the item now; the struck-through former price is not kept."""

    amount: float = Field(ge=0, description="the price, or the lower end of a range, in units of `currency`")
    currency: str | None = Field(
        default=None, pattern=r"^[A-Z]{3}$", description="ISO 4217 code; null where the page does not say"
    )
    maximum: float | None = Field(default=None, ge=0, description="the upper end, where the page shows a range")


class SellerRef(Model):
    """The AliExpress store a listing belongs to, as far as the page shows it."""

    id: str | None = Field(default=None, pattern=r"^\d{1,20}$", description="store number")
    name: str | None = Field(default=None, max_length=500)


class Listing(Model):
    """One item on AliExpress. What a page does not show is null, never guessed."""

    item_id: str = Field(
        min_length=1, max_length=64, description="canonical item id: that of aliexpress.com, also for .us pages"
    )
    title: str | None = None
    url: str | None = Field(default=None, description="address without tracking and without the buyer's id")
    price: Price | None = None
    seller: SellerRef | None = Field(default=None, description="null where the page shows none (search, since 2025)")
    images: list[str] = Field(default_factory=list, description="addresses of the original pictures, main one first")
    in_dom: bool = Field(
        default=True, description="true: a card on the page; false: only announced by the page's embedded data"
    )
    sold: int | None = Field(default=None, ge=0, description="number sold as shown (1,000+ is 1000)")
    rating: float | None = Field(default=None, ge=0, le=5, description="stars")
    category: str | None = Field(default=None, max_length=500)
    picture_group: str | None = Field(
        default=None, pattern=r"^\d{1,20}$", description="AliExpress's own id of listings with the same picture"
    )
    product_group: str | None = Field(
        default=None, pattern=r"^\d{1,20}$", description="AliExpress's own id of listings of the same product"
    )
    description: str | None = Field(
        default=None, max_length=20_000, description="the product text of an item page; null elsewhere"
    )
