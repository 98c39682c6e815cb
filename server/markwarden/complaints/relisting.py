"""Listings that came back: the same seller's, with the item, the photo or the title of one that was removed."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from markwarden.complaints.record import Row
from markwarden.pages.urls import item_url
from markwarden.sightings import Sighting, Sightings
from markwarden_schema.complaint import ComplaintStatus, LinkState
from markwarden_schema.complaint_register import Relisting

SAME_TITLE = 95
"""rapidfuzz's token_sort_ratio from which two titles are the same: sellers move words about."""
_STEPS = (ComplaintStatus.REMOVED, ComplaintStatus.UPHELD)
_MOST = 2000

Because = Literal["same_item", "same_photo", "same_title"]


def relistings(rows: list[Row], sightings: Sightings) -> list[Relisting]:
    """What was seen after a removal and looks like what was removed. Latest first."""
    known = {link.item_id for row in rows for link in row.links if link.item_id}
    found = [one for row in rows for one in _of(row, sightings, known)]
    return sorted(found, key=lambda one: (one.first_seen, one.item_id), reverse=True)


def _of(row: Row, sightings: Sightings, known: set[str]) -> Iterator[Relisting]:
    removed_on = row.on(*_STEPS)
    if removed_on is None:
        return
    by_seller: dict[str, list[Sighting]] = {}
    for link in row.links:
        if link.state is not LinkState.REMOVED or link.item_id is None:
            continue
        old = sightings.get(link.item_id)
        seller = row.seller_of.get(link.item_id) or (old.seller.id if old and old.seller else None)
        if old is not None and old.last_seen.date() > removed_on:
            yield _found(row, link.item_id, old, ["same_item"], old.last_seen.date())
        if not seller:
            continue
        if seller not in by_seller:
            by_seller[seller] = sightings.by_seller(seller, limit=_MOST)
        title = (old.title if old else None) or link.title
        for new in by_seller[seller]:
            # A listing that stands in a complaint is known; one seen before the removal did not come after it.
            if new.item_id in known or new.first_seen.date() < removed_on:
                continue
            because = _because(title, old, new)
            if because:
                yield _found(row, link.item_id, new, because, new.first_seen.date())


def _because(title: str | None, old: Sighting | None, new: Sighting) -> list[Because]:
    said: list[Because] = []
    if old is not None and old.image_key and old.image_key == new.image_key:
        said.append("same_photo")
    if title and new.title and fuzz.token_sort_ratio(title, new.title, processor=default_process) >= SAME_TITLE:
        said.append("same_title")
    return said


def _found(row: Row, removed: str, new: Sighting, because: list[Because], first: date) -> Relisting:
    return Relisting(
        complaint=row.id,
        removed=removed,
        item_id=new.item_id,
        title=new.title,
        url=new.url or item_url(new.item_id),
        seller=(new.seller.name or new.seller.id) if new.seller else None,
        because=because,
        first_seen=first,
    )
