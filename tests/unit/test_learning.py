"""Precision by tactic, and another vigilance or threshold tried on past decisions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from markwarden.learning import (
    Change,
    Tally,
    Watch,
    last_words,
    precision_by_tactic,
    shown_by,
    try_watch,
    twins,
    with_watch,
)
from markwarden.matching import Engine
from markwarden.registry import Registry
from markwarden.registry.interchange import dump, parse
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.assessment import Effect, Level, SignalKind
from markwarden_schema.decision import DecidedSignal, Decision, DecisionWord, DismissalReason
from markwarden_schema.listing import Listing
from markwarden_schema.registry import Vigilance
from tests.kit.commands import markwarden
from tests.kit.engines import document

REGISTRY = document(
    {"id": "b", "name": "Acmara", "rights": [{"id": "r", "kind": "trademark", "mark": "Acmara", "nice_classes": [25]}]}
)
MISSPELT = SignalKind.REPLACED


def decided(
    number: int, word: DecisionWord, title: str, kind: SignalKind = MISSPELT, item: str | None = None
) -> Decision:
    return Decision(
        id=f"d{number}",
        at=datetime(2026, 1, 1, number, tzinfo=UTC),
        item_id=item or f"{number}",
        word=word,
        right="r",
        brand="Acmara",
        reason=DismissalReason.OTHER if word is DecisionWord.DISMISSED else None,
        title=title,
        signals=[
            DecidedSignal(kind=kind, strength=0.7),
            DecidedSignal(kind=SignalKind.COMPATIBILITY, effect=Effect.LOWERS, strength=0.2),
        ],
    )


def ids(changes: list[Change]) -> set[str]:
    return {one.listing.item_id for one in changes}


DECISIONS = [
    decided(1, DecisionWord.INFRINGES, "Acnara jacket"),
    decided(2, DecisionWord.INFRINGES, "Acmara jacket", SignalKind.EXACT),
    decided(3, DecisionWord.DISMISSED, "Acmaro jacket"),
    decided(4, DecisionWord.WATCHED, "Acmora jacket"),
]


def test_precision_counts_the_last_word_on_what_raised() -> None:
    again = [*DECISIONS, decided(5, DecisionWord.DISMISSED, "Acnara jacket", item="1")]
    assert {one.id for one in last_words(again)} == {"d5", "d2", "d3"}
    tallies = precision_by_tactic(DECISIONS)["r"]
    assert {kind: (tally.infringes, tally.dismissed) for kind, tally in tallies.items()} == {
        MISSPELT: (1, 1),
        SignalKind.EXACT: (1, 0),
    }
    assert tallies[MISSPELT].precision == 0.5


def test_behind_each_tactic_stand_its_decisions() -> None:
    replaced, exact = shown_by(DECISIONS)["r"]
    assert [one.id for one in replaced.decisions] == ["d3", "d1"]
    assert [one.id for one in exact.decisions] == ["d2"]


def test_few_decisions_say_little() -> None:
    low, high = Tally(9, 1).interval
    assert 0.5 < low < 0.6 < 0.98 < high < 1
    wider = Tally(1, 0).interval
    assert wider[0] < 0.25
    assert wider[1] == 1


def test_a_dry_run_shows_what_would_change_and_changes_nothing() -> None:
    before = REGISTRY.model_copy(deep=True)
    trial = try_watch(REGISTRY, DECISIONS, "r", Watch(Vigilance.STRICT))
    assert len(trial.decided) == 3
    assert ids(trial.lost) == {"1"}
    assert ids(trial.spared) == {"3"}
    assert trial.found == trial.disturbed == []
    assert before == REGISTRY
    back = try_watch(with_watch(REGISTRY, "r", Watch(Vigilance.STRICT)), DECISIONS, "r", Watch(Vigilance.NORMAL))
    assert (ids(back.found), ids(back.disturbed)) == ({"1"}, {"3"})


def test_a_threshold_moves_what_is_flagged_and_no_risk() -> None:
    trial = try_watch(REGISTRY, DECISIONS, "r", Watch(Vigilance.NORMAL, 90))
    assert ids(trial.changes) == {"1", "3"}
    assert all(one.before.risk == one.after.risk for one in trial.changes)
    assert all(one.after.level is Level.LOW for one in trial.changes)
    assert trial.moved == 0


def test_a_threshold_of_one_brand_hides_no_other() -> None:
    both = document(
        {"id": "a", "name": "Acmara", "rights": [{"id": "r", "kind": "trademark", "mark": "Acmara", "threshold": 99}]},
        {"id": "z", "name": "Zenvoro", "rights": [{"id": "z", "kind": "trademark", "mark": "Zenvoro"}]},
    )
    quiet, other = Engine.build(both).assess(
        [Listing(item_id="1", title=title) for title in ("Acmara bag", "Acmara Zenvora bag")]
    )
    assert quiet.level is Level.LOW
    assert quiet.right == "r"
    assert other.level in (Level.MEDIUM, Level.HIGH)
    assert other.right == "z"


def test_rights_in_the_same_words_are_watched_together() -> None:
    rights = [
        {"id": name, "kind": "trademark", "mark": mark}
        for name, mark in (("r", "Acmara"), ("us", "ACMARA"), ("o", "Other"))
    ]
    registry = document({"id": "b", "name": "Acmara", "rights": rights})
    assert [one.id for one in twins(registry, "us")] == ["us", "r"]
    changed = with_watch(registry, "us", Watch(Vigilance.STRICT, 80)).brands[0].rights
    assert [one.threshold for one in changed] == [80, 80, None]
    assert ids(try_watch(registry, DECISIONS, "us", Watch(Vigilance.STRICT)).lost) == {"1"}


def test_listings_that_were_only_seen_are_tried_too() -> None:
    seen = [
        Listing(item_id="8", title="Acmura coat"),
        Listing(item_id="1", title="decided already"),
        Listing(item_id="9", title="mug"),
    ]
    trial = try_watch(REGISTRY, DECISIONS, "r", Watch(Vigilance.STRICT), others=seen)
    assert trial.looked_at == 2
    assert ids(trial.undecided(flagged=False)) == {"8"}
    assert trial.undecided(flagged=True) == []


def test_an_unknown_right_is_told() -> None:
    with pytest.raises(LookupError, match="no right"):
        try_watch(REGISTRY, DECISIONS, "x", Watch(Vigilance.LOOSE))


def test_the_command_shows_tries_and_sets(data_dir: Path) -> None:
    store = TinyStore(data_dir)
    registry = Registry(store, BlobStore(data_dir / "blobs"))
    registry.take_over(parse(dump(REGISTRY), "registry.json", {}))
    assert markwarden("learn", "report", data_dir=data_dir).returncode == 0
    store.collection("decisions").replace_all(one.model_dump(mode="json", exclude_none=True) for one in DECISIONS)
    assert "replaced" in markwarden("learn", "report", data_dir=data_dir).stdout
    tried = markwarden("learn", "try", "r", "strict", data_dir=data_dir)
    assert "infringing found 0, lost 1" in tried.stdout
    assert registry.document().brands[0].rights[0].vigilance is Vigilance.NORMAL
    assert markwarden("learn", "try", "r", "strict", "--set", data_dir=data_dir).returncode == 0
    assert registry.document().brands[0].rights[0].vigilance is Vigilance.STRICT
    assert markwarden("learn", "try", "r", "normal", "--threshold", "90", "--set", data_dir=data_dir).returncode == 0
    assert registry.document().brands[0].rights[0].threshold == 90
    assert markwarden("learn", "try", "r", "normal", "--threshold", "20", data_dir=data_dir).returncode == 2
    assert markwarden("learn", "try", "nobody", "loose", data_dir=data_dir).returncode == 2
