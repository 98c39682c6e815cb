"""Which step may follow which in the life of a complaint, and what each does to its links."""

from collections.abc import Sequence

from markwarden_schema.complaint import ComplaintLink, ComplaintStatus, LinkState

S = ComplaintStatus

NEXT: dict[ComplaintStatus, tuple[ComplaintStatus, ...]] = {
    S.DRAFT: (S.READY, S.SUBMITTED),
    S.READY: (S.SUBMITTED, S.DRAFT),
    S.SUBMITTED: (S.UNDER_REVIEW, S.REMOVED, S.REJECTED, S.MORE_WANTED, S.COUNTER_NOTICE, S.WITHDRAWN),
    S.UNDER_REVIEW: (S.REMOVED, S.REJECTED, S.MORE_WANTED, S.COUNTER_NOTICE, S.WITHDRAWN),
    S.MORE_WANTED: (S.UNDER_REVIEW, S.REMOVED, S.REJECTED, S.WITHDRAWN),
    S.REMOVED: (S.COUNTER_NOTICE, S.RELISTED, S.UPHELD, S.RESTORED, S.WITHDRAWN, S.REJECTED),
    S.REJECTED: (S.UNDER_REVIEW, S.REMOVED, S.WITHDRAWN),
    S.COUNTER_NOTICE: (S.REPLIED, S.ACCEPTED, S.UPHELD, S.RESTORED, S.WITHDRAWN),
    S.REPLIED: (S.UPHELD, S.RESTORED, S.COUNTER_NOTICE, S.ACCEPTED, S.WITHDRAWN),
    S.ACCEPTED: (S.RESTORED,),
    S.UPHELD: (S.RELISTED, S.COUNTER_NOTICE),
    S.RESTORED: (),
    S.WITHDRAWN: (),
    S.RELISTED: (S.REMOVED, S.COUNTER_NOTICE, S.UPHELD),
}
"""From each status the ones that may follow. A portal may skip steps; what happened is written down, not enforced."""


def reachable(start: ComplaintStatus, end: ComplaintStatus) -> bool:
    """Whether `end` may follow `start` by steps that nobody wrote down."""
    seen, ahead = {start}, [start]
    while ahead:
        for one in NEXT[ahead.pop()]:
            if one is end:
                return True
            if one not in seen:
                seen.add(one)
                ahead.append(one)
    return False


EDITABLE = frozenset({S.DRAFT, S.READY})
FILED = frozenset(S) - EDITABLE
_LINK: dict[ComplaintStatus, LinkState] = {
    S.REMOVED: LinkState.REMOVED,
    S.REJECTED: LinkState.REJECTED,
    S.UPHELD: LinkState.REMOVED,
    S.RESTORED: LinkState.RESTORED,
    S.ACCEPTED: LinkState.RESTORED,
    S.RELISTED: LinkState.RELISTED,
    S.WITHDRAWN: LinkState.WITHDRAWN,
}
_CHANGES: dict[ComplaintStatus, frozenset[LinkState]] = {
    S.REMOVED: frozenset({LinkState.PENDING, LinkState.REJECTED, LinkState.RELISTED}),
    S.REJECTED: frozenset({LinkState.PENDING}),
    S.UPHELD: frozenset({LinkState.PENDING, LinkState.REMOVED}),
    S.RESTORED: frozenset({LinkState.REMOVED, LinkState.PENDING}),
    S.ACCEPTED: frozenset({LinkState.REMOVED, LinkState.PENDING}),
    S.RELISTED: frozenset({LinkState.REMOVED}),
    S.WITHDRAWN: frozenset({LinkState.PENDING}),
}
"""Which links a step that names no listing is about: a removal of the rest leaves the ones that were refused alone."""


def links_after(
    links: Sequence[ComplaintLink], status: ComplaintStatus, items: Sequence[str], *, correction: bool = False
) -> list[ComplaintLink]:
    """The links after a step about `items` (none named: all that it can be about; with `correction` all)."""
    state = _LINK.get(status, LinkState.PENDING if correction else None)
    if state is None:
        return list(links)
    named = frozenset(items)

    def touched(link: ComplaintLink) -> bool:
        if named:
            return link.item_id in named
        return correction or link.state in _CHANGES[status]

    return [link.model_copy(update={"state": state}) if touched(link) else link for link in links]
