"""What lists of captures show, one row a package. Derived from the records: it can be made anew at any time."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from markwarden.store import SqliteStore
from markwarden_schema.record import FileKind, Record

MIGRATIONS = (
    """CREATE TABLE package (id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, grade TEXT NOT NULL, title TEXT NOT NULL,
        url TEXT, sealed TEXT NOT NULL, seal TEXT NOT NULL, bytes INTEGER NOT NULL, page_kind TEXT, item_id TEXT,
        seller_id TEXT, risk INTEGER, missing INTEGER NOT NULL, parent TEXT, picture TEXT)""",
    "CREATE INDEX package_by_item ON package (item_id)",
    """CREATE TABLE package_item (item_id TEXT NOT NULL, package TEXT NOT NULL, PRIMARY KEY (item_id, package))
        WITHOUT ROWID""",
    # Null in rows of before: they are made anew from the records, with their items.
    "ALTER TABLE package ADD COLUMN listed INTEGER",
)
_COLUMNS = "id, kind, grade, title, url, sealed, seal, bytes, page_kind, item_id, seller_id, risk, missing, parent, picture, listed"
_SHOWS = "id IN (SELECT package FROM package_item WHERE item_id = {})"


@dataclass(frozen=True, slots=True)
class Row:
    """One package in a list."""

    id: str
    kind: str
    grade: str
    title: str
    url: str | None
    sealed: datetime
    seal: str
    bytes: int
    page_kind: str | None
    item_id: str | None
    seller_id: str | None
    risk: int | None
    missing: int
    parent: str | None
    picture: str | None
    """Path of the picture that stands for it."""
    listed: int
    """How many listings it shows."""


def row_of(record: Record, seal: str) -> Row:
    """The row of a record."""
    page = record.page
    own = page.listings[0] if page and page.kind.value == "item" and page.listings else None
    risks = [listing.assessment.risk for listing in page.listings] if page else []
    sellers = {one.seller.id for one in page.listings if one.seller and one.seller.id} if page else set()
    seller = (own.seller.id if own and own.seller else None) or (sellers.pop() if len(sellers) == 1 else None)
    order = (FileKind.VISIBLE, FileKind.FULL, FileKind.SUPPLIED, FileKind.IMAGE)
    pictures = sorted(
        (file for file in record.files if file.kind in order and file.media_type in ("image/png", "image/jpeg")),
        key=lambda file: (order.index(file.kind), file.path),
    )
    return Row(
        id=record.id,
        kind=record.kind.value,
        grade=record.grade.value,
        title=record.title,
        url=record.address.shown,
        sealed=record.clocks.server_finished,
        seal=seal,
        bytes=sum(file.bytes for file in record.files),
        page_kind=page.kind.value if page else None,
        item_id=own.item_id if own else (record.test_buy.item_id if record.test_buy else None),
        seller_id=seller,
        risk=max(risks, default=None),
        missing=len(record.missing),
        parent=record.parent.id if record.parent else None,
        picture=pictures[0].path if pictures else None,
        listed=len(items_of(record)),
    )


def items_of(record: Record) -> frozenset[str]:
    """Every item that a package shows, on whatever page."""
    shown = {listing.item_id for listing in record.page.listings} if record.page else set()
    bought = {record.test_buy.item_id} if record.test_buy and record.test_buy.item_id else set()
    return frozenset(shown | bought)


class Index:
    """The rows."""

    def __init__(self, rows: SqliteStore) -> None:
        self._rows = rows
        rows.migrate("evidence", MIGRATIONS)

    def put(self, row: Row, items: Iterable[str]) -> None:
        with self._rows.writing() as connection:
            _insert(connection, row, items)

    def remove(self, package: str) -> None:
        with self._rows.writing() as connection:
            connection.execute("DELETE FROM package WHERE id = ?", (package,))
            connection.execute("DELETE FROM package_item WHERE package = ?", (package,))

    def replace(self, rows: Iterable[tuple[Row, Iterable[str]]]) -> None:
        """All rows at once."""
        with self._rows.writing() as connection:
            connection.execute("DELETE FROM package")
            connection.execute("DELETE FROM package_item")
            for row, items in rows:
                _insert(connection, row, items)

    def ids(self) -> set[str]:
        """The packages whose rows are whole."""
        with self._rows.reading() as connection:
            return {row[0] for row in connection.execute("SELECT id FROM package WHERE listed IS NOT NULL")}

    def get(self, package: str) -> Row | None:
        return next(iter(self._select("WHERE id = :id", {"id": package})), None)

    def find(self, query: str = "", limit: int = 200, offset: int = 0) -> list[Row]:
        """Sealed last first. `query`: words of title or address, an item, a store, an id."""
        clauses = ["1"]
        values: dict[str, object] = {"limit": limit, "offset": offset}
        for n, word in enumerate(query.split()):
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values[f"w{n}"], values[f"e{n}"] = f"%{escaped}%", word
            clauses.append(
                f"(title LIKE :w{n} ESCAPE '\\' OR url LIKE :w{n} ESCAPE '\\' OR item_id = :e{n} OR {_SHOWS.format(f':e{n}')} OR seller_id = :e{n} OR id = :e{n})"
            )
        return self._select(
            f"WHERE {' AND '.join(clauses)} ORDER BY sealed DESC, id DESC LIMIT :limit OFFSET :offset", values
        )

    def of_item(self, item_id: str) -> list[Row]:
        """The packages of one item alone, newest first: its own page, what was handed in or bought of it."""
        return self._select("WHERE item_id = :item ORDER BY sealed DESC", {"item": item_id})

    def showing(self, item_id: str) -> list[Row]:
        """Every package that shows an item, pages that list it among others too: its own first, then newest first."""
        shown = _SHOWS.format(":item")
        return self._select(
            f"WHERE item_id = :item OR {shown} ORDER BY item_id IS NOT :item, sealed DESC", {"item": item_id}
        )

    def of_store(self, seller_id: str) -> list[Row]:
        """Captures of a store's own pages, newest first."""
        return self._select(
            "WHERE seller_id = :store AND page_kind = 'store' AND kind = 'capture' ORDER BY sealed DESC",
            {"store": seller_id},
        )

    def copies_of(self, package: str) -> list[Row]:
        """Redacted copies of a package, newest first."""
        return self._select("WHERE parent = :parent ORDER BY sealed DESC", {"parent": package})

    def count(self) -> int:
        with self._rows.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM package").fetchone()[0])

    def _select(self, rest: str, values: Mapping[str, object]) -> list[Row]:
        with self._rows.reading() as connection:
            # `rest` holds only this module's own words.
            found = connection.execute(f"SELECT {_COLUMNS} FROM package {rest}", values).fetchall()  # noqa: S608
        return [Row(**{**dict(row), "sealed": datetime.fromisoformat(row["sealed"])}) for row in found]


def _insert(connection: sqlite3.Connection, row: Row, items: Iterable[str]) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO package ({_COLUMNS}) VALUES ({', '.join(f':{name.strip()}' for name in _COLUMNS.split(','))})",  # noqa: S608
        {name: getattr(row, name) for name in Row.__slots__} | {"sealed": row.sealed.isoformat()},
    )
    connection.execute("DELETE FROM package_item WHERE package = ?", (row.id,))
    connection.executemany("INSERT INTO package_item VALUES (?, ?)", [(item, row.id) for item in items])
