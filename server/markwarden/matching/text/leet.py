"""Digits and signs that stand for letters (`gucc1`, `pr4da`, `N1ke`, `$ony`)."""

_LETTERS = {
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g", "2": "z",
    "@": "a", "$": "s", "!": "i", "|": "l", "€": "e", "£": "l", "¥": "y", "+": "t", "(": "c",
}  # fmt: skip
"""A digit or sign → the letter it is drawn for; the common subset of published leet alphabets."""
_CLASS = {"l": "i", "q": "g", "j": "i"}
"""Letters that one digit stands for alike (1 for i and l, 9 for g and q) fall together."""
_DRAWN = str.maketrans(_LETTERS)
_CLASSES = str.maketrans(_CLASS | {char: _CLASS.get(letter, letter) for char, letter in _LETTERS.items()})
SIGNS = frozenset(_LETTERS) - frozenset("0123456789")


def leet_class(word: str) -> str:
    """A word in which everything that may stand for a letter is that letter's class."""
    return word.translate(_CLASSES)


def as_letters(word: str) -> str:
    """A word with digits and signs read as the letters they are most often drawn for."""
    return word.translate(_DRAWN)


def stands_for(char: str, letter: str) -> bool:
    """Whether a digit or sign is drawn for that letter."""
    return char in _LETTERS and leet_class(char) == leet_class(letter)
