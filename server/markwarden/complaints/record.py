"""Complaints as they are stored, and what can be asked of all of them at once."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field

from markwarden.store.interface import Document, Store
from markwarden_schema._base import Model
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import CaseFile, ComplaintType, Ground
from markwarden_schema.complaint import (
    ComplaintEvent,
    ComplaintLink,
    ComplaintStatus,
    CounterNotice,
    Language,
    LeftOut,
    LinkState,
)
from markwarden_schema.portal import Explanation

COLLECTION = "complaints"


class Row(Model):
    """One complaint as it is stored: what the contract shows of it less what is reckoned at each look."""

    id: str
    portal: str
    right: RightRef
    complaint_type: ComplaintType
    reason: str
    ground: Ground
    status: ComplaintStatus = ComplaintStatus.DRAFT
    reference: str | None = None
    created: datetime
    submitted: date | None = None
    links: list[ComplaintLink]
    sellers: dict[str, str] = Field(default_factory=dict, description="key of each seller → what to call it")
    seller_of: dict[str, str] = Field(default_factory=dict, description="item id → key of its seller")
    order_number: str | None = None
    proof_type: str | None = None
    language: Language = "en"
    statement: str = ""
    statement_own: bool = False
    left_out: list[LeftOut] = Field(default_factory=list)
    evidence: list[CaseFile] = Field(default_factory=list)
    files_left_out: list[LeftOut] = Field(default_factory=list)
    why: list[Explanation] = Field(default_factory=list)
    events: list[ComplaintEvent] = Field(default_factory=list)
    counter_notices: list[CounterNotice] = Field(default_factory=list)

    def changed(self, **values: Any) -> "Row":  # noqa: ANN401 - fields of this model
        """A copy with other values; fields of this model only."""
        return self.model_copy(update=values)

    def on(self, *states: ComplaintStatus) -> date | None:
        """When it last came to one of these states."""
        return next((event.on for event in reversed(self.events) if event.status in states), None)


def new_id() -> str:
    """An id for a new complaint."""
    return "c-" + secrets.token_hex(5)


class Filed:
    """What all complaints say of items and sellers, indexed once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self._by_item: dict[str, list[Row]] = {}
        for row in self.rows:
            for link in row.links:
                if link.item_id is not None:
                    self._by_item.setdefault(link.item_id, []).append(row)

    def of_item(self, item_id: str, right: str | None = None) -> list[Row]:
        """The complaints that an item stands in, of one right or of all; withdrawn ones do not count."""
        return [
            row
            for row in self._by_item.get(item_id, [])
            if row.status is not ComplaintStatus.WITHDRAWN and right in (None, row.right.id)
        ]

    def states_of_seller(self, key: str) -> Mapping[LinkState, int]:
        """How many links of a seller stand in each state, drafts aside."""
        return Counter(
            link.state
            for row in self.rows
            if row.status not in (ComplaintStatus.DRAFT, ComplaintStatus.READY)
            for link in row.links
            if link.item_id is not None and row.seller_of.get(link.item_id) == key and key
        )


class ComplaintRecord:
    """The complaints in their collection."""

    def __init__(self, store: Store) -> None:
        self._rows = store.collection(COLLECTION)
        self._parsed: tuple[str, dict[str, Row]] = ("unread", {})

    def _by_id(self) -> dict[str, Row]:
        version = self._rows.version()
        if self._parsed[0] != version:
            self._parsed = (version, {row["id"]: _row(row) for row in self._rows.all()})
        return self._parsed[1]

    def get(self, complaint: str) -> Row | None:
        """One complaint."""
        return self._by_id().get(complaint)

    def all(self) -> list[Row]:
        """All of them, oldest first."""
        return list(self._by_id().values())

    def filed(self) -> Filed:
        """All of them, to be asked about items and sellers."""
        return Filed(self.all())

    def put(self, *rows: Row) -> None:
        """Store new or changed complaints, all or none."""
        if len(rows) == 1:
            self._rows.put(_document(rows[0]))
        elif rows:
            changed = {row.id: row for row in rows}
            kept = [changed.pop(row.id, row) for row in self.all()]
            self._rows.replace_all(_document(row) for row in [*kept, *changed.values()])

    def delete(self, complaint: str) -> bool:
        """Whether there was such a complaint."""
        return self._rows.delete(complaint)


def _row(document: Document) -> Row:
    return Row.model_validate(dict(document))


def _document(row: Row) -> dict[str, Any]:
    return {"id": row.id, **row.model_dump(mode="json", exclude_defaults=True)}
