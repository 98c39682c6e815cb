"""Marks among the words of a picture: what the matcher of titles finds in its lines. Reads no picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markwarden.matching.image.words.reader import Line
from markwarden.matching.text.hit import Hit

Find = Callable[[Sequence[str]], list[list[Hit]]]
"""The text matcher: hits for each of some texts."""
_NEAR = 1.2
"""Of a line's height: how far the next line of the same print may be below it."""


@dataclass(frozen=True, slots=True)
class WordsMet:
    """A mark read in a picture: the matcher's `hit`, in `words`, which stand in `box` (x, y, w, h) of the picture."""

    hit: Hit
    words: str
    box: tuple[int, int, int, int]
    sure: float

    @property
    def strength(self) -> float:
        """0–1: how surely the mark is meant, lowered where the reader itself was unsure."""
        return self.hit.strength * self.sure


def words_met(lines: Sequence[Line], find: Find) -> list[WordsMet]:
    """Each mark once, where it was read best; the surest first.

    Lines are searched one by one, then with the line set right below: packages break names over lines.
    """
    texts = [*((line,) for line in lines), *_stacked(lines)]
    found = find([" ".join(line.text for line in parts) for parts in texts])
    best: dict[tuple[str, str], WordsMet] = {}
    for parts, hits in zip(texts, found, strict=True):
        for hit in hits:
            if len(parts) > 1 and not _spans(parts, hit):
                continue
            one = WordsMet(hit, " ".join(line.text for line in parts), _around(parts), min(line.sure for line in parts))
            name = (hit.name.brand_id, hit.name.text)
            if name not in best or one.strength > best[name].strength:
                best[name] = one
    return sorted(best.values(), key=lambda one: -one.strength)


def _stacked(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Pairs and threes of lines set below each other in letters of like size."""
    below: dict[int, int] = {}
    for index, upper in enumerate(lines):
        for other, lower in enumerate(lines):
            if other != index and _continues(upper, lower):
                below.setdefault(index, other)
    pairs = [(lines[one], lines[two]) for one, two in below.items()]
    threes = [
        (lines[one], lines[two], lines[below[two]]) for one, two in below.items() if two in below and below[two] != one
    ]
    return [*pairs, *threes]


def _continues(upper: Line, lower: Line) -> bool:
    x, y, width, height = upper.box
    other_x, other_y, other_width, other_height = lower.box
    gap = other_y - (y + height)
    shared = min(x + width, other_x + other_width) - max(x, other_x)
    alike = 0.6 < (other_height or 1) / (height or 1) < 1.7
    return alike and -0.5 * height < gap < _NEAR * height and other_y > y and shared > 0.3 * min(width, other_width)


def _spans(parts: Sequence[Line], hit: Hit) -> bool:
    """Whether a hit needs more than one of the lines: else it was met in the line alone."""
    start = 0
    for line in parts:
        end = start + len(line.text)
        if start <= hit.start and hit.end <= end:
            return False
        start = end + 1
    return True


def _around(parts: Sequence[Line]) -> tuple[int, int, int, int]:
    left, top = (min(line.box[side] for line in parts) for side in (0, 1))
    right, bottom = (max(line.box[side] + line.box[side + 2] for line in parts) for side in (0, 1))
    return left, top, right - left, bottom - top
