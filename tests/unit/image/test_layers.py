"""Which references have a hash near one of a picture's."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from markwarden.matching.image.photo.hashes import OWN, SAME
from markwarden.matching.image.photo.index import FeatureIndex
from markwarden.matching.image.photo.layers import Layer
from markwarden.matching.image.photo.near import HashIndex
from markwarden.matching.image.photo.shelf import Entry

COUNT = 10_000
HASHES = np.random.default_rng(7).integers(0, 2**64, COUNT * OWN, dtype=np.uint64)


FEW = 300
"""References that are so few that each hash is compared."""


def layer_of(count: int) -> Layer:
    entries = tuple(Entry(number, f"r-{number}", f"{number:064x}") for number in range(count))
    return Layer(entries, HashIndex.over(HASHES[: count * OWN]), FeatureIndex.over([]))


@pytest.fixture(scope="module", params=[FEW, COUNT], ids=["each compared", "by quarters"])
def layer(request: pytest.FixtureRequest) -> Layer:
    return layer_of(request.param)


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
    hashes = np.array(
        [int(HASHES[place]) ^ sum(1 << bit for bit in turned) for place, turned in asked], dtype=np.uint64
    )
    away = np.bitwise_count(HASHES[: len(layer.entries) * OWN] ^ hashes[:, None])
    expected = sorted(
        (int(away[at]), int(at[0]), int(at[1]) // OWN) for at in zip(*np.nonzero(away <= SAME), strict=True)
    )
    found = layer.near(hashes)
    assert sorted((away, view, entry.number) for away, view, entry in found) == expected


def test_bits_that_differ_may_stand_anywhere() -> None:
    """Eight bits, two in each quarter, is the furthest that is near; nine never are."""
    index = HashIndex.over(HASHES)
    rng = np.random.default_rng(5)
    for away in (SAME, SAME + 1):
        for _ in range(200):
            place = int(rng.integers(len(HASHES)))
            turned = sum(1 << int(bit) for bit in rng.choice(64, away, replace=False))
            found = index.near(HASHES[place : place + 1] ^ np.uint64(turned))
            assert (place in found.place) == (away <= SAME)
