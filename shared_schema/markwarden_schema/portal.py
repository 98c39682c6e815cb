"""Portal profiles: what one complaint form looks like, how sure that is, and what the person taught or added."""

import re
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from markwarden_schema._base import Model

PORTAL_FORMAT = "markwarden-portal/1"
LEFT_TO_PERSON = frozenset({"declaration", "submit"})
"""Fields that are the person's own act: no profile can hand them to the program."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
PortalId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
Host = Annotated[
    str,
    StringConstraints(
        max_length=253, pattern=r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$"
    ),
]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
RightKind = Literal["trademark", "copyright", "design", "patent"]
LimitName = Literal["links", "statement", "files", "file_bytes"]


def _compiles(pattern: str) -> str:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is not a pattern: {error}") from error
    if compiled.groups != 1:
        raise ValueError("must have exactly one group, the number")
    return pattern


Pattern = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_compiles)]


class Certainty(StrEnum):
    """How sure a fact about a portal is."""

    SEEN = "seen"
    REPORTED = "reported"
    ASSUMED = "assumed"


class FieldKind(StrEnum):
    """What the person does with a field; how it is built is found out on the page."""

    TEXT = "text"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"
    SELECT = "select"
    MULTIPLE = "multiple"
    TAGS = "tags"
    RADIO = "radio"
    CHECKBOXES = "checkboxes"
    CASCADER = "cascader"
    UPLOAD = "upload"
    CHECKBOX = "checkbox"
    BUTTON = "button"


class PersonAct(StrEnum):
    """What is never the program's."""

    LOGIN = "login"
    CAPTCHA = "captcha"
    DECLARATION = "declaration"
    SUBMIT = "submit"


class Words(Model):
    """Texts as a form shows them, by its language."""

    en: list[Phrase] = Field(default_factory=list)
    zh: list[Phrase] = Field(default_factory=list)
    assumed: list[Literal["en", "zh"]] = Field(
        default_factory=list,
        description="languages whose texts no source shows: translated, to be taught where they differ",
    )


class Explanation(Model):
    """A word to the reviewer, in both languages of the program."""

    en: Prose
    zh: Prose


class PortalPage(Model):
    """Where a form stands. Only the host is a guard; path and hash are what was seen."""

    host: Host
    path: str = Field(default="/", max_length=300)
    hash: str = Field(default="", max_length=300)
    form: bool = Field(default=True, description="false: only leads to the form")
    certainty: Certainty = Certainty.SEEN


class PortalOption(Model):
    """One choice of a field."""

    value: Key
    words: Words
    certainty: Certainty = Certainty.SEEN


class PortalReason(Model):
    """One complaint reason, and for which rights it stands in the list."""

    value: Key
    words: Words
    rights: list[RightKind] = Field(min_length=1)
    needs: list[Key] = Field(default_factory=list, description="fields that this reason asks for")
    certainty: Certainty = Certainty.SEEN
    added: bool = Field(default=False, description="added by the person")

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if not (self.words.en or self.words.zh):
            raise ValueError("words must hold at least one text")
        return self


class PortalLimit(Model):
    """A bound of the form; `most` is null where no source names one."""

    most: int | None = Field(default=None, ge=1)
    certainty: Certainty
    source: Prose


class PortalField(Model):
    """One field, found by its visible label."""

    key: Key
    kind: FieldKind
    labels: Words
    options: list[PortalOption] = Field(default_factory=list)
    match: Literal["text", "number"] = Field(
        default="text", description="number: an option may be known by the long number in it alone"
    )
    required: bool = False
    when: dict[Key, list[Key]] = Field(
        default_factory=dict, description="shown only where another field has one of these"
    )
    person: bool = Field(default=False, description="left to the person")
    certainty: Certainty = Certainty.SEEN


class PortalProfile(Model):
    """`markwarden-portal/1`: one complaint form as data. Fields stand in the form's order."""

    format: Literal["markwarden-portal/1"]
    id: PortalId
    name: Phrase
    also: list[Phrase] = Field(default_factory=list, description="other names that people know it by")
    account: bool = Field(default=True, description="whether it wants a log-in")
    note: Explanation
    leads_to: list[PortalId] = Field(default_factory=list, description="portals that took over from this one")
    pages: list[PortalPage] = Field(default_factory=list)
    fields: list[PortalField] = Field(default_factory=list)
    reasons: list[PortalReason] = Field(default_factory=list)
    limits: dict[LimitName, PortalLimit] = Field(default_factory=dict)
    refused_files: list[str] = Field(default_factory=list, description="endings of files that are refused")
    references: list[Pattern] = Field(default_factory=list, description="how a reference number shows after filing")
    references_certainty: Certainty = Certainty.ASSUMED
    person: list[PersonAct] = Field(default_factory=lambda: list(PersonAct), description="what is left to the person")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for name, keys in (
            ("fields", [field.key for field in self.fields]),
            ("reasons", [reason.value for reason in self.reasons]),
            *((f"options of {field.key}", [option.value for option in field.options]) for field in self.fields),
        ):
            twice = sorted({key for key in keys if keys.count(key) > 1})
            if twice:
                raise ValueError(f"{name} names {', '.join(twice)} twice")
        known = {field.key for field in self.fields}
        for field in self.fields:
            if field.key in LEFT_TO_PERSON and not field.person:
                raise ValueError(f"{field.key} is the person's own act: person must be true")
            if field.kind is FieldKind.BUTTON and not field.person:
                raise ValueError(f"{field.key} is a button: the program presses none")
            unknown = sorted(set(field.when) - known)
            if unknown:
                raise ValueError(f"{field.key} depends on {', '.join(unknown)}, which the form does not have")
        if not self.leads_to and not self.fields:
            raise ValueError("a portal has fields, or leads to another one")
        if not set(PersonAct) <= set(self.person):
            raise ValueError("log-in, captcha, declaration and submit are always left to the person")
        return self


class Locator(Model):
    """Where the person pointed: what a reader sees of the field, nothing of how it is coded."""

    label: str = Field(default="", max_length=300)
    role: str = Field(pattern=r"^[a-z]{1,20}$", description="what kind of control it is")
    near: str = Field(default="", max_length=300, description="the heading or group it stands under")
    nth: int = Field(default=0, ge=0, le=500, description="which one among those of the same label, role and heading")
    host: Host


class PortalOverrides(Model):
    """What the person added to a profile; all of it, replaced at once."""

    hosts: list[Host] = Field(default_factory=list, max_length=20)
    labels: dict[Key, list[Phrase]] = Field(default_factory=dict, description="further labels of a field")
    reasons: list[PortalReason] = Field(default_factory=list, max_length=200)
    limits: dict[LimitName, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    locators: dict[Key, Locator] = Field(default_factory=dict, description="taught, by field")


class Portal(Model):
    """A profile as it is used: as shipped or of the person's own file, with the overrides worked in."""

    profile: PortalProfile
    overrides: PortalOverrides
    shipped: bool = Field(description="false: from a file of the person's own")


class PortalProblem(Model):
    """A file of the person's own that is not sound: left out, and said so."""

    file: str
    message: str


class PortalList(Model):
    """Every portal there is a profile for."""

    portals: list[Portal]
    problems: list[PortalProblem] = Field(default_factory=list)
