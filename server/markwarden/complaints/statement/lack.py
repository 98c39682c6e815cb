"""A claim that is not made for want of evidence."""

from dataclasses import dataclass

from markwarden_schema.portal import Explanation


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a claim is left out."""

    en: str
    zh: str

    def said(self) -> Explanation:
        """For the person."""
        return Explanation(en=self.en, zh=self.zh)
