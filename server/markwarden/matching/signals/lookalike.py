"""Letters of another script that look like the mark's own."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Lookalike(SignalClass):
    """Letters of another script that look like the mark's own."""

    kind = SignalKind.LOOKALIKE
    strength = 0.97

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Smart watch Аррlе style", "Apple", "Аррlе"),
            Example("Gυcci leather belt", "Gucci", "Gυcci"),
        ]
