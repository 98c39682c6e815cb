"""What cases and complaints need of the evidence: the captures of a case, and which captures are still in use.

Knows both parts, which know nothing of each other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from markwarden.complaints.record import Row as Filed
from markwarden.complaints.sources import Decided
from markwarden.evidence.index import Index, Row
from markwarden.evidence.retention import Use
from markwarden_schema.case import Case, CaseListing
from markwarden_schema.complaint import ComplaintStatus
from markwarden_schema.record import RecordKind

S = ComplaintStatus
ENDED = frozenset({S.REMOVED, S.REJECTED, S.ACCEPTED, S.UPHELD, S.RESTORED, S.WITHDRAWN})
"""Where nothing more is due from the person, unless the other side goes on."""


@dataclass(frozen=True, slots=True)
class CaseCaptures:
    """The captures of a case, in the order of its dossier, and the listings that have none."""

    rows: Sequence[Row]
    without: Sequence[CaseListing]


def captures_of(case: Case, index: Index) -> CaseCaptures:
    """The store's page first, then each listing's last capture and its test buys; a redacted copy stands for its original.

    Where a listing's own page was not captured, the last page that lists it stands for it.
    """
    rows: dict[str, Row] = {}
    without = []
    store = case.seller.id if case.seller else None
    for row in _shown(index.of_store(store)[:1] if store else [], index):
        rows[row.id] = row
    for listing in case.members:
        own = index.of_item(listing.item_id) or index.showing(listing.item_id)[:1]
        pages = [row for row in own if row.kind == RecordKind.CAPTURE.value]
        others = [row for row in own if row.kind in (RecordKind.IMPORT.value, RecordKind.TEST_BUY.value)]
        chosen = [*_shown(pages[:1], index), *_shown(others, index)]
        if not chosen:
            without.append(listing)
        rows.update({row.id: row for row in chosen})
    return CaseCaptures(list(rows.values()), without)


def _shown(rows: Sequence[Row], index: Index) -> list[Row]:
    """Each row, or the last redacted copy of it: what is handed to others shows nothing that was covered."""
    return [(index.copies_of(row.id) or [row])[0] for row in rows]


class Uses:
    """Which packages cases and complaints use, looked up when it is asked for."""

    def __init__(
        self,
        index: Index,
        infringing: Callable[[], Iterable[Decided]],
        complaints: Callable[[], Iterable[Filed]],
        compared: Callable[[], Iterable[str]],
    ) -> None:
        self._index = index
        self._infringing = infringing
        self._complaints = complaints
        self._compared = compared

    def __call__(self) -> Mapping[str, Use]:
        """Package → its use. Store pages are used by every listing of that store."""
        items, stores = self._filed()
        for decided in self._infringing():
            if decided.item_id not in items:
                items[decided.item_id] = Use(None)
                if decided.seller is not None and decided.seller.id:
                    stores[decided.seller.id] = Use(None)
        found: dict[str, Use] = {}
        for item, use in items.items():
            for row in self._index.showing(item):
                found[row.id] = use.and_(found.get(row.id))
        for store, use in stores.items():
            for row in self._index.of_store(store):
                found[row.id] = use.and_(found.get(row.id))
        # What a person marked by hand is work that a deletion would lose.
        return found | {package: Use(None) for package in self._compared()}

    def _filed(self) -> tuple[dict[str, Use], dict[str, Use]]:
        """Items and stores of complaints."""
        items: dict[str, Use] = {}
        stores: dict[str, Use] = {}
        for complaint in self._complaints():
            use = _use_of(complaint)
            for link in complaint.links:
                if link.item_id is not None:
                    items[link.item_id] = use.and_(items.get(link.item_id))
                    store = complaint.seller_of.get(link.item_id)
                    if store:
                        stores[store] = use.and_(stores.get(store))
        return items, stores


def _use_of(complaint: Filed) -> Use:
    if complaint.status not in ENDED:
        return Use(None)
    last = max((event.on for event in complaint.events), default=complaint.created.date())
    return Use(datetime.combine(last, time.max, UTC))
