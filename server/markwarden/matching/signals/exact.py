"""The mark as it is registered; capitals do not matter."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Exact(SignalClass):
    """The mark as it is registered; capitals do not matter."""

    kind = SignalKind.EXACT
    strength = 0.95

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("NIKE Air running shoes for men", "Nike", "NIKE"),
            Example("New Balance 530 sneaker", "New Balance", "New Balance"),
        ]
