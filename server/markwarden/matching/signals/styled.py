"""The mark in mathematical, full-width, accented or otherwise styled letters, or with invisible characters in it."""

from markwarden.matching.signals.base import Example, SignalClass
from markwarden_schema.assessment import SignalKind


class Styled(SignalClass):
    """The mark in mathematical, full-width, accented or otherwise styled letters, or with invisible characters in it."""

    kind = SignalKind.STYLED
    strength = 0.97

    @staticmethod
    def examples() -> list[Example]:
        """Titles in which it is met."""
        return [
            Example("𝗖𝗛𝗔𝗡𝗘𝗟 shoulder bag", "Chanel", "𝗖𝗛𝗔𝗡𝗘𝗟"),
            Example("ＧＵＣＣＩ belt", "Gucci", "ＧＵＣＣＩ"),
            Example("Ro\u200blex watch", "Rolex", "Ro\u200blex"),
            Example("Güccí belt", "Gucci", "Güccí"),
        ]
