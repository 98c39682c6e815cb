"""Two errors in a long mark."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Misspelt(SignalClass):
    """Two errors in a long mark."""

    kind = SignalKind.MISSPELT
    strength = 0.72

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Louis Viuton bag", "Louis Vuitton", "Louis Viuton"),
            Example("Lubouton heels", "Louboutin", "Lubouton"),
        ]
