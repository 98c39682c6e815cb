"""A complaint: what is filed at one portal for one right, one type and one reason, and what came of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from markwarden_schema._base import Model
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import CaseFile, ComplaintType, Digest, Ground, ItemId, Line, Passage
from markwarden_schema.portal import Explanation, Key, PortalId

Language = Literal["en", "zh"]
Statement = Annotated[str, StringConstraints(max_length=100_000)]
CaptureId = Annotated[str, StringConstraints(min_length=1, max_length=100)]
PartId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}-[1-9][0-9]{0,4}$")]
"""Names a complaint of a plan: what it has one of (right, type, reason, order), and which one among those alike."""


class ComplaintStatus(StrEnum):
    """Where a complaint stands. The portals' own names for these were not found: the person maps them."""

    DRAFT = "draft"
    READY = "ready"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    REMOVED = "removed"
    REJECTED = "rejected"
    MORE_WANTED = "more_wanted"
    COUNTER_NOTICE = "counter_notice"
    REPLIED = "replied"
    ACCEPTED = "accepted"
    UPHELD = "upheld"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"
    RELISTED = "relisted"


class LinkState(StrEnum):
    """What became of one link."""

    PENDING = "pending"
    REMOVED = "removed"
    REJECTED = "rejected"
    RESTORED = "restored"
    RELISTED = "relisted"
    WITHDRAWN = "withdrawn"


class ComplaintLink(Model):
    """One link of a complaint."""

    item_id: str | None = Field(default=None, description="null for a store's address")
    url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    case: str | None = Field(default=None, description="the case it comes from")
    title: str | None = Field(default=None, description="as it was when the complaint was drafted")
    state: LinkState = LinkState.PENDING


class LeftOut(Model):
    """A claim that the statement does not make, or a file that is not with it, and why."""

    claim: str
    why: Explanation


class ComplaintEvent(Model):
    """One step in the life of a complaint."""

    at: datetime = Field(description="when it was written down")
    on: date = Field(description="when it happened")
    status: ComplaintStatus
    note: str | None = None
    reason: str | None = Field(default=None, description="the portal's reason for a refusal")
    items: list[str] = Field(default_factory=list, description="the listings it is about; empty: all")
    due: date | None = Field(default=None, description="a date that the portal names")
    correction: bool = False


class CounterNotice(Model):
    """What the seller says against a complaint, and the answer to it."""

    round: int = Field(ge=1)
    forwarded: date = Field(description="when it reached the reviewer")
    ground: Line | None = None
    text: Passage | None = None
    items: list[ItemId] = Field(default_factory=list)
    files: list[CaseFile] = Field(default_factory=list)
    answer: Passage | None = None
    answered: date | None = None


class Deadline(Model):
    """A date that something is due by."""

    key: str
    due: date
    whose: Literal["reviewer", "seller", "portal"]
    rule: Explanation
    provisional: bool = Field(
        default=False, description="the days off of that year are not announced yet: it may move by some days"
    )


class ComplaintSummary(Model):
    """A complaint in a list."""

    id: str
    portal: str
    right: RightRef
    complaint_type: ComplaintType
    reason: str = Field(description="value of the portal profile's reason")
    ground: Ground
    status: ComplaintStatus
    reference: str | None = None
    count: int = Field(ge=0, description="links")
    sellers: list[str] = Field(default_factory=list)
    created: datetime
    submitted: date | None = None
    next_due: Deadline | None = None


class Complaint(ComplaintSummary):
    """A complaint in full."""

    links: list[ComplaintLink]
    order_number: str | None = None
    proof_type: str | None = None
    language: Language = "en"
    statement: str = ""
    statement_own: bool = Field(default=False, description="edited by the person: it is not written anew by itself")
    left_out: list[LeftOut] = Field(default_factory=list)
    evidence: list[CaseFile] = Field(default_factory=list)
    files_left_out: list[LeftOut] = Field(
        default_factory=list, description="files and captures that were not put into the upload by themselves, and why"
    )
    why: list[Explanation] = Field(default_factory=list, description="how it came to be split off like this")
    events: list[ComplaintEvent] = Field(default_factory=list)
    counter_notices: list[CounterNotice] = Field(default_factory=list)
    deadlines: list[Deadline] = Field(default_factory=list)
    may_become: list[ComplaintStatus] = Field(default_factory=list, description="the steps that may come next")


