"""The mark cut in two."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Split(SignalClass):
    """The mark cut in two."""

    kind = SignalKind.SPLIT
    strength = 0.8

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Adi das sport jacket", "Adidas", "Adi das"),
            Example("Lou boutin heels", "Louboutin", "Lou boutin"),
        ]
