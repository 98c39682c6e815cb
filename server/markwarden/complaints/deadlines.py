"""When things are due in the life of a complaint. The rules are data (`deadlines.toml`); this only reckons."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from markwarden.complaints.business_days import WorkingDays
from markwarden_schema.complaint import ComplaintEvent, ComplaintStatus, Deadline
from markwarden_schema.portal import Explanation


class Rule(BaseModel):
    """One kind of deadline: runs from the latest `starts` until one of `ends` follows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    starts: ComplaintStatus
    ends: list[ComplaintStatus]
    days: int = Field(ge=1)
    calendar: Literal["business", "days"]
    whose: Literal["reviewer", "seller", "portal"]
    en: str
    zh: str
    most_rounds: int | None = Field(
        default=None, description="runs no more once that many counter-notices were answered"
    )


@cache
def rules() -> tuple[Rule, ...]:
    """The rules as shipped."""
    raw = tomllib.loads((files("markwarden.complaints") / "deadlines.toml").read_text("utf-8"))
    return tuple(Rule.model_validate(rule) for rule in raw["deadline"])


NAMED = Explanation(en="The date that the portal names.", zh="平台所示日期。")
OVER = frozenset({ComplaintStatus.WITHDRAWN, ComplaintStatus.RESTORED, ComplaintStatus.ACCEPTED})


def deadlines(events: Sequence[ComplaintEvent], days: WorkingDays) -> list[Deadline]:
    """What is due now after these events (oldest first), earliest first."""
    if not events or events[-1].status in OVER:
        return []
    found = [deadline for rule in rules() if (deadline := _by_rule(rule, events, days))]
    last = events[-1]
    if last.due is not None:
        # What the portal says of this step takes the place of the reckoned dates of the same person.
        whose: Literal["reviewer", "seller"] = "seller" if last.status in _SELLERS_TURN else "reviewer"
        found = [one for one in found if one.whose != whose or one.key in ("sue", "list_window")]
        found.append(Deadline(key="named", due=last.due, whose=whose, rule=NAMED))
    return sorted(found, key=lambda one: (one.due, one.key))


_SELLERS_TURN = frozenset({ComplaintStatus.REMOVED, ComplaintStatus.REPLIED})


def _by_rule(rule: Rule, events: Sequence[ComplaintEvent], days: WorkingDays) -> Deadline | None:
    started = max((number for number, event in enumerate(events) if event.status is rule.starts), default=None)
    if started is None or any(event.status in rule.ends for event in events[started + 1 :]):
        return None
    if rule.most_rounds is not None:
        rounds = sum(event.status is ComplaintStatus.REPLIED for event in events)
        if rounds > rule.most_rounds:
            return None
    start = events[started].on
    due = days.after(start, rule.days) if rule.calendar == "business" else start + timedelta(days=rule.days)
    provisional = rule.calendar == "business" and not all(days.announced(year) for year in {start.year, due.year})
    return Deadline(
        key=rule.key, due=due, whose=rule.whose, rule=Explanation(en=rule.en, zh=rule.zh), provisional=provisional
    )


def next_due(found: Sequence[Deadline], today: date) -> Deadline | None:
    """The one to show first: the earliest that the reviewer or the portal owes, else the earliest."""
    ours = [one for one in found if one.whose != "seller"]
    return (ours or [*found])[0] if found else None
