"""What would get a complaint refused, found before it is filed; and what it may do to the good-faith rates."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from markwarden_schema._base import Model
from markwarden_schema.portal import Explanation


class Severity(StrEnum):
    """How much a finding weighs: `blocks` is refused by the portal as far as is known, `warns` often is, `asks` cannot be known here."""

    BLOCKS = "blocks"
    WARNS = "warns"
    ASKS = "asks"


class Mend(Model):
    """Where a finding is put right."""

    what: Literal["right", "seller", "case", "complaint", "portal"]
    id: str
    address: str = Field(description="path of the console's page")


class Finding(Model):
    """One reason why a complaint may be refused."""

    check: str
    severity: Severity
    message: Explanation
    fact: Explanation = Field(description="what was found, as it stands in the records")
    items: list[str] = Field(default_factory=list, description="the links concerned")
    mend: Mend


class Interval(Model):
    """A share with its sample and a 95 % interval."""

    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    sample: int = Field(ge=0, description="complaints that it rests on")


class Rate(Model):
    """A share of links, with what is still open taken at its best and at its worst."""

    count: int = Field(ge=0)
    of: int = Field(ge=0)
    share: float | None = Field(default=None, ge=0, le=1, description="null where there is nothing to count")
    best: float | None = Field(default=None, ge=0, le=1)
    worst: float | None = Field(default=None, ge=0, le=1)
    standard: float = Field(ge=0, le=1)
    below: bool = Field(description="misses the standard as it stands")
    may_fall_below: bool = Field(description="misses it when all that is open ends badly")


class Standing(Model):
    """Both rates of the good-faith standard, in total or for one reason."""

    reason: str | None = Field(default=None, description="null: in total")
    filed: int = Field(ge=0)
    pending: int = Field(ge=0)
    takedown: Rate
    counter: Rate


class GoodFaith(Model):
    """The rates of one portal over the three months before a day."""

    portal: str
    since: date
    until: date
    standings: list[Standing] = Field(description="total first, then one a reason")


class DraftEffect(Model):
    """What a draft may do to one rate. `expected` is null without any past outcome to go by."""

    reason: str | None
    rate: Literal["takedown", "counter"]
    now: float | None
    best: float | None
    worst: float | None
    expected: float | None
    standard: float
    warns: bool


class OutcomeCell(Model):
    """What came of complaints of one kind."""

    by: Literal["all", "right", "reason", "evidence", "reason_evidence", "right_reason"]
    key: str
    label: str
    complaints: int = Field(ge=0)
    links: int = Field(ge=0)
    removed: int = Field(ge=0)
    rejected: int = Field(ge=0)
    refusals: dict[str, int] = Field(default_factory=dict, description="the portal's reasons for refusing, counted")
    success: Interval | None = Field(default=None, description="null without a decided complaint")


class Outcomes(Model):
    """What came of all complaints, in several cuts."""

    cells: list[OutcomeCell]


class Forecast(Model):
    """How complaints like this one ended. Never a promise: the sample stands beside it."""

    success: Interval | None
    basis: OutcomeCell | None = Field(description="the past complaints it rests on; null: none yet")
    message: Explanation


class CheckReport(Model):
    """Everything that is known against filing a draft as it stands."""

    complaint: str
    fit: bool = Field(description="no finding blocks")
    findings: list[Finding]
    effects: list[DraftEffect]
    forecast: Forecast
