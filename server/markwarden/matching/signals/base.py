"""What every signal class says of itself."""

from typing import ClassVar, NamedTuple

from markwarden_schema.assessment import SignalKind


class Example(NamedTuple):
    """A title in which a signal is met: `text` are the words of the title that are taken for `mark`."""

    title: str
    mark: str
    text: str


class SignalClass:
    """One way in which a title writes a name.

    `strength`: how surely words of that kind are meant as the mark, for a mark long enough not to be met by chance.
    First guesses in the order that the field's people give; `make bench` prints how often each is right.
    """

    kind: ClassVar[SignalKind]
    strength: ClassVar[float]

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met; the tests and the demonstration are fed with them."""
        raise NotImplementedError
