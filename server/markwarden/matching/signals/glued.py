"""The mark joined to other words, or its own words joined."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Glued(SignalClass):
    """The mark joined to other words, or its own words joined."""

    kind = SignalKind.GLUED
    strength = 0.85

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("new nikeshoes for men", "Nike", "nike"),
            Example("NewBalance 530", "New Balance", "NewBalance"),
            Example("adidasjacket winter", "Adidas", "adidas"),
        ]
