"""Which listings show the same photo, over time: by key, by bytes, by a near hash, and by AliExpress's own groups.

Pictures that were looked at are gathered around the first of their kind: one joins the family whose founder it is near to.
Members are not compared with each other, so that no chain of small steps leads to another photo.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.hashes import Grey, prints_of, prints_to_search
from markwarden.store import SqliteStore
from markwarden_schema.picture import AlikeHow

MIGRATIONS = (
    """CREATE TABLE picture_family (sha256 TEXT NOT NULL PRIMARY KEY, founder TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX picture_family_by_founder ON picture_family (founder)",
    """CREATE TABLE picture_founder (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, prints BLOB NOT NULL)""",
    """CREATE TABLE picture_group (item_id TEXT NOT NULL PRIMARY KEY, picture_group TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX picture_group_by_group ON picture_group (picture_group)",
)
_NEAR = 8
"""Bits of 64 by which the hash of a recompressed, resized or slightly cropped photo differs at most from its founder's."""
_MOST_PAIRS = 20_000
"""Rows that are read for one page: a factory's photo may hang in thousands of shops."""
_PAIRS = """WITH own AS (SELECT item_id AS item, key FROM picture_shown WHERE item_id IN ({marks})),
    same AS (
        SELECT item, key, 'picture' AS how FROM own
        UNION SELECT own.item, other.key, 'picture' FROM own JOIN picture ON picture.key = own.key
            JOIN picture AS other ON other.sha256 = picture.sha256
        UNION SELECT own.item, other.key, 'near' FROM own JOIN picture ON picture.key = own.key
            JOIN picture_family AS family ON family.sha256 = picture.sha256
            JOIN picture_family AS kin ON kin.founder = family.founder
            JOIN picture AS other ON other.sha256 = kin.sha256)
    SELECT same.item AS item, shown.item_id AS other, same.how AS how FROM same
        JOIN picture_shown AS shown ON shown.key = same.key WHERE shown.item_id != same.item
    UNION SELECT own.item_id, other.item_id, 'group' FROM picture_group AS own
        JOIN picture_group AS other ON other.picture_group = own.picture_group
        WHERE own.item_id IN ({marks}) AND other.item_id != own.item_id
    LIMIT {most}"""
_HOW = {"picture": AlikeHow.SAME_PICTURE, "group": AlikeHow.PICTURE_GROUP, "near": AlikeHow.NEAR_PICTURE}
_SUREST = tuple(_HOW)
_AT_ONCE = 200
_GROUPS = """SELECT coalesce(family.founder, picture.sha256, shown.key) AS photo,
    count(DISTINCT shown.item_id) AS listings, min(shown.url) AS url, group_concat(DISTINCT shown.item_id) AS items
    FROM picture_shown AS shown LEFT JOIN picture ON picture.key = shown.key
    LEFT JOIN picture_family AS family ON family.sha256 = picture.sha256
    GROUP BY photo HAVING listings > 1"""
# The address in the row with the least count (SQLite's rule of bare columns): on a list a card shows no other picture.
_SAID = """WITH shown AS (SELECT item_id, min(url) AS url, count(*) AS pictures FROM picture_shown
        WHERE item_id IN (SELECT item_id FROM picture_group) GROUP BY item_id)
    SELECT own.picture_group AS photo, count(*) AS listings, min(shown.pictures), shown.url AS url,
    group_concat(own.item_id) AS items FROM picture_group AS own JOIN shown ON shown.item_id = own.item_id
    GROUP BY own.picture_group HAVING listings > 1"""


class Growing:
    """Hashes one after the other, with room for more: appending one copies them all but seldom."""

    def __init__(self, values: NDArray[np.uint64]) -> None:
        self._room = values.copy()
        self._used = len(values)

    @property
    def values(self) -> NDArray[np.uint64]:
        return self._room[: self._used]

    def append(self, more: NDArray[np.uint64]) -> None:
        if self._used + len(more) > len(self._room):
            self._room = np.concatenate([self.values, np.zeros(max(1024, self._used), dtype=np.uint64)])
        self._room[self._used : self._used + len(more)] = more
        self._used += len(more)


class Group(NamedTuple):
    """Listings that show the same photo; `url` is the address of one of its copies. `said`: AliExpress alone says so."""

    url: str
    items: list[str]
    said: bool


class LookAlikes:
    """Groups of listings in the SQLite store; the founders' hashes are in memory, 24 bytes each. Threads share it."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        store.migrate("lookalikes", MIGRATIONS)
        self._lock = threading.Lock()
        with store.reading() as connection:
            rows = connection.execute("SELECT sha256, prints FROM picture_founder ORDER BY number").fetchall()
        self._founders = [str(row["sha256"]) for row in rows]
        self._prints = Growing(np.frombuffer(b"".join(row["prints"] for row in rows), dtype=np.uint64))

    def grouped(self, groups: Iterable[tuple[str, str]]) -> None:
        """Remember AliExpress's own same-picture ids: item id, group."""
        rows = list(groups)
        if rows:
            with self._store.writing() as connection:
                connection.executemany("INSERT OR REPLACE INTO picture_group VALUES (?, ?)", rows)

    def met(self, sha256: str, grey: Grey) -> None:
        """Gather a picture with those it is near to."""
        own = prints_of(grey)
        if own is None:
            return  # plain: it is like every other plain picture
        asked = prints_to_search(grey)
        with self._lock, self._store.writing() as connection:
            if connection.execute("SELECT 1 FROM picture_family WHERE sha256 = ?", (sha256,)).fetchone():
                return
            founder = self._nearest(asked, len(own))
            if founder is None:
                connection.execute(
                    "INSERT INTO picture_founder (sha256, prints) VALUES (?, ?)", (sha256, own.tobytes())
                )
            connection.execute("INSERT INTO picture_family VALUES (?, ?)", (sha256, founder or sha256))
            if founder is None:
                self._founders.append(sha256)
                self._prints.append(own)

    def _nearest(self, asked: NDArray[np.uint64], views: int) -> str | None:
        best = (_NEAR + 1, 0)
        for one in asked:
            away = np.bitwise_count(self._prints.values ^ one)
            if len(away):
                place = int(away.argmin())
                best = min(best, (int(away[place]), place))
        return self._founders[best[1] // views] if best[0] <= _NEAR else None

    def of(self, item_ids: Iterable[str]) -> dict[str, dict[str, AlikeHow]]:
        """For each listing the others that show a photo of it, with what says so: the surest."""
        every = list(dict.fromkeys(item_ids))
        found: dict[str, dict[str, str]] = {}
        for start in range(0, len(every), _AT_ONCE):
            for item, other, how in self._pairs(every[start : start + _AT_ONCE]):
                others = found.setdefault(item, {})
                others[other] = min(others.get(other, how), how, key=_SUREST.index)
        return {item: {other: _HOW[how] for other, how in others.items()} for item, others in found.items()}

    def _pairs(self, items: list[str]) -> Iterator[tuple[str, str, str]]:
        marks = ",".join("?" * len(items))
        with self._store.reading() as connection:
            yield from map(tuple, connection.execute(_PAIRS.format(marks=marks, most=_MOST_PAIRS), items * 2))

    def groups(self, limit: int) -> list[Group]:
        """The photos that most listings show; those that AliExpress groups too, unless we know the same of them."""
        with self._store.reading() as connection:
            seen, said = (connection.execute(one).fetchall() for one in (_GROUPS, _SAID))
        known: dict[str, list[frozenset[str]]] = {}
        for row in seen if said else ():
            members = frozenset(row["items"].split(","))
            for item in members:
                known.setdefault(item, []).append(members)
        more = [row for row in said if not _within(row["items"].split(","), known)]
        rows = [*((row, False) for row in seen), *((row, True) for row in more)]
        rows.sort(key=lambda each: (-each[0]["listings"], each[0]["photo"]))
        return [Group(row["url"], sorted(row["items"].split(",")), here) for row, here in rows[:limit]]


def _within(items: list[str], known: Mapping[str, list[frozenset[str]]]) -> bool:
    """Whether some group has all of these."""
    return any(group.issuperset(items) for group in known.get(items[0], ()))
