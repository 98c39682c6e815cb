"""Which references have a hash near one of a picture's."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from markwarden.matching.image.photo.hashes import OWN, SAME
from markwarden.matching.image.photo.index import FeatureIndex
from markwarden.matching.image.photo.layers import Layer
from markwarden.matching.image.photo.shelf import Entry

COUNT = 10_000
HASHES = np.random.default_rng(7).integers(0, 2**64, COUNT * OWN, dtype=np.uint64)


@pytest.fixture(scope="module")
def layer() -> Layer:
    entries = tuple(Entry(number, f"r-{number}", f"{number:064x}") for number in range(COUNT))
    return Layer(entries, HASHES, FeatureIndex.over([]))


@given(
    st.lists(
        st.tuples(st.integers(0, COUNT * OWN - 1), st.sets(st.integers(0, 63), max_size=SAME + 2)),
        min_size=1,
        max_size=7,
    )
)
@example([(0, set()), (COUNT * OWN - 1, {0, 63})])
@settings(max_examples=40, deadline=None)
def test_every_hash_within_reach_is_found(layer: Layer, asked: list[tuple[int, set[int]]]) -> None:
    """Wherever it stands in the table, however many bits are turned."""
    hashes = [int(HASHES[place]) ^ sum(1 << bit for bit in turned) for place, turned in asked]
    expected = sorted(
        (away, view, place // OWN)
        for view, one in enumerate(hashes)
        for place, known in enumerate(map(int, HASHES))
        if (away := (known ^ one).bit_count()) <= SAME
    )
    found = layer.near(np.array(hashes, dtype=np.uint64))
    assert sorted((away, view, entry.number) for away, view, entry in found) == expected
