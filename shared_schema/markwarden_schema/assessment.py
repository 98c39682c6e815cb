"""Why a listing is suspected, and how much: signals combined into one assessment."""

from enum import StrEnum

from pydantic import Field

from markwarden_schema._base import Model


class Level(StrEnum):
    """Risk in words. *Flagged* is medium or high."""

    CLEAR = "clear"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


FLAGGED = frozenset({Level.MEDIUM, Level.HIGH})
"""The levels at which a listing is *flagged*."""


class SignalKind(StrEnum):
    """Every reason the program can give. The extension has a sentence for each in each of its languages."""

    # How a title writes a mark or an alias.
    EXACT = "exact"
    STYLED = "styled"
    LOOKALIKE = "lookalike"
    LEET = "leet"
    SPACED = "spaced"
    GLUED = "glued"
    SPLIT = "split"
    MASKED = "masked"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    SWAPPED = "swapped"
    REPLACED = "replaced"
    ADDED = "added"
    MISSPELT = "misspelt"
    PHONETIC = "phonetic"
    TRANSLITERATED = "transliterated"
    COMBINED = "combined"
    PART = "part"
    ALIAS = "alias"
    INITIALS = "initials"
    MODEL = "model"
    # What a title says of an invention.
    PATENT_TERMS = "patent_terms"
    # What an item page's description says.
    COPIED_TEXT = "copied_text"
    # What a listing's pictures show.
    COPIED_PHOTO = "copied_photo"
    LOGO = "logo"
    WORDS_IN_PICTURE = "words_in_picture"
    DESIGN_LIKENESS = "design_likeness"
    # What strengthens another signal and never fires alone.
    CODE_WORD = "code_word"
    # What makes a mention innocent, or less telling.
    COMPATIBILITY = "compatibility"
    COMMON_WORD = "common_word"
    OTHER_GOODS = "other_goods"
    INSIDE_WORD = "inside_word"
    PERSON_OR_PLACE = "person_or_place"
    AUTHORISED_SELLER = "authorised_seller"
    OWN_SELLER = "own_seller"
    # What the reviewer said before.
    DISMISSED = "dismissed"
    # Who sells, and for how much.
    KNOWN_INFRINGER = "known_infringer"
    WATCHED_SELLER = "watched_seller"
    PRICE_FLOOR = "price_floor"


class Effect(StrEnum):
    """Which way a signal moves the risk."""

    RAISES = "raises"
    LOWERS = "lowers"


class Evidence(Model):
    """What a person can check a signal against. Fields that do not apply are null.

    `start` and `end` count Unicode code points of the field named by `field`, end exclusive:
    in JavaScript slice `Array.from(title)`, not the string.
    """

    field: str | None = Field(default=None, description="the listing's field that `start` and `end` count in")
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    text: str | None = Field(default=None, description="the words themselves, as the listing writes them")
    mark: str | None = Field(default=None, description="the mark that the words are taken for")
    alias: str | None = Field(default=None, description="the alias of the mark that was met, if it was one")
    tactics: list[SignalKind] = Field(default_factory=list, description="the disguises met in `text`, when several")
    image: str | None = Field(default=None, description="address of the listing's picture that shows it")
    reference: str | None = Field(default=None, description="SHA-256 of the registry's picture that was met")
    box: list[int] | None = Field(
        default=None, min_length=4, max_length=4, description="where in the listing's picture: x, y, width, height"
    )
    matrix: list[list[float]] | None = Field(
        default=None, min_length=3, max_length=3, description="3 × 3: pixels of the reference → pixels of the picture"
    )
    mirrored: bool = Field(default=False, description="the reference was met mirrored, which `matrix` does too")
    detail: dict[str, str | int | float | bool | list[str]] = Field(
        default_factory=dict, description="further facts, by name: the compatibility phrase, the price floor, …"
    )


class Signal(Model):
    """One reason to suspect a listing, or to suspect it less."""

    kind: SignalKind
    brand: str = Field(description="the brand's name")
    right: str | None = Field(
        default=None, description="id of the right; null where the reason is the brand's as a whole"
    )
    effect: Effect = Effect.RAISES
    strength: float = Field(ge=0, le=1, description="how telling this signal is by itself")
    evidence: Evidence = Field(default_factory=Evidence)


class Assessment(Model):
    """The signals of one listing combined."""

    risk: int = Field(ge=0, le=100)
    level: Level
    right: str | None = Field(default=None, description="id of the right that fits best; null when clear of all")
    signals: list[Signal] = Field(default_factory=list, description="most telling first")


class RightRef(Model):
    """What a badge has to say of a right."""

    id: str
    brand: str
    kind: str = Field(description="trademark, copyright, design or patent")
    label: str = Field(description="the mark's words, or the title")
    number: str | None = None
    jurisdiction: str | None = None
