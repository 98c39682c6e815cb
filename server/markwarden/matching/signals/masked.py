"""Letters of the mark hidden behind signs, or signs set between them."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Masked(SignalClass):
    """Letters of the mark hidden behind signs, or signs set between them."""

    kind = SignalKind.MASKED
    strength = 0.9

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("PR*DA sunglasses", "Prada", "PR*DA"),
            Example("D*olce&G*abbana belt", "Dolce & Gabbana", "D*olce&G*abbana"),
            Example("ad*das jacket", "Adidas", "ad*das"),
        ]
