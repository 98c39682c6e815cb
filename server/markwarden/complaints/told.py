"""Errors that tell a person in both languages why something cannot be done."""

from markwarden_schema.portal import Explanation


class ToldError(ValueError):
    """What cannot be done, and why; its text is the English one, for logs and for the wire."""

    def __init__(self, said: Explanation) -> None:
        super().__init__(said.en)
        self.said = said
