"""(listing, registry) → assessment. Knows no HTTP and no HTML."""

from markwarden.matching.decided import Decided
from markwarden.matching.engine import Engine

__all__ = ["Decided", "Engine"]
