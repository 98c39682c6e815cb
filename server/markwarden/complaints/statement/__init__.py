"""The statement of a complaint: claims that the facts bear out, put into words, fitted to the form."""

from markwarden.complaints.statement.claims import CLAIMS
from markwarden.complaints.statement.compose import Composed, compose
from markwarden.complaints.statement.lack import Lack
from markwarden.complaints.statement.letters import LetterError, Letters

__all__ = ["CLAIMS", "Composed", "Lack", "LetterError", "Letters", "compose"]
