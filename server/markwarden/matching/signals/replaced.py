"""One letter of the mark changed."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Replaced(SignalClass):
    """One letter of the mark changed."""

    kind = SignalKind.REPLACED
    strength = 0.76

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Adides running shoes", "Adidas", "Adides"),
        ]
