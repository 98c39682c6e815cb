"""Titles of made-up listings, of the length and mixture that real ones have (about 120 characters)."""

import random

import wordfreq


def made_titles(count: int, seed: int = 1) -> list[str]:
    """English words by how common they are, model numbers between."""
    rng = random.Random(seed)
    words = wordfreq.top_n_list("en", 20_000)
    titles = []
    for _ in range(count):
        length = rng.randint(12, 20)
        parts = [words[min(len(words) - 1, int(rng.paretovariate(0.6) * 40))] for _ in range(length)]
        parts.insert(rng.randrange(len(parts)), f"{rng.choice('ABCXZ')}{rng.randint(1, 999)}")
        titles.append(" ".join(parts).capitalize())
    return titles
