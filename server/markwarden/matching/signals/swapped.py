"""Two neighbouring letters of the mark exchanged."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Swapped(SignalClass):
    """Two neighbouring letters of the mark exchanged."""

    kind = SignalKind.SWAPPED
    strength = 0.84

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Aiddas running shoes", "Adidas", "Aiddas"),
        ]
