"""(listing, registry) → assessment. Knows no HTTP and no HTML."""

from markwarden.matching.engine import Engine

__all__ = ["Engine"]
