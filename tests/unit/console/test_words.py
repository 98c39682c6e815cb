"""Every code that the console shows has a word in it."""

from markwarden.console import naming, words
from markwarden.console.spellings import TACTICS
from markwarden.matching.signals import SIGNALS
from markwarden.registry import packs
from markwarden.registry.health import RULES, Severity
from markwarden.suggesting.spellings import spellings
from markwarden_schema.assessment import Evidence, Level, Signal, SignalKind
from markwarden_schema.decision import DecisionScope, DecisionWord, DismissalReason
from markwarden_schema.registry import DOCUMENT_KINDS, PortalState, Risk, Standing, Vigilance
from tests.unit.store.test_former_json import READ


def test_every_code_has_a_word() -> None:
    assert set(words.RULES) == set(RULES)
    assert set(words.PAPERS) == set(DOCUMENT_KINDS)
    for table, codes in (
        (words.SEVERITIES, Severity), (words.LEVELS, Level), (words.RISKS, Risk), (words.STANDINGS, Standing), (words.VIGILANCE, Vigilance),
    ):  # fmt: skip
        assert set(table) == {code.value for code in codes}
    assert set(READ) <= set(words.COLLECTIONS)
    assert set(words.STATES) == {"", *(state.value for state in PortalState)}


def test_marked_titles_are_escaped() -> None:
    signal = Signal(kind=SignalKind.EXACT, brand="b", strength=1, evidence=Evidence(field="title", start=3, end=7))
    assert str(words.marked("<b>Nike</b>", [signal])) == "&lt;b&gt;<mark>Nike</mark>&lt;/b&gt;"
    assert str(words.marked("", [])) == ""


def test_every_code_of_a_decision_and_every_tactic_has_a_word() -> None:
    assert set(naming.TACTICS) == {kind.value for kind in SignalKind}
    strings = words.extension_strings()
    combined = {signal.kind.value for signal in SIGNALS} - {"exact"}
    assert {kind for kind in combined if f"tactic_{kind}" not in strings} <= {"inside_word"}  # which stands alone
    assert set(naming.DECISIONS) == set(naming.DECISION_TAGS) == {word.value for word in DecisionWord}
    assert set(naming.REASONS) == {reason.value for reason in DismissalReason}
    assert set(naming.SCOPES) == {scope.value for scope in DecisionScope}
    in_packs = {alias.tactic for pack in packs.packs().values() for alias in pack}
    assert in_packs | {tactic for tactic, _ in spellings("Louis Vuitton")} <= set(TACTICS)
