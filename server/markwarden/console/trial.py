"""Something to try: a title, a listing seen, a picture, and a change that the registry does not have yet.

All of it stands in an address, so that an answer can be shown again once the registry was changed in earnest.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from markwarden.console.staging import Staging
from markwarden.matching import Engine
from markwarden.matching.image.logo import ArtworkRefusedError
from markwarden.matching.image.picture import PictureRefusedError
from markwarden.pages.urls import canonical_id, item_id_of, split
from markwarden.pictures import Supposed
from markwarden.pictures.references import Purpose
from markwarden.services import services
from markwarden_schema.assessment import Assessment, RightRef, Signal
from markwarden_schema.listing import Listing, Price, SellerRef
from markwarden_schema.registry import Alias, Brand, Copyright, Design, RegistryDocument, Right, Risk, Trademark

FIELDS = ("title", "address", "store", "price", "brand", "text", "risk", "picture", "reference", "purpose")
NO_LISTING = "0"
"""Item number of what is tried and is no listing: a title or a picture alone."""
SUPPOSED_RIGHT = "try"
"""Id of the right that a supposed change adds."""


class NothingToTryError(Exception):
    """What was asked for cannot be tried; the message says why."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried, and what the engine says: as the registry is, and as it would be (None without a change)."""

    listing: Listing
    before: Assessment
    after: Assessment | None
    engine: Engine
    """That which gave the last of the answers."""


def named(engine: Engine, signal: Signal) -> RightRef | None:
    """The right that a signal is about."""
    return None if signal.right is None or signal.right not in engine.rights else engine.rights[signal.right]


def asked_of(values: Mapping[str, str]) -> dict[str, str]:
    """The fields of an address or a form."""
    return {name: values.get(name, "").strip()[:1000] for name in FIELDS}


def tried(asked: Mapping[str, str]) -> Trial | None:
    """The answer; None where nothing is asked yet. Raises `NothingToTryError`."""
    here = services()
    staging = Staging(here.settings.data_dir)
    picture = _staged(staging, asked["picture"])
    listing = _listing(asked, with_picture=picture is not None)
    if listing is None:
        return None
    supposed = _supposed(asked, _staged(staging, asked["reference"]))
    changed = _changed(here.registry.document(), asked, supposed)
    engine = here.engine.current()
    seen = here.pictures.found_of([listing.item_id])
    known = list(seen.get(listing.item_id, ()))
    try:
        own = [] if picture is None else here.pictures.look(picture)
        more = own if picture is None or not supposed else [*own, *here.pictures.supposed(picture, supposed)]
    except (PictureRefusedError, ArtworkRefusedError) as error:
        raise NothingToTryError(_("The picture cannot be used: %(why)s", why=str(error))) from error
    called = asked["picture"]
    decided = here.decided()
    found = {listing.item_id: [*known, *((called, one) for one in own)]}
    (before,) = engine.assess([listing], decided, found)
    if changed is None:
        return Trial(listing, before, None, engine)
    other = engine.updated(changed)
    (after,) = other.assess([listing], decided, {listing.item_id: [*known, *((called, one) for one in more)]})
    return Trial(listing, before, after, other)


def _staged(staging: Staging, name: str) -> bytes | None:
    if not name:
        return None
    data = staging.picture(name)
    if data is None:
        raise NothingToTryError(_("The picture is not there any more: choose it again."))
    return data


def _listing(asked: Mapping[str, str], *, with_picture: bool) -> Listing | None:
    title, address = asked["title"], asked["address"]
    price = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([A-Za-z]{3})", asked["price"])
    given = {
        "price": Price(amount=float(price[1]), currency=price[2].upper()) if price else None,
        "seller": SellerRef(id=asked["store"]) if re.fullmatch(r"\d{1,20}", asked["store"]) else None,
    }
    if asked["price"] and price is None:
        raise NothingToTryError(_("A price is written as 12.50 USD."))
    if asked["store"] and given["seller"] is None:
        raise NothingToTryError(_("A store number has digits only."))
    if title or (with_picture and not address):
        return Listing.model_validate({"item_id": NO_LISTING, "title": title or None, **given})
    if not address:
        return None
    number = canonical_id(address) if address.isdecimal() else item_id_of(split(address))
    if number is None:
        raise NothingToTryError(_("This is no address of an item on AliExpress."))
    seen = services().sightings.get(number)
    if seen is None:
        raise NothingToTryError(
            _("This item was not seen yet: open it, or a page that shows it, in the browser with the extension.")
        )
    return Listing(
        item_id=number, title=seen.title, price=given["price"] or seen.price, seller=given["seller"] or seen.seller
    )


def _supposed(asked: Mapping[str, str], data: bytes | None) -> list[Supposed]:
    if data is None:
        return []
    if not asked["brand"]:
        raise NothingToTryError(_("Choose the brand that the change is about."))
    purpose = Purpose(asked["purpose"]) if asked["purpose"] in set(Purpose) else Purpose.PHOTO
    return [Supposed(purpose, SUPPOSED_RIGHT, data)]


def _changed(registry: RegistryDocument, asked: Mapping[str, str], supposed: list[Supposed]) -> RegistryDocument | None:
    """The registry with one more writing, or one more picture, of a brand; None without a change."""
    if not asked["brand"] or not (asked["text"] or supposed):
        return None

    def changed(brand: Brand) -> Brand:
        rights: list[Right] = list(brand.rights)
        aliases = list(brand.aliases)
        if asked["text"] and asked["risk"] == "mark":
            rights.append(Trademark(kind="trademark", id=f"{SUPPOSED_RIGHT}-word", mark=asked["text"]))
        elif asked["text"]:
            risk = Risk(asked["risk"]) if asked["risk"] in set(Risk) else Risk.MEDIUM
            aliases = [alias for alias in aliases if alias.text.casefold() != asked["text"].casefold()]
            aliases.append(Alias(text=asked["text"], risk=risk))
        rights += [_right_of(one) for one in supposed]
        return brand.model_copy(update={"rights": rights, "aliases": aliases})

    return registry.model_copy(
        update={"brands": [changed(brand) if brand.id == asked["brand"] else brand for brand in registry.brands]}
    )


def _right_of(one: Supposed) -> Right:
    title = _("the picture tried")
    if one.purpose is Purpose.FIGURE:  # without words: only the figure is tried
        image = f"files/{hashlib.sha256(one.data).hexdigest()}.png"
        return Trademark(kind="trademark", id=one.right_id, form="figurative", image=image)
    if one.purpose is Purpose.DESIGN:
        return Design(kind="design", id=one.right_id, title=title)
    return Copyright(kind="copyright", id=one.right_id, title=title)
