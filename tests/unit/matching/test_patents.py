"""A combination of a patent's terms is a hint, low and never more by itself."""

from markwarden.matching import Engine
from markwarden_schema.assessment import Level, SignalKind
from tests.kit.engines import assessed, document

TERMS = ["cyclone", "detachable filter", "bagless", "telescopic tube", "cordless"]
ENGINE = Engine.build(
    document(
        {
            "id": "b",
            "name": "Acmara",
            "rights": [
                {"id": "p", "kind": "patent", "title": "Vacuum cleaner", "terms": TERMS},
                {"id": "one", "kind": "patent", "title": "Lamp", "terms": ["lamp"]},
                {"id": "m", "kind": "trademark", "mark": "Acmara", "nice_classes": [7]},
            ],
        }
    )
)
COMBINED = "Cordless bagless cyclone vacuum with telescopic tubes"


def test_a_combination_is_a_low_hint_with_its_terms() -> None:
    assessment = assessed(ENGINE, COMBINED)
    assert assessment.level is Level.LOW
    assert assessment.right == "p"
    signal = assessment.signals[0]
    assert signal.kind is SignalKind.PATENT_TERMS
    assert signal.evidence.detail["terms"] == ["cyclone", "bagless", "telescopic tube", "cordless"]


def test_it_never_flags_alone_however_cheap_or_coded_the_listing() -> None:
    assert assessed(ENGINE, f"{COMBINED} detachable filter replica 1:1").level in (Level.LOW, Level.CLEAR)


def test_few_of_the_terms_say_nothing() -> None:
    assert assessed(ENGINE, "Cordless drill with telescopic tube").signals == []
    assert assessed(ENGINE, "desk lamp").signals == []


def test_it_stands_beside_the_mark() -> None:
    both = assessed(ENGINE, f"Acmara {COMBINED}")
    assert {signal.kind for signal in both.signals} == {SignalKind.EXACT, SignalKind.PATENT_TERMS}
    assert both.risk >= assessed(ENGINE, "Acmara vacuum").risk
