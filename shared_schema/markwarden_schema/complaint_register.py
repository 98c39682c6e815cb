"""The register of complaints as a whole: what is due, what came back, what the portal's own list says, notices by mail."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from markwarden_schema._base import Model
from markwarden_schema.case import Line, Passage
from markwarden_schema.complaint import ComplaintStatus, Deadline, Language
from markwarden_schema.portal import Explanation


class Due(Model):
    """One thing that is due."""

    complaint: str
    reference: str | None = None
    status: ComplaintStatus
    label: str
    deadline: Deadline
    days: int = Field(description="from today; negative: overdue")


class DueList(Model):
    """What is due, earliest first."""

    today: date
    due: list[Due]


class Relisting(Model):
    """A listing that looks like one that was removed."""

    complaint: str
    removed: str = Field(description="item id that was removed")
    item_id: str
    title: str | None
    url: str
    seller: str | None
    because: list[Literal["same_item", "same_photo", "same_title"]]
    first_seen: date


class RelistingList(Model):
    """Listings that came back."""

    relistings: list[Relisting]


class ImportRequest(Model):
    """The portal's list of complaints, pasted or as CSV."""

    text: str = Field(default="", max_length=5_000_000)
    statuses: dict[str, ComplaintStatus] = Field(
        default_factory=dict, description="what the portal's own words for a status mean; kept for the next time"
    )
    apply: bool = Field(default=False, description="false: only say what would change")


class ImportRow(Model):
    """One row of the portal's list."""

    line: int
    reference: str | None
    complaint: str | None = Field(default=None, description="the complaint with that reference number")
    said: str | None = Field(default=None, description="the status in the portal's words")
    status: ComplaintStatus | None = None
    before: ComplaintStatus | None = None
    change: bool
    problem: Explanation | None = None


class ImportReport(Model):
    """What a list changes, or would."""

    columns: dict[str, str] = Field(description="which column of the list was taken for what")
    rows: list[ImportRow]
    unknown_statuses: list[str]
    applied: int = Field(ge=0)


class Notice(Model):
    """An e-mail notice for a marketplace without a profile."""

    kind: Literal["dsa", "dmca"]
    subject: str
    text: str
    missing: list[Explanation] = Field(description="elements that the law asks for and that nobody filled in yet")
    eml: str = Field(description="the message as a file, in base64")
    pdf: str = Field(description="the same as PDF, in base64")


class NoticeRequest(Model):
    """Whom a notice goes to and in whose name."""

    kind: Literal["dsa", "dmca"] = "dsa"
    language: Language = "en"
    to: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>]+@[^\s@<>]+$")] | None = None
    marketplace: Line | None = None
    name: Line | None = Field(default=None, description="who notifies")
    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>]+@[^\s@<>]+$")] | None = None
    address: Passage | None = Field(default=None, description="postal address; DMCA asks for it")
    telephone: Line | None = None
    signature: Line | None = Field(default=None, description="the person's own typed signature; DMCA asks for one")
    good_faith: bool = Field(default=False, description="the person's own statement of good faith")
    perjury: bool = Field(default=False, description="the person's own statement under penalty of perjury")


class FilingSettings(Model):
    """What the register reckons with, where no source settles it."""

    name: Line | None = Field(default=None, description="the complainant, as at the portal")
    identity_name: Line | None = Field(default=None, description="the name on the identity document")
    agent: bool = Field(default=False, description="whether an agent files for the holder")
    portal_languages: list[str] = Field(
        default_factory=lambda: ["en", "zh"], description="papers in these need no translation"
    )
    countries: dict[str, list[Line]] = Field(
        default_factory=dict, description="by portal, the countries whose rights it takes; not named: not known"
    )
    takedown_standard: float = Field(default=0.9, ge=0, le=1)
    counter_standard: float = Field(default=0.05, ge=0, le=1)
    days_off: list[date] = Field(default_factory=list, max_length=400, description="further days off in China")
    working_days: list[date] = Field(default_factory=list, max_length=400, description="further working days in China")
    statuses: dict[str, ComplaintStatus] = Field(default_factory=dict, description="the portal's words for a status")
