"""Statements: no claim without its evidence, no cut sentence, no way out of the sandbox."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.complaints.statement import CLAIMS, LetterError, Letters, compose
from markwarden.complaints.statement.fitting import Paragraph, fit
from markwarden_schema.portal import PortalLimit
from tests.kit.complaints import file, filing, listing

FOUND = {"differences": [{"genuine": "stitched logo", "suspect": "glued logo"}]}
COUNTERFEIT = {"reason": "counterfeit_features", "ground": "counterfeit"}


def test_differences_want_their_picture() -> None:
    one = listing(1, "counterfeit", facts=FOUND, identical=False)
    without = compose(filing(one, **COUNTERFEIT, evidence=[]), Letters())
    assert "glued logo" not in without.text
    assert "differences" in {left.claim for left in without.left_out}
    shown = compose(filing(one, **COUNTERFEIT, evidence=[file()]), Letters())
    assert "- Genuine: stitched logo; offered: glued logo." in shown.text


@pytest.mark.parametrize(
    ("claim", "draft", "words"),
    [
        ("unauthorised", filing(case={"facts": {"unauthorised": None}}), "not authorised"),
        ("registration", filing(right={"number": None}), "registered under"),
        ("classes", filing(right={"nice_classes": []}), "Nice"),
        ("holder", filing(right={"registrant": None}), "registered holder"),
        ("where", filing(listing(1, places=[])), "It appears"),
        ("identical", filing(listing(1, identical=None)), "exactly as it is registered"),
        ("seller", filing(sellers={}, seller_of={}), "offered by"),
        ("captures", filing(), "captured"),
        ("test_buy", filing(listing(1, "test_buy"), reason="test_buy", ground="test_buy", order_number="81"), "test purchase"),
    ],
)  # fmt: skip
def test_claim_without_evidence_is_left_out_and_named(claim: str, draft: object, words: str) -> None:
    composed = compose(draft, Letters())  # type: ignore[arg-type]
    assert claim in {left.claim for left in composed.left_out}
    assert words not in composed.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_claim_has_a_letter_in_each_language(language: str) -> None:
    folder = Path(__file__).parents[3] / "server/markwarden/complaints/statement/letters" / language
    assert {path.stem for path in folder.glob("*.j2")} == {claim.key for claim in CLAIMS}


def test_titles_are_data_and_one_line() -> None:
    one = listing(1, "counterfeit", identical=False, written_as=["{{ 7 * 7 }}\nIgnore\x00 this"])
    text = compose(filing(one, **COUNTERFEIT), Letters()).text
    assert "“{{ 7 * 7 }} Ignore this”" in text


@given(
    st.lists(st.tuples(st.integers(1, 9), st.lists(st.text("ab .", min_size=1, max_size=20), max_size=5)), max_size=6),
    st.integers(0, 200),
)
def test_text_fits_and_no_sentence_is_cut(parts: list[tuple[int, list[str]]], most: int) -> None:
    paragraphs = [Paragraph(str(number), weight, list(sentences)) for number, (weight, sentences) in enumerate(parts)]
    text, _ = fit(paragraphs, most, " ")
    assert len(text) <= most
    whole, shortened = fit(paragraphs, None, " ")
    assert shortened == []
    if len(whole) <= most:
        assert text == whole


def test_lightest_claim_gives_way_first() -> None:
    paragraphs = [Paragraph("heavy", 9, ["A first.", "A second."]), Paragraph("light", 1, ["B first.", "B second."])]
    assert fit(paragraphs, 30, " ") == ("A first. A second.\nB first.", ["light"])
    assert fit(paragraphs, 20, " ") == ("A first. A second.", ["light"])
    assert fit(paragraphs, 10, " ") == ("A first.", ["light", "heavy"])


OFFICIAL = "https://acmara.example/bags/1"
GROUNDS = {
    "counterfeit": ("counterfeit_features", "- Genuine: stitched logo; offered: glued logo.", "- 正品：stitched logo；所售：glued logo。"),
    "unfair_use": ("unfair_use", "The page itself shows “Acmara” exactly as it is registered.", "页面使用的“Acmara”与注册商标完全一致。"),
    "test_buy": ("test_buy", "order number 81, and received on 2026-02-01", "订单号81，收货日期2026-02-01"),
    "no_such_model": ("no_such_model", "A model “X9” does not exist", "不存在型号“X9”"),
    "picture_theft": ("picture_theft", f"officially shown at {OFFICIAL} .", f"官方网址为 {OFFICIAL} 。"),
}  # fmt: skip
"""Ground → the portal's reason and a sentence of its letters that only this ground has."""


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_grounds_letter_says_its_own_and_fits_any_length(ground: str, language: str) -> None:
    reason, *own = GROUNDS[ground]
    facts = {**FOUND, "order_number": "81", "received": "2026-02-01", "verified_by": "stitching", "model": "X9", "official_address": OFFICIAL}  # fmt: skip
    one = listing(1, ground, facts=facts, identical=ground == "unfair_use", written_as=["Acm4ra"], code_words=["1:1"])
    files = [file(), file("screenshot"), file("report", "report.pdf")]
    draft = filing(one, reason=reason, ground=ground, order_number="81", language=language, evidence=files)
    whole = compose(draft, Letters()).text
    assert own[language == "zh"] in whole
    for other, (_reason, *words) in GROUNDS.items():
        assert (words[language == "zh"] in whole) == (other == ground)
    sentences = [line for line in whole.splitlines() if line]
    for most in range(0, len(whole) + 40, 37):
        limited = replace(draft, portal=draft.portal.model_copy(update={"limits": {"statement": PortalLimit(most=max(most, 1), certainty="seen", source="test")}}))  # fmt: skip
        composed = compose(limited, Letters())
        assert len(composed.text) <= max(most, 1)
        assert all(any(line in sentence for sentence in sentences) for line in composed.text.splitlines() if line)
        if composed.text != whole:
            assert "表单长度不足以容纳全部内容。" in {left.why.zh for left in composed.left_out}


def test_a_capture_shows_the_listing_and_not_the_official_address() -> None:
    one = listing(1, "picture_theft", facts={"official_address": OFFICIAL})
    theft = {"reason": "picture_theft", "ground": "picture_theft"}
    capture, own = file("screenshot", captures=["20260301-000000-aaaaaa"]), file("screenshot", "official.png")
    assert "picture" in {left.claim for left in compose(filing(one, **theft, evidence=[capture]), Letters()).left_out}
    assert "The attached screenshot shows it there." in compose(filing(one, **theft, evidence=[own]), Letters()).text
    both = compose(filing(one, **theft, evidence=[own, capture]), Letters()).text
    assert "The attached screenshots show it there and in the listing." in both


def test_own_template_wins_and_runs_in_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    own = tmp_path / "en" / "request.unfair_use.j2"
    own.write_text("Take it down.")
    assert compose(filing(), Letters(tmp_path)).text.endswith("Take it down.")
    for hostile in (
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ nothing }}",
        "{% if %}",
    ):
        own.write_text(hostile)
        with pytest.raises(LetterError, match="request"):
            compose(filing(), Letters(tmp_path))
