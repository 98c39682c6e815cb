"""The mark as it sounds."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Phonetic(SignalClass):
    """The mark as it sounds."""

    kind = SignalKind.PHONETIC
    strength = 0.65

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Loubotain heels", "Louboutin", "Loubotain"),
            Example("Inphoq phone", "InfoQ", "Inphoq"),
        ]
