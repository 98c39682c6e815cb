"""The mark read aloud in another script."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Transliterated(SignalClass):
    """The mark read aloud in another script."""

    kind = SignalKind.TRANSLITERATED
    strength = 0.85

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("кроссовки адидас", "Adidas", "адидас"),
            Example("τσάντα πραντα", "Prada", "πραντα"),
            Example("スワロフスキー ネックレス", "Swarovski", "スワロフスキー"),
            Example("아디다스 운동화", "Adidas", "아디다스"),
        ]
