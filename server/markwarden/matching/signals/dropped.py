"""A letter of the mark left out."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Dropped(SignalClass):
    """A letter of the mark left out."""

    kind = SignalKind.DROPPED
    strength = 0.8

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Addas running shoes", "Adidas", "Addas"),
            Example("Burbery scarf", "Burberry", "Burbery"),
        ]
