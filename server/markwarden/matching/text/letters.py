"""Which letters stand for each other by accident or on purpose: beside each other on the keyboard, alike in sound or shape."""

import functools
import itertools

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = ("aeiouy", "bp", "dt", "gkq", "cksqx", "szx", "fv", "vw", "uw", "jg", "jy", "lr", "ij", "mn", "nr", "uv", "nh", "bd", "pq", "gq", "il", "ft", "ec", "oc", "oq", "vy", "uy")  # fmt: skip
"""Groups of letters that are said or drawn alike; vowels stand for one another."""


@functools.cache
def _pairs() -> frozenset[tuple[str, str]]:
    near = {pair for group in _ALIKE for pair in itertools.permutations(group, 2)}
    for row in _ROWS:
        near |= {pair for one, other in itertools.pairwise(row) for pair in ((one, other), (other, one))}
    # Each key of a row lies over one of the next row and beside the one before it.
    for upper, lower in itertools.pairwise(_ROWS):
        for place, letter in enumerate(lower):
            near |= {pair for other in upper[place : place + 2] for pair in ((letter, other), (other, letter))}
    return frozenset(near)


def are_near(letter: str, other: str) -> bool:
    """Whether one lower-case letter is likely to be met where the other is meant. Digits are near nothing."""
    return (letter, other) in _pairs()
