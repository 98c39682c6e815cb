"""A letter of the mark written twice."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Doubled(SignalClass):
    """A letter of the mark written twice."""

    kind = SignalKind.DOUBLED
    strength = 0.88

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Addidas running shoes", "Adidas", "Addidas"),
        ]
