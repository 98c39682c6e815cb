"""Folding: what looks alike becomes alike, and nothing else changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.matching.text.fold import fold_text, key


@pytest.mark.parametrize(
    "disguised",
    [
        "GUCCI",
        "ＧＵＣＣＩ",
        "𝓖𝓾𝓬𝓬𝓲",
        "ⒼⓊⒸⒸⒾ",
        "Gücci",
        "G\u200bu\u00adcci",
        "Gυссі",
        "Gυϲϲі",
        "ɢᴜᴄᴄɪ",
        "G\u0336u\u0336c\u0336c\u0336i\u0336",
        "🅶🆄🅲🅲🅸",
    ],
)
def test_disguises_fold_to_the_name(disguised: str) -> None:
    assert key(disguised) == "gucci"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789 "))
def test_plain_text_is_left_alone(text: str) -> None:
    assert fold_text(text) == text


@given(st.text(max_size=60))
def test_folding_is_settled_and_never_fails(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once or not once.isascii()


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=40))
def test_composition_does_not_matter(text: str) -> None:
    accented = "".join(char + "\u0301" if char.isalpha() else char for char in text)
    assert key(unicodedata.normalize("NFC", accented)) == key(accented)
