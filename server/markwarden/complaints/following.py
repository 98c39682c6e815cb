"""What happened to a filed complaint, written down step by step: statuses, counter-notices, the reference number."""

from collections.abc import Sequence
from datetime import date, datetime

from markwarden.complaints.lifecycle import NEXT, links_after, reachable
from markwarden.complaints.record import Row
from markwarden.complaints.told import ToldError
from markwarden.complaints.wording import STATUSES, both, listed
from markwarden_schema.case import CaseFile
from markwarden_schema.complaint import (
    ComplaintEvent,
    ComplaintStatus,
    CounterNotice,
    CounterNoticeRequest,
    EventRequest,
    LinkState,
)
from markwarden_schema.portal import Explanation

S = ComplaintStatus


class StepError(ToldError):
    """A step that cannot follow; the message says why."""


def stepped(row: Row, step: EventRequest, now: datetime, *, jump: bool = False) -> Row:
    """The complaint after a step; with `jump` steps between may have gone unnoted. Raises `StepError`: nothing is changed."""
    if step.reference is not None:
        row = row.changed(reference=step.reference)
    if step.status is None:
        if step.reference is None:
            raise StepError(both("Name a status, or the reference number.", "请选择状态或填写编号。"))
        return row
    on = step.on or now.astimezone().date()
    _may(row, step, on, now, jump=jump)
    links = links_after(row.links, step.status, step.items, correction=step.correction)
    event = ComplaintEvent(
        at=now,
        on=on,
        status=step.status,
        note=step.note or None,
        reason=step.reason,
        items=step.items,
        due=step.due,
        correction=step.correction,
    )
    return row.changed(
        status=_as_a_whole(step, links),
        links=links,
        events=[*row.events, event],
        submitted=_submitted(row, step, on),
    )


def _may(row: Row, step: EventRequest, on: date, now: datetime, *, jump: bool) -> None:
    status = step.status
    assert status is not None  # noqa: S101 - the caller has asked
    if on > now.astimezone().date():
        raise StepError(both(f"{on} is not yet.", f"{on} 尚未到来。"))
    if step.correction:
        if not step.note:
            raise StepError(both("A correction wants a note that says why.", "更正须附说明原因的备注。"))
    elif status is not row.status and not (reachable(row.status, status) if jump else status in NEXT[row.status]):
        raise StepError(_does_not_follow(status, row.status))
    elif status is row.status and not step.items:
        said = STATUSES[status]
        raise StepError(both(f"It stands at “{said.en}” already.", f"已处于“{said.zh}”状态。"))
    last = row.events[-1].on if row.events else None
    if last is not None and on < last and not step.correction:
        raise StepError(
            both(f"The last step was on {last}: {on} lies before it.", f"上一步发生于 {last}，{on} 早于该日期。")
        )
    strange = set(step.items) - {link.item_id for link in row.links}
    if strange:
        raise StepError(both(f"{min(strange)} is no item of this complaint.", f"{min(strange)} 不属于本投诉。"))


def _does_not_follow(status: ComplaintStatus, before: ComplaintStatus) -> Explanation:
    said, there = STATUSES[status], STATUSES[before]
    after = listed([STATUSES[one] for one in NEXT[before]]) if NEXT[before] else both("nothing", "无")
    return both(
        f"“{said.en}” does not follow “{there.en}”; may follow: {after.en}.",
        f"“{said.zh}”不能接在“{there.zh}”之后；可接：{after.zh}。",
    )


def _as_a_whole(step: EventRequest, links: Sequence[object]) -> ComplaintStatus:
    """Where the complaint stands: refusals or restorations of some links leave it where the others are."""
    assert step.status is not None  # noqa: S101 - the caller has asked
    states = {getattr(link, "state", None) for link in links}
    if step.items and step.status in (S.REJECTED, S.RESTORED, S.ACCEPTED, S.RELISTED) and LinkState.REMOVED in states:
        return S.REMOVED
    return step.status


def _submitted(row: Row, step: EventRequest, on: date) -> date | None:
    if step.status is S.SUBMITTED:
        return on
    if step.status in (S.DRAFT, S.READY):
        return None
    # A complaint that was filed elsewhere and is only followed here has no step of its own for filing.
    return row.submitted or on


def countered(row: Row, said: CounterNoticeRequest, files: list[CaseFile], now: datetime) -> Row:
    """The complaint with a counter-notice, or with the answer to its latest one. Raises `StepError`."""
    on = said.forwarded or now.astimezone().date()
    if said.answer:
        return _answered(row, said, on, now)
    stepped_row = stepped(
        row,
        EventRequest(status=S.COUNTER_NOTICE, on=on, note=said.ground, items=said.items, due=said.due),
        now,
    )
    notice = CounterNotice(
        round=len(row.counter_notices) + 1,
        forwarded=on,
        ground=said.ground,
        text=said.text,
        items=said.items,
        files=files,
    )
    return stepped_row.changed(counter_notices=[*row.counter_notices, notice])


def _answered(row: Row, said: CounterNoticeRequest, on: date, now: datetime) -> Row:
    if not row.counter_notices or row.counter_notices[-1].answer:
        raise StepError(both("There is no counter-notice without an answer.", "没有待答复的反通知。"))
    latest = row.counter_notices[-1].model_copy(update={"answer": said.answer, "answered": on})
    stepped_row = stepped(row, EventRequest(status=S.REPLIED, on=on), now)
    return stepped_row.changed(counter_notices=[*row.counter_notices[:-1], latest])
