"""Splitting against a slow and obvious oracle."""

from hypothesis import given
from hypothesis import strategies as st

from markwarden.complaints.splitting import split

UNITS = st.lists(st.tuples(st.sampled_from("abc"), st.integers()), max_size=60)
MOST = st.one_of(st.none(), st.integers(1, 9))


def oracle(units: list[tuple[str, int]], most: int | None) -> list[tuple[str, list[int]]]:
    """One unit after the other: into the last open part of its key, or a new one; then parts by their keys' first place."""
    parts: list[tuple[str, list[int]]] = []
    for key, value in units:
        open_ = [values for other, values in parts if other == key and (most is None or len(values) < most)]
        if open_:
            open_[0].append(value)
        else:
            parts.append((key, [value]))
    order = [key for key, _ in units]
    return sorted(parts, key=lambda part: order.index(part[0]))


@given(units=UNITS, most=MOST)
def test_split_is_the_oracles(units: list[tuple[str, int]], most: int | None) -> None:
    parts = split(units, most)
    assert [(part.key, list(part.values)) for part in parts] == oracle(units, most)
    assert all(1 <= part.number <= part.count for part in parts)


@given(units=UNITS, most=MOST)
def test_every_link_once_unmixed_and_in_order(units: list[tuple[str, int]], most: int | None) -> None:
    parts = split(units, most)
    for key in "abc":
        assert [value for part in parts if part.key == key for value in part.values] == [
            v for k, v in units if k == key
        ]
    assert all(most is None or len(part.values) <= most for part in parts)
