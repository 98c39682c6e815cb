"""What passes between the parts of text matching: a name to look for, and where it was met."""

from dataclasses import dataclass
from typing import NamedTuple

from markwarden_schema.assessment import SignalKind
from markwarden_schema.registry import Risk, Vigilance

_OTHER_NAMES = ("model", "pattern", "sub-brand", "nickname", "house", "initial", "abbreviation", "line", "code")


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling to look for: a word mark, or an alias of a brand.

    `rights` are the ids of the rights it stands for, the best fitting first; empty for an alias of a brand
    that has no trademark yet. `nice_classes` is the union over these rights; empty means not stated.
    """

    text: str
    brand_id: str
    brand: str
    rights: tuple[str, ...]
    nice_classes: frozenset[int] = frozenset()
    vigilance: Vigilance = Vigilance.NORMAL
    alias_tactic: str | None = None
    alias_risk: Risk | None = None

    @property
    def is_alias(self) -> bool:
        return self.alias_risk is not None

    @property
    def is_own_name(self) -> bool:
        """Whether it writes the brand's name, and is no model, nickname or the like, of which words are everybody's."""
        tactic = (self.alias_tactic or "").casefold()
        return not self.is_alias or not any(other in tactic for other in _OTHER_NAMES)


class Met(NamedTuple):
    """A key met in letters `start` to `end` (exclusive) of a folded word, by these disguises."""

    key: str
    start: int
    end: int
    tactics: tuple[SignalKind, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a title that are taken for a name.

    `start` and `end` count code points of the title, end exclusive; `text` is `title[start:end]`. `kind` is the
    disguise (or EXACT); `tactics` lists all that were met when `kind` is COMBINED. `strength` in 0–1: how surely
    these words are meant as that name, before anything around them is looked at.
    """

    name: Name
    start: int
    end: int
    text: str
    kind: SignalKind
    strength: float
    tactics: tuple[SignalKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something around a hit that makes it less (or more) telling; becomes a signal of its own.

    `strength` in 0–1: how surely the finding holds. `start`/`end` count code points of the title where the finding
    has words of its own there (the phrase “case for”), else None.
    """

    kind: SignalKind
    strength: float
    start: int | None = None
    end: int | None = None
    text: str | None = None
    detail: dict[str, str | int | float | bool | list[str]] | None = None
