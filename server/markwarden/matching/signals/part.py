"""Only a part of the mark: its first or last letters, or one word of several."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Part(SignalClass):
    """Only a part of the mark: its first or last letters, or one word of several."""

    kind = SignalKind.PART
    strength = 0.26

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("Balenc shoes men", "Balenciaga", "Balenc"),
            Example("enciaga shoes men", "Balenciaga", "enciaga"),
            Example("Gabbana belt men", "Dolce & Gabbana", "Gabbana"),
            Example("菲拉 皮带", "菲拉格慕", "菲拉"),
            Example("P~ 包包", "Prada", "P~"),
            Example("P家 包包", "Prada", "P家"),
        ]
