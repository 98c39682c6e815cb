"""All captures as a table (CSV, UTF-8), for a spreadsheet: nothing in it can be taken for a formula."""

import csv
import io
from collections.abc import Iterable

from markwarden.evidence.dossier.pdf import Entry
from markwarden_schema.case import Case

HEAD = ("id", "kind", "grade", "title", "address", "store_id", "store", "item_id", "risk", "right", "sealed_utc", "browser_clock", "clock_difference_ms", "seal_sha256", "time_stamp", "files", "bytes", "missing")  # fmt: skip
LISTINGS_HEAD = ("item_id", "address", "title", "price", "currency", "store_id", "store", "ground", "written_as", "decided", "first_seen", "last_seen", "captures", "complaints")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(entries: Iterable[Entry]) -> bytes:
    """One row a capture."""
    return _written(HEAD, map(_row, entries))


def listings_table(case: Case, entries: Iterable[Entry]) -> bytes:
    """One row a listing of a case, with the captures of `entries` that are of it."""
    captures: dict[str, list[str]] = {}
    for entry in entries:
        if entry.item_id is not None:
            captures.setdefault(entry.item_id, []).append(entry.record.id)
    seller = case.seller
    return _written(
        LISTINGS_HEAD,
        (
            [
                one.item_id,
                one.url,
                one.title,
                one.price.amount if one.price else None,
                one.price.currency if one.price else None,
                seller.id if seller else None,
                seller.name if seller else None,
                one.ground.value,
                "; ".join(one.written_as),
                one.decided.isoformat(timespec="seconds"),
                one.first_seen.isoformat(timespec="seconds") if one.first_seen else None,
                one.last_seen.isoformat(timespec="seconds") if one.last_seen else None,
                "; ".join(captures.get(one.item_id, [])),
                "; ".join(f"{filed.reference or filed.id} ({filed.status})" for filed in one.complaints),
            ]
            for one in case.members
        ),
    )


def _written(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows([_safe(value) for value in row] for row in rows)
    # With the mark that spreadsheets know UTF-8 by.
    return made.getvalue().encode("utf-8-sig")


def _row(entry: Entry) -> list[object]:
    record, clocks = entry.record, entry.record.clocks
    listings = record.page.listings if record.page else []
    top = max(listings, key=lambda one: one.assessment.risk, default=None)
    seller = entry.seller
    return [
        record.id,
        record.kind.value,
        record.grade.value,
        record.title,
        record.address.shown,
        seller.id if seller else None,
        entry.store,
        entry.item_id,
        top.assessment.risk if top else None,
        top.assessment.right if top else None,
        clocks.server_finished.isoformat(timespec="seconds"),
        clocks.browser_began.isoformat(timespec="milliseconds") if clocks.browser_began else None,
        clocks.difference_ms,
        entry.seal,
        entry.stamp.time if entry.stamp and not entry.stamp.problems else None,
        len(record.files),
        sum(file.bytes for file in record.files),
        "; ".join(f"{one.what}: {one.why}" for one in record.missing),
    ]


def _safe(value: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
