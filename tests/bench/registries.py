"""Registries of made-up marks, pronounceable and of real lengths; seeded, so that every run has the same."""

import random

from markwarden_schema.registry import RegistryDocument

_ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "z",
    "sh",
    "cl",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "io", "ou")
_CODAS = ("", "", "n", "r", "s", "l", "x", "nd", "rt", "ck")


def made_marks(count: int, seed: int = 7) -> list[str]:
    """That many different marks of one or two words."""
    rng = random.Random(seed)
    marks: dict[str, None] = {}
    while len(marks) < count:
        words = []
        for _ in range(rng.choices((1, 2), (4, 1))[0]):
            syllables = rng.choices((2, 3, 4), (5, 4, 1))[0]
            words.append(
                "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)) + rng.choice(_CODAS)
            )
        marks[" ".join(words).title()] = None
    return list(marks)


def registry_of(marks: list[str]) -> RegistryDocument:
    """Ten marks a brand."""
    brands = [
        {
            "id": f"b{start}",
            "name": marks[start],
            "rights": [
                {"id": f"r{start + n}", "kind": "trademark", "mark": mark, "nice_classes": [25]}
                for n, mark in enumerate(marks[start : start + 10])
            ],
        }
        for start in range(0, len(marks), 10)
    ]
    return RegistryDocument.model_validate({"format": "markwarden-registry/1", "brands": brands})
