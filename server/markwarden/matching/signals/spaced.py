"""The mark spelt out letter by letter."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Spaced(SignalClass):
    """The mark spelt out letter by letter."""

    kind = SignalKind.SPACED
    strength = 0.92

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("belt g u c c i leather", "Gucci", "g u c c i"),
            Example("C-H-A-N-E-L bag", "Chanel", "C-H-A-N-E-L"),
            Example("P.R.A.D.A sunglasses", "Prada", "P.R.A.D.A"),
        ]
