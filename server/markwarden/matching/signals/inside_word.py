"""The mark's letters happen to lie in a longer word."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class InsideWord(SignalClass):
    """The mark's letters happen to lie in a longer word."""

    kind = SignalKind.INSIDE_WORD
    strength = 0.2

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Pineapple slicer", "Apple", "apple"),
        ]
