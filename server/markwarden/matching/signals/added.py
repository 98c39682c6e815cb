"""One letter put into the mark or behind it."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Added(SignalClass):
    """One letter put into the mark or behind it."""

    kind = SignalKind.ADDED
    strength = 0.76

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Minecrafts toy figure", "Minecraft", "Minecrafts"),
        ]
