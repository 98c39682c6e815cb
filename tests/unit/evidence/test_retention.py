"""The retention rule: what it deletes, when, what it never deletes, and what it leaves behind."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from markwarden.evidence import Archive
from markwarden.evidence.custody import Action
from markwarden.evidence.errors import BrokenLogError
from markwarden.evidence.redaction import redact
from markwarden.evidence.retention import Keep, Retention, Rule, Use
from markwarden.store import TinyStore
from tests.kit.browser import until
from tests.kit.captures import sealed_capture

LATER = datetime.now(UTC) + timedelta(days=31)


class Uses(dict[str, Use]):
    """What cases and complaints say they use."""

    def __call__(self) -> Mapping[str, Use]:
        return self


@pytest.fixture
def uses() -> Uses:
    return Uses()


@pytest.fixture
def retention(archive: Archive, tmp_path: Path, uses: Uses) -> Iterator[Retention]:
    made = Retention(TinyStore(tmp_path), archive, uses)
    yield made
    made.stop()


def ids(archive: Archive) -> set[str]:
    return {row.id for row in archive.rows()}


def test_without_a_rule_everything_stays(archive: Archive, retention: Retention) -> None:
    sealed_capture(archive)
    assert retention.rule() == Rule(keep=Keep.ALL)
    assert retention.coming() == []
    assert retention.apply("test", LATER) == []
    assert len(ids(archive)) == 1


@pytest.mark.parametrize("keep", [Keep.USED, Keep.OPEN])
def test_rule_deletes_what_nothing_uses(archive: Archive, retention: Retention, uses: Uses, keep: Keep) -> None:
    unused, used, ended = (sealed_capture(archive).id for _ in range(3))
    now = datetime.now(UTC)
    uses |= {used: Use(None), ended: Use(now + timedelta(days=10))}
    retention.set_rule(Rule(keep=keep, days=30))
    coming = {one.row.id: one.at for one in retention.coming()}
    assert used not in coming
    assert (ended in coming) is (keep is Keep.OPEN)
    assert retention.apply("test", now + timedelta(days=29)) == []
    assert retention.apply("test", LATER) == [unused]
    gone = retention.apply("test", now + timedelta(days=41))
    assert gone == ([ended] if keep is Keep.OPEN else [])
    assert ids(archive) == ({used} if keep is Keep.OPEN else {used, ended})
    [tombstone] = [entry for entry in archive.log.of(unused) if entry.action is Action.DELETED]
    assert tombstone.by == "test"
    assert tombstone.detail["why"] == f"retention: {keep.value}, 30 days"
    assert tombstone.seal is not None
    archive.log.entries()  # the chain holds


def test_original_stays_as_long_as_its_redacted_copy(archive: Archive, retention: Retention, uses: Uses) -> None:
    original = sealed_capture(archive).id
    copy = redact(archive, original, [], "test")
    uses[copy] = Use(None)
    retention.set_rule(Rule(keep=Keep.USED, days=1))
    assert retention.apply("test", LATER) == []
    uses.clear()
    assert set(retention.apply("test", LATER)) == {original, copy}


def test_nothing_is_deleted_where_no_tombstone_can_be_written(archive: Archive, retention: Retention) -> None:
    kept = {sealed_capture(archive).id for _ in range(2)}
    retention.set_rule(Rule(keep=Keep.USED, days=1))
    archive.log.broken = ["changed from outside"]
    with pytest.raises(BrokenLogError):
        retention.apply("test", LATER)
    assert ids(archive) == kept


def test_another_rule_is_tried_without_being_kept(archive: Archive, retention: Retention) -> None:
    sealed_capture(archive)
    assert len(retention.coming(Rule(keep=Keep.USED, days=1))) == 1
    assert retention.coming() == []
    assert retention.soon(LATER) == []


def test_clock_applies_it(archive: Archive, retention: Retention, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markwarden.evidence.retention.EVERY", 0.02)
    package = sealed_capture(archive).id
    old = archive.index.get(package)
    assert old is not None
    with archive.index._rows.writing() as connection:
        connection.execute("UPDATE package SET sealed = ?", ((old.sealed - timedelta(days=2)).isoformat(),))
    retention.start()
    assert ids(archive) == {package}
    retention.set_rule(Rule(keep=Keep.USED, days=1))
    until(lambda: not ids(archive))
    [tombstone] = [entry for entry in archive.log.of(package) if entry.action is Action.DELETED]
    assert "retention rule" in tombstone.by
