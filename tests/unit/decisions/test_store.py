"""Decisions: kept in order, found, undone, and never half a decision."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from markwarden.decisions import Decisions
from markwarden.store import TinyStore
from markwarden_schema.decision import DecisionRequest, DecisionWord


class Clock:
    """Time that moves on by a minute at each look."""

    now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def request(**more: object) -> DecisionRequest:
    return DecisionRequest.model_validate({"item_id": "1", "word": "infringes", "right": "r", **more})


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(TinyStore(tmp_path), Clock())


def test_what_was_decided_is_found_newest_first(decisions: Decisions) -> None:
    first = decisions.add(request())
    second = decisions.add(request(word="dismissed", reason="other"))
    third = decisions.add(request(item_id="2", right="s", word="watched"))
    assert decisions.find() == [third, second, first]
    assert decisions.find(item_id="1") == [second, first]
    assert decisions.find(right="s") == [third]
    assert decisions.find(word=DecisionWord.DISMISSED) == [second]
    assert decisions.all() == [first, second, third]


def test_undoing_brings_the_former_word_back(decisions: Decisions) -> None:
    first = decisions.add(request())
    second = decisions.add(request(word="watched"))
    assert decisions.undo(second.id)
    assert decisions.find(item_id="1") == [first]
    assert not decisions.undo(second.id)


def test_another_process_sees_it_at_once(tmp_path: Path) -> None:
    ours, theirs = (Decisions(TinyStore(tmp_path)) for _ in range(2))
    before = theirs.version()
    assert theirs.all() == []
    kept = ours.add(request(title="Coach 杯", seller={"id": "1"}, signals=[{"kind": "exact", "strength": 0.5}]))
    assert theirs.version() != before
    assert theirs.all() == [kept]
    assert theirs.get(kept.id) == kept


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"word": "dismissed"}, "needs a reason"),
        ({"reason": "other"}, "only a dismissal has a reason"),
        ({"right": None}, "about a right"),
        ({"scope": "seller", "seller": {"id": "1"}}, "only a dismissal reaches"),
        ({"word": "dismissed", "reason": "other", "scope": "phrase"}, "a phrase goes with"),
        ({"word": "dismissed", "reason": "other", "phrase": "x"}, "a phrase goes with"),
        ({"word": "dismissed", "reason": "other", "scope": "seller"}, "seller is not known"),
        ({"word": "dismissed", "reason": "other", "scope": "seller", "seller": {}}, "seller is not known"),
        ({"word": "dismissed", "reason": "other", "scope": "phrase", "phrase": "  "}, "at least 1"),
    ],
)
def test_half_a_decision_is_refused(more: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        request(**more)
