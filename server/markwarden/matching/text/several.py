"""Names of several words of which some are disguised."""

from collections.abc import Iterator, Mapping, Sequence

from markwarden.matching.text.atoms import Atom, Title
from markwarden.matching.text.hit import Met
from markwarden.matching.text.joins import is_near
from markwarden.matching.text.lexicon import Lexicon
from markwarden.matching.text.likeness import disguise_of_word, glued_to
from markwarden.matching.text.words import commonness
from markwarden_schema.assessment import SignalKind

_RARE = 4.2
"""Zipf value below which a word points to few things (`gerry`, `coca`)."""
_MOST_WRONG = 2
"""Disguised words of one name: more are another name."""
_ALL_WRONG_FROM = 10
"""Letters from which a name of which no word stands as it is can still be told."""
_TWO_WRONG = 0.9
"""Judged: each further disguised word makes another name a tenth likelier."""


def read_several(
    title: Title, anchors: Mapping[str, tuple[str, ...]], lexicon: Lexicon
) -> Iterator[tuple[Met, Sequence[Atom]]]:
    """Keys of several words, and where they stand: found by a word that is not disguised, or by a slip of one.

    `anchors`: for each piece of the title the words of names that it is or may be.
    """
    pieces = title.pieces
    tried: set[tuple[str, int]] = set()
    for place, piece in enumerate(pieces):
        for anchor in anchors[piece.word]:
            for key, words in lexicon.anchored(anchor):
                for first in (place - at for at, word in enumerate(words) if word == anchor):
                    window = pieces[max(first, 0) : max(first, 0) + len(words)]
                    if first < 0 or len(window) < len(words) or (key, first) in tried:
                        continue
                    tried.add((key, first))
                    if all(is_near(one.gap) for one in window[1:]):
                        met = _disguised(key, words, [one.word for one in window])
                        if met is not None:
                            yield met, window


def _disguised(key: str, words: tuple[str, ...], shown: Sequence[str]) -> Met | None:
    wrong = [(one, word) for one, word in zip(shown, words, strict=True) if one != word]
    if not wrong or len(wrong) > _MOST_WRONG or (len(wrong) == len(words) and len(key) < _ALL_WRONG_FROM):
        return None
    rare = any(one == word and commonness(word) < _RARE for one, word in zip(shown, words, strict=True))
    kinds: list[SignalKind] = []
    strength = 1.0
    for one, word in wrong:
        glued = glued_to(one, word, before=word is words[0], after=word is words[-1])
        found = glued or disguise_of_word(one, word, whole=key, rare=rare)
        if found is None:
            return None
        kinds.append(found[0])
        strength = min(strength, found[1]) * (1 if len(kinds) == 1 else _TWO_WRONG)
    return Met(key, 0, 0, tuple(kinds), strength)
