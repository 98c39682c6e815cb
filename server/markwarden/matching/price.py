"""Prices too low to be genuine: floors that a brand sets for kinds of goods."""

import re
from collections.abc import Sequence

from markwarden_schema.listing import Price
from markwarden_schema.registry import PriceFloor


def below_floor(
    title: str, category: str | None, price: Price | None, floors: Sequence[PriceFloor]
) -> PriceFloor | None:
    """The highest floor that a listing's price stays under; only floors in its own currency are compared.

    A floor holds for listings that name its goods. The upper end of a price range is what is compared: the lower one
    is mostly a spare part or an accessory.
    """
    if price is None or price.currency is None:
        return None
    asked = price.maximum if price.maximum is not None else price.amount
    text = f"{title} {category or ''}"
    under = [
        floor
        for floor in floors
        if floor.currency == price.currency and 0 < asked < floor.amount and _names(text, floor.goods)
    ]
    return max(under, key=lambda floor: floor.amount, default=None)


def _names(text: str, goods: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(goods)}(?:e?s)?(?!\w)", text, re.IGNORECASE) is not None
