"""Copied descriptions are found with the passage that was copied; texts of one's own are not."""

from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching import Engine
from markwarden.matching.texts import ProtectedTexts, Work
from markwarden_schema.assessment import Level, SignalKind
from tests.kit.engines import assessed, document

TEXT = (
    "The Acmara field jacket is cut from waxed cotton that our mill in the north has woven since 1921. Storm flaps close "
    "over the zip, the collar stands up against the wind, and the lining holds two pockets for maps."
)
CHINESE = "这款外套采用北方工厂自一九二一年以来织造的打蜡棉布制成，领口可以立起挡风，衬里有两个放地图的口袋。"
ENGINE = Engine.build(
    document(
        {"id": "b", "name": "Acmara", "rights": [{"id": "c", "kind": "copyright", "texts": [TEXT, CHINESE]}]},
    )
)


def test_a_copied_passage_is_flagged_and_shown() -> None:
    copied = TEXT[60:180]
    description = f"New 2026 style! {copied} Ships from our warehouse."
    assessment = assessed(ENGINE, "men jacket", description=description)
    assert assessment.level in (Level.MEDIUM, Level.HIGH)
    signal = assessment.signals[0]
    assert signal.kind is SignalKind.COPIED_TEXT
    assert signal.right == "c"
    assert signal.evidence.text is not None
    assert description[signal.evidence.start : signal.evidence.end] == signal.evidence.text
    assert signal.evidence.text in copied


def test_the_whole_text_counts_more_than_a_sentence() -> None:
    assert assessed(ENGINE, None, description=TEXT).risk > assessed(ENGINE, None, description=TEXT[:120]).risk


def test_scripts_without_spaces() -> None:
    assert assessed(ENGINE, None, description=f"厂家直销{CHINESE[4:40]}包邮").level in (Level.MEDIUM, Level.HIGH)


def test_a_text_of_ones_own_is_clear() -> None:
    own = "A warm jacket with two pockets and a collar that stands up against the wind, made of cotton. Free shipping."
    assert assessed(ENGINE, "jacket", description=own).risk == 0
    assert assessed(ENGINE, "jacket").risk == 0


def test_the_short_texts_of_a_work_run_on() -> None:
    lines = ["Soft as a cloud.", "Warm as a hearth.", "Light enough to forget.", "Made to be handed down."]
    engine = Engine.build(
        document({"name": "Acmara", "rights": [{"id": "c", "kind": "copyright", "title": "Blanket", "texts": lines}]})
    )
    signal = assessed(engine, "blanket", description=f"New! {' '.join(lines)} Buy now.").signals[0]
    assert signal.kind is SignalKind.COPIED_TEXT
    assert signal.evidence.text == " ".join(lines)[:-1]
    assert signal.evidence.detail == {"words": 17, "title": "Blanket"}
    assert assessed(engine, "blanket", description="Soft as a cloud. Buy now.").risk == 0


WORDS = st.lists(st.sampled_from("abcd"), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_the_longest_run_is_that_of_a_slow_comparison(text: str, description: str) -> None:
    mine, theirs = text.split(), description.split()
    longest = max(
        (
            next((n for n in range(min(len(mine) - i, len(theirs) - j)) if mine[i + n] != theirs[j + n]), min(len(mine) - i, len(theirs) - j))
            for i in range(len(mine))
            for j in range(len(theirs))
        ),
        default=0,
    )  # fmt: skip
    found = ProtectedTexts([(Work("b", "r", "Texts"), text)]).passages(description)
    if longest >= 14:
        assert found
        assert found[0].words >= longest
    elif found:
        # Shingles of different places may chain: never shorter than what is told.
        assert found[0].words >= 14
