"""The trail: complete, append-only, and in step with what it tells of."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from markwarden.audit import AuditedStore, Trail, acting
from markwarden.audit.difference import HIDDEN, differences
from markwarden.store import SqliteStore, TinyStore
from markwarden.store.errors import NotWritableError


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "rows.sqlite3")
    yield store
    store.close()


@pytest.fixture
def trail(rows: SqliteStore) -> Trail:
    return Trail(rows, lambda: 1_800_000_000.0)


@pytest.fixture
def store(tmp_path: Path, trail: Trail) -> AuditedStore:
    return AuditedStore(TinyStore(tmp_path), trail)


def told(trail: Trail) -> list[tuple[str, str, str, list[tuple[str, object, object]]]]:
    return [
        (one.action, one.subject, one.via, [(c.path, c.before, c.after) for c in one.changes])
        for one in reversed(trail.entries())
    ]


def test_every_change_is_told(store: AuditedStore, trail: Trail) -> None:
    things = store.collection("things")
    with acting("console"):
        things.put({"id": "a", "name": "Acmara", "n": 1})
    things.put({"id": "a", "name": "Acmara", "n": 2})
    things.put({"id": "a", "name": "Acmara", "n": 2})
    things.change("a", lambda old: {**(old or {}), "n": 3})
    things.replace_all([{"id": "b"}])
    things.delete("b")
    things.delete("b")
    assert told(trail) == [
        ("added", "a", "console", [("id", None, "a"), ("name", None, "Acmara"), ("n", None, 1)]),
        ("changed", "a", "command line", [("n", 1, 2)]),
        ("changed", "a", "command line", [("n", 2, 3)]),
        ("removed", "a", "command line", [("id", "a", None), ("name", "Acmara", None), ("n", 3, None)]),
        ("added", "b", "command line", [("id", None, "b")]),
        ("removed", "b", "command line", [("id", "b", None)]),
    ]
    assert trail.entries()[-1].label == "Acmara"
    assert [one.subject for one in trail.entries(subject="b", collection="things")] == ["b", "b"]
    first = trail.entries(limit=2)
    assert [one.number for one in first + trail.entries(limit=100, before=first[-1].number)] == [6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_entries_cannot_be_altered(store: AuditedStore, rows: SqliteStore, trail: Trail, statement: str) -> None:
    store.collection("things").put({"id": "a"})
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), rows.writing() as connection:
        connection.execute(statement)
    assert len(trail.entries()) == 1


def test_a_change_that_fails_leaves_no_entry(
    store: AuditedStore, trail: Trail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = store.collection("things")
    things.put({"id": "a"})
    monkeypatch.setattr("os.fsync", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(NotWritableError):
        things.put({"id": "b"})
    assert [one.subject for one in trail.entries()] == ["a"]
    assert [row["id"] for row in TinyStore(tmp_path).collection("things").all()] == ["a"]


def test_a_file_edited_by_hand_is_told(store: AuditedStore, trail: Trail, tmp_path: Path) -> None:
    store.collection("things").put({"id": "a", "n": 1})
    path = tmp_path / "things.json"
    path.write_text(path.read_text("utf-8").replace('"n": 1', '"n": 12'), "utf-8")
    AuditedStore(TinyStore(tmp_path), trail).collection("things")
    assert [one.action for one in trail.entries()] == ["outside", "added"]
    AuditedStore(TinyStore(tmp_path), trail).collection("things")
    assert len(trail.entries()) == 2


def test_secrets_are_not_told(store: AuditedStore, trail: Trail) -> None:
    pairings = store.collection("pairings")
    pairings.put({"id": "p", "token_sha256": "abc", "last_used": None})
    pairings.put({"id": "p", "token_sha256": "abd", "last_used": "now"})
    pairings.put({"id": "p", "token_sha256": "abd", "last_used": "later"})
    assert len(trail.entries()) == 2
    assert "abc" not in json.dumps(told(trail))
    assert ("token_sha256", HIDDEN, HIDDEN) in told(trail)[0][3]


def test_an_import_of_many_is_one_entry(store: AuditedStore, trail: Trail) -> None:
    store.collection("things").replace_all({"id": str(number)} for number in range(300))
    assert told(trail) == [("many", "", "command line", [("added", None, 300)])]


VALUES = st.recursive(
    st.text(max_size=3) | st.integers(0, 3), lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=2), max_leaves=4
)  # fmt: skip


@given(st.lists(VALUES, max_size=6), st.lists(VALUES, max_size=6))
@example(['["a"]'], [["a"]])
@example([{"a": 1, "b": 2}], [{"b": 2, "a": 1}, "c"])
def test_elements_of_a_list_are_told_as_if_each_was_compared_with_each(old: list[object], new: list[object]) -> None:
    removed, added = [one for one in old if one not in new], [one for one in new if one not in old]
    told = [(change.path, change.before, change.after) for change in differences(old, new)]
    assert told == ([] if old == new else [("", removed or None, added or None)])


def test_elements_are_told_by_id_or_as_a_whole() -> None:
    old = {"rights": [{"id": "r1", "n": 1}, {"id": "r2"}], "words": ["a", "b"]}
    new = {"rights": [{"id": "r1", "n": 2}, {"id": "r3"}], "words": ["b", "c"]}
    assert [(one.path, one.before, one.after) for one in differences(old, new)] == [
        ("rights[r1].n", 1, 2),
        ("rights[r2]", {"id": "r2"}, None),
        ("rights[r3]", None, {"id": "r3"}),
        ("words", ["a"], ["c"]),
    ]


values = st.recursive(st.integers(0, 3) | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3), max_leaves=8)  # fmt: skip


@given(values, values)
def test_there_is_a_difference_exactly_where_two_values_differ(one: object, other: object) -> None:
    assert list(differences(one, one)) == []
    if one != other and not (isinstance(one, list) and isinstance(other, list)):
        changes = list(differences({"v": one}, {"v": other}))
        lists = "[" in repr(one) or "[" in repr(other)  # the order within a list is no change of its own
        assert changes or lists
