"""The good-faith rates over three months, in total and for every reason, and what a draft may do to them.

The standard (AliExpress): at least 90 % of links taken down, at most 5 % successful counter-notices, in total and, since
2022-04-15, for every single reason. What exactly the portal divides by is not public: here both rates are shares of the links
that were decided, by the date of filing; links still open are shown as what they may do at best and at worst.
"""

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from markwarden.complaints.lifecycle import FILED, links_after
from markwarden.complaints.record import Row
from markwarden_schema.complaint import ComplaintLink, ComplaintStatus, LinkState
from markwarden_schema.complaint_check import DraftEffect, GoodFaith, Rate, Standing
from markwarden_schema.complaint_register import FilingSettings

MONTHS = 3
_DECIDED = frozenset({LinkState.REMOVED, LinkState.RELISTED, LinkState.REJECTED, LinkState.RESTORED})
_TAKEN_DOWN = frozenset({LinkState.REMOVED, LinkState.RELISTED, LinkState.RESTORED})
"""A restored link was taken down first: it counts against the other rate."""


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _within(rows: Iterable[Row], portal: str, until: date) -> list[Row]:
    since = months_before(until, MONTHS)
    return [
        row
        for row in rows
        if row.portal == portal and row.status in FILED and row.submitted is not None and since < row.submitted <= until
    ]


def _links(rows: Iterable[Row]) -> list[ComplaintLink]:
    return [link for row in rows for link in row.links if link.state is not LinkState.WITHDRAWN]


def standing(reason: str | None, links: Sequence[ComplaintLink], settings: FilingSettings) -> Standing:
    """The rates of these links."""
    decided = [link for link in links if link.state in _DECIDED]
    pending = len(links) - len(decided)
    down = sum(link.state in _TAKEN_DOWN for link in decided)
    restored = sum(link.state is LinkState.RESTORED for link in decided)
    return Standing(
        reason=reason,
        filed=len(links),
        pending=pending,
        takedown=_takedown(down, len(decided), pending, settings.takedown_standard),
        counter=_counter(restored, len(decided), pending, settings.counter_standard),
    )


def _share(count: int, of: int) -> float | None:
    return count / of if of else None


def _takedown(count: int, of: int, pending: int, standard: float) -> Rate:
    share, worst = _share(count, of), _share(count, of + pending)
    return Rate(
        count=count,
        of=of,
        share=share,
        best=_share(count + pending, of + pending),
        worst=worst,
        standard=standard,
        below=share is not None and share < standard,
        may_fall_below=worst is not None and worst < standard,
    )


def _counter(count: int, of: int, pending: int, standard: float) -> Rate:
    share, worst = _share(count, of), _share(count + pending, of + pending)
    return Rate(
        count=count,
        of=of,
        share=share,
        best=_share(count, of + pending),
        worst=worst,
        standard=standard,
        below=share is not None and share > standard,
        may_fall_below=worst is not None and worst > standard,
    )


def good_faith(rows: Iterable[Row], portal: str, until: date, settings: FilingSettings) -> GoodFaith:
    """The rates as they stand on a day."""
    counted = _within(rows, portal, until)
    reasons = sorted({row.reason for row in counted})
    return GoodFaith(
        portal=portal,
        since=months_before(until, MONTHS),
        until=until,
        standings=[
            standing(None, _links(counted), settings),
            *(standing(one, _links(row for row in counted if row.reason == one), settings) for one in reasons),
        ],
    )


def as_it_stood(rows: Iterable[Row], day: date) -> list[Row]:
    """The complaints as they were known on an earlier day: later events are taken back from their links."""
    found = []
    for row in rows:
        if row.submitted is None or row.submitted > day:
            continue
        if row.events and row.events[-1].on > day:
            states = _states_on(row, day)
            row = row.changed(
                links=[
                    link.model_copy(update={"state": states.get(link.item_id, LinkState.PENDING)}) for link in row.links
                ]
            )
        found.append(row)
    return found


def _states_on(row: Row, day: date) -> dict[str | None, LinkState]:
    links = [link.model_copy(update={"state": LinkState.PENDING}) for link in row.links]
    for event in row.events:
        if event.on <= day and event.status in FILED - {ComplaintStatus.SUBMITTED}:
            links = links_after(links, event.status, event.items, correction=event.correction)
    return {link.item_id: link.state for link in links}


def effects(
    draft: Row, rows: Iterable[Row], today: date, settings: FilingSettings, expected: float | None
) -> list[DraftEffect]:
    """What filing a draft today may do to the total and to its reason's rates.

    Best and worst speak of the draft's own links, with all that is decided already. `expected` is the share of links that
    complaints like it had taken down; the share of restored links is taken from the same reason's past. Without any past
    nothing is expected. It warns where a rate misses the standard already, or is expected to.
    """
    others = [row for row in _within(rows, draft.portal, today) if row.id != draft.id]
    found: list[DraftEffect] = []
    for reason in (None, draft.reason):
        links = _links(row for row in others if reason in (None, row.reason))
        found += _effects_on(reason, standing(reason, links, settings), len(draft.links), expected)
    return found


def _effects_on(reason: str | None, now: Standing, own: int, expected: float | None) -> list[DraftEffect]:
    return [
        _effect(reason, "takedown", now.takedown, own, expected),
        _effect(reason, "counter", now.counter, own, now.counter.share),
    ]


def _effect(
    reason: str | None, which: Literal["takedown", "counter"], rate: Rate, own: int, expected: float | None
) -> DraftEffect:
    all_, none = _share(rate.count + own, rate.of + own), _share(rate.count, rate.of + own)
    best, worst = (all_, none) if which == "takedown" else (none, all_)
    likely = None if expected is None or not rate.of + own else (rate.count + expected * own) / (rate.of + own)
    missed = likely is not None and (likely < rate.standard if which == "takedown" else likely > rate.standard)
    return DraftEffect(
        reason=reason,
        rate=which,
        now=rate.share,
        best=best,
        worst=worst,
        expected=likely,
        standard=rate.standard,
        warns=rate.below or missed,
    )
