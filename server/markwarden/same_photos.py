"""Who else shows a listing's photo: groups of pictures with the listings as they were seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from markwarden.pictures import LookAlikes
from markwarden.sightings import Sighting, Sightings
from markwarden_schema.assessed import AssessedListing, SamePhoto
from markwarden_schema.picture import AlikeListing, AlikeReport, PhotoGroup, PhotoGroups

_MOST_ALIKE = 200
_MOST_GROUPS = 100
_EVERY = 2**62
"""More groups than there can be."""
_AT_ONCE = 200
"""Listings seen last that are read in one step."""
Listed = TypeVar("Listed", bound=AssessedListing)


class Shared(NamedTuple):
    """Listings that show the same photo, or the same several; `images` are the addresses of one copy of each.

    `said`: AliExpress alone says so.
    """

    images: list[str]
    item_ids: list[str]
    said: bool


class SamePhotos:
    """Answers from what pages have shown so far."""

    def __init__(self, lookalikes: LookAlikes, sightings: Sightings) -> None:
        self._lookalikes = lookalikes
        self._sightings = sightings

    def report(self, item_id: str) -> AlikeReport:
        """Who else shows a photo of a listing; those seen last first."""
        others = self._lookalikes.of([item_id]).get(item_id, {})
        seen = self._sightings.many([item_id, *others])
        listings = [
            AlikeListing(
                item_id=one.item_id,
                title=one.title,
                url=one.url,
                seller=one.seller,
                first_seen=one.first_seen,
                last_seen=one.last_seen,
                how=others[one.item_id],
            )
            for one in sorted(seen.values(), key=lambda one: one.last_seen, reverse=True)
            if one.item_id != item_id
        ]
        return AlikeReport(item_id=item_id, sellers=_stores(seen.values()), listings=listings[:_MOST_ALIKE])

    def noted(self, listings: Sequence[Listed]) -> list[Listed]:
        """The listings, each with who else was seen with its photo."""
        groups = self._lookalikes.of(one.item_id for one in listings)
        seen = self._sightings.many({item for own, others in groups.items() for item in (own, *others)})
        return [
            one.model_copy(update={"same_photo": _counted(one.item_id, groups[one.item_id], seen)})
            if one.item_id in groups
            else one
            for one in listings
        ]

    def groups(self) -> PhotoGroups:
        """The photos that most listings show."""
        found = self._lookalikes.groups(_MOST_GROUPS)
        seen = self._sightings.many(item for group in found for item in group.items)
        out = []
        for group in found:
            members = [seen[item] for item in group.items if item in seen]
            if len(members) > 1:
                out.append(
                    PhotoGroup(
                        image=group.url,
                        sellers=_stores(members),
                        first_seen=min(one.first_seen for one in members),
                        last_seen=max(one.last_seen for one in members),
                        item_ids=[one.item_id for one in members],
                    )
                )
        return PhotoGroups(groups=out)

    def shared(self, *, newest: bool = False) -> Iterator[Shared]:
        """Every group once, those of most listings first, or with `newest` those first of which a listing was seen last.

        Listings that share several photos are one group.
        """
        gathered: dict[tuple[str, ...], Shared] = {}
        for group in self._lookalikes.groups(_EVERY):
            gathered.setdefault(tuple(group.items), Shared([], group.items, group.said)).images.append(group.url)
        if not newest:
            yield from gathered.values()
            return
        of_item: dict[str, list[tuple[str, ...]]] = {}
        for members in gathered:
            for item_id in members:
                of_item.setdefault(item_id, []).append(members)
        for item_id in self._newest_first() if gathered else ():
            for members in of_item.get(item_id, ()):
                if members in gathered:
                    yield gathered.pop(members)
            if not gathered:
                return

    def _newest_first(self) -> Iterator[str]:
        last: Sighting | None = None
        while some := self._sightings.recent(limit=_AT_ONCE, after=last):
            yield from (one.item_id for one in some)
            last = some[-1]


def _counted(item_id: str, others: Iterable[str], seen: Mapping[str, Sighting]) -> SamePhoto:
    items = list(others)
    return SamePhoto(listings=len(items), sellers=_stores(seen[item] for item in (item_id, *items) if item in seen))


def _stores(seen: Iterable[Sighting]) -> int:
    return len({one.seller.id or one.seller.name for one in seen if one.seller})
