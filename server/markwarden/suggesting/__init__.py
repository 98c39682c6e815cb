"""Spellings that a seller may give a mark, tried on the engine: which of them need an alias, and what it would cost."""

from markwarden.suggesting.clean_titles import clean_titles
from markwarden.suggesting.suggest import Suggestion, false_alarms, rate_of, suggest, suggest_all

__all__ = ["Suggestion", "clean_titles", "false_alarms", "rate_of", "suggest", "suggest_all"]
