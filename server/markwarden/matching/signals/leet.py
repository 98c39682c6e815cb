"""Digits or signs in the place of letters."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Leet(SignalClass):
    """Digits or signs in the place of letters."""

    kind = SignalKind.LEET
    strength = 0.9

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("N1ke sport shoes", "Nike", "N1ke"),
            Example("Gucc! leather belt", "Gucci", "Gucc!"),
            Example("Pr4da sunglasses", "Prada", "Pr4da"),
        ]
