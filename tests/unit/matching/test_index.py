"""The deletion index finds whatever a slow comparison with every key finds."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from markwarden.matching.text.deletions import DeletionIndex, reach

WORDS = st.text(alphabet="abcd", min_size=4, max_size=10)


@given(st.lists(WORDS, max_size=30, unique=True), st.lists(WORDS, max_size=8))
@settings(max_examples=200)
def test_nothing_near_is_missed(keys: list[str], words: list[str]) -> None:
    found = DeletionIndex(keys).near(words)
    for word, candidates in zip(words, found, strict=True):
        oracle = {key for key in keys if OSA.distance(word, key) <= reach(len(key))}
        assert oracle <= set(candidates)


@given(st.lists(st.text(alphabet=string.ascii_lowercase, min_size=4, max_size=24), max_size=20, unique=True))
def test_candidates_are_keys(keys: list[str]) -> None:
    for candidates in DeletionIndex(keys).near(keys):
        assert set(candidates) <= set(keys)


def test_empty_index() -> None:
    assert DeletionIndex([]).near(["word"]) == [[]]
