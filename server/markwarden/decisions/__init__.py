"""The reviewer's words on listings: kept, listed, undone. Knows no matching and no HTTP."""

from markwarden.decisions.store import Decisions

__all__ = ["Decisions"]
