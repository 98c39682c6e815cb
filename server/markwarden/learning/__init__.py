"""What past decisions say of the matching: precision by tactic, and what another vigilance or threshold would change."""

from markwarden.learning.precision import Shown, Tally, last_words, precision_by_tactic, shown_by
from markwarden.learning.trial import Change, Trial, Watch, try_watch, twins, watch_of, with_watch

__all__ = [
    "Change",
    "Shown",
    "Tally",
    "Trial",
    "Watch",
    "last_words",
    "precision_by_tactic",
    "shown_by",
    "try_watch",
    "twins",
    "watch_of",
    "with_watch",
]