class ComplaintList(Model):
    """Complaints, newest first."""

    complaints: list[ComplaintSummary]


class PlanRequest(Model):
    """Which cases go to which portal, and what the person settles differently."""

    cases: list[str] = Field(default_factory=list, max_length=1000)
    portal: PortalId = "ipp-aidc"
    most: int | None = Field(default=None, ge=1, description="fewer links each than the portal allows")
    without: list[ItemId] = Field(default_factory=list, description="listings to leave out")
    reasons: dict[Ground, Key] = Field(
        default_factory=dict, description="the portal's reason for a ground, where it is not the profile's own choice"
    )
    placed: dict[ItemId, PartId] = Field(
        default_factory=dict,
        description="listings moved by hand to a part of the plan; a number that no part has yet makes a new one",
    )
    again: bool = Field(default=False, description="also listings that stand in a complaint already")
    language: Language = "en"


class PlannedComplaint(Model):
    """One complaint that a plan would make."""

    part: PartId
    right: RightRef
    complaint_type: ComplaintType
    ground: Ground
    reason: str
    order_number: str | None = None
    links: list[ComplaintLink]
    why: list[Explanation]


class NotPlanned(Model):
    """A listing that a plan leaves out or does not move, and why."""

    item_id: str
    case: str
    why: Explanation


class Plan(Model):
    """How cases would be split into complaints. Nothing is stored."""

    portal: str
    complaints: list[PlannedComplaint]
    left_out: list[NotPlanned]
    not_moved: list[NotPlanned] = Field(
        default_factory=list,
        description="listings that could not be placed as asked: they are where the split put them",
    )


class ComplaintEdit(Model):
    """Changes to a draft; what is null stays as it is."""

    links: list[ComplaintLink] | None = Field(default=None, max_length=10_000)
    reason: Key | None = None
    complaint_type: ComplaintType | None = None
    order_number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] | None = Field(
        default=None, description="empty: none"
    )
    proof_type: Annotated[str, StringConstraints(max_length=41)] | None = Field(default=None, description="empty: none")
    language: Language | None = None
    statement: Statement | None = None
    evidence: list[Digest] | None = Field(default=None, description="files of the cases, in the order of upload")
    captures: list[CaptureId] = Field(
        default_factory=list,
        max_length=50,
        description="captures of its listings whose pictures are added to the files",
    )


class EventRequest(Model):
    """A step to write down; without `status` only the reference number is."""

    status: ComplaintStatus | None = None
    on: date | None = Field(default=None, description="today where null")
    reference: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)] | None = None
    note: Passage | None = None
    reason: Line | None = None
    items: list[ItemId] = Field(default_factory=list, max_length=10_000)
    due: date | None = None
    correction: bool = Field(default=False, description="sets a status that was written down wrongly; wants a note")


class CounterNoticeRequest(Model):
    """A counter-notice, or the answer to the one that is there."""

    forwarded: date | None = Field(default=None, description="today where null")
    ground: Line | None = None
    text: Passage | None = None
    items: list[ItemId] = Field(default_factory=list, max_length=10_000)
    files: list[Digest] = Field(default_factory=list, max_length=50, description="files of the cases")
    answer: Passage | None = Field(default=None, description="given: answers the latest counter-notice")
    due: date | None = Field(default=None, description="by when the portal wants an answer, as it says")


class FormFile(Model):
    """A file for an upload field."""

    name: str
    media_type: str
    sha256: str
    address: str = Field(description="path on this server that the bytes are fetched from")


class FormValues(Model):
    """What goes into the form, by the profile's field keys. Options are named by their value in the profile."""

    portal: str
    complaint: str
    values: dict[str, str | list[str]]
    files: list[FormFile]
    left_to_person: list[str] = Field(description="fields of the profile that are the person's own act")
    not_known: list[str] = Field(description="fields of the profile that this complaint has no value for")
