"""Sentences → a text no longer than the form takes, by leaving out whole sentences. Knows no claim's meaning."""

from collections.abc import Sequence
from dataclasses import dataclass, field

POINT = "- "


@dataclass(slots=True)
class Paragraph:
    """The sentences of one claim; the lightest paragraph gives way first."""

    key: str
    weight: int
    sentences: list[str] = field(default_factory=list)

    def text(self, between: str) -> str:
        """Sentences in a row, points of a list on lines of their own."""
        out = ""
        for sentence in self.sentences:
            point = sentence.startswith(POINT)
            out += ("\n" if point and out else between if out and not out.endswith("\n") else "") + sentence
        return out


def joined(paragraphs: Sequence[Paragraph], between: str) -> str:
    """The whole text."""
    return "\n".join(text for paragraph in paragraphs if (text := paragraph.text(between)))


def fit(paragraphs: Sequence[Paragraph], most: int | None, between: str) -> tuple[str, list[str]]:
    """A text of at most `most` characters, and the keys of the claims that lost sentences.

    The last sentence of the lightest paragraph goes first. No sentence is ever cut.
    """
    left = [Paragraph(one.key, one.weight, list(one.sentences)) for one in paragraphs]
    shortened: list[str] = []
    while most is not None and len(joined(left, between)) > most:
        lightest = min((one for one in left if one.sentences), key=lambda one: one.weight)
        lightest.sentences.pop()
        if lightest.key not in shortened:
            shortened.append(lightest.key)
    return joined(left, between), shortened
