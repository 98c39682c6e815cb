"""What came of complaints, by right, reason and evidence, and what that says of a draft. Knows no deadline."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from markwarden.complaints.record import Row
from markwarden.complaints.shares import interval
from markwarden.complaints.wording import FILES, both, listed, reason_words
from markwarden_schema.complaint import ComplaintStatus, LinkState
from markwarden_schema.complaint_check import Forecast, OutcomeCell, Outcomes
from markwarden_schema.portal import Explanation, PortalProfile

TAKEN_DOWN = frozenset({LinkState.REMOVED, LinkState.RELISTED})
"""A link that was removed and came back was taken down all the same."""
DECIDED = frozenset({LinkState.REMOVED, LinkState.RELISTED, LinkState.REJECTED, LinkState.RESTORED})
ENOUGH = 10
"""Decided complaints from which a narrower group is preferred to a wider one."""

By = tuple[str, str]
"""Key and label of a group."""


def evidence_of(row: Row) -> By:
    """The kinds of evidence that a complaint came with."""
    kinds = sorted({file.kind.value for file in row.evidence})
    return ("+".join(kinds) or "none", " + ".join(kinds) or "none")


CUTS: dict[str, Callable[[Row], By]] = {
    "all": lambda row: ("all", "all"),
    "right": lambda row: (row.right.id, row.right.label),
    "reason": lambda row: (row.reason, row.reason),
    "evidence": evidence_of,
    "reason_evidence": lambda row: (f"{row.reason}|{evidence_of(row)[0]}", f"{row.reason}, {evidence_of(row)[1]}"),
    "right_reason": lambda row: (f"{row.right.id}|{row.reason}", f"{row.right.label}, {row.reason}"),
}


def decided(row: Row) -> bool:
    """Whether anything came of it."""
    return any(link.state in DECIDED for link in row.links)


def _refusal(row: Row) -> str | None:
    return next(
        (event.reason for event in reversed(row.events) if event.status is ComplaintStatus.REJECTED and event.reason),
        None,
    )


def cell(by: str, key: str, label: str, rows: Sequence[Row]) -> OutcomeCell:
    """What came of these complaints."""
    links = [link for row in rows for link in row.links if link.state in DECIDED]
    successes = 0.0
    for row in rows:
        own = [link for link in row.links if link.state in DECIDED]
        successes += sum(link.state in TAKEN_DOWN for link in own) / len(own)
    return OutcomeCell.model_validate(
        {
            "by": by,
            "key": key,
            "label": label,
            "complaints": len(rows),
            "links": len(links),
            "removed": sum(link.state in TAKEN_DOWN for link in links),
            "rejected": sum(link.state is LinkState.REJECTED for link in links),
            "refusals": dict(Counter(said for row in rows if (said := _refusal(row))).most_common()),
            "success": interval(successes, len(rows)),
        }
    )


def outcomes(rows: Iterable[Row]) -> Outcomes:
    """Every cut of the complaints that something came of."""
    ended = [row for row in rows if decided(row)]
    cells = []
    for by, cut in CUTS.items():
        groups: dict[str, tuple[str, list[Row]]] = {}
        for row in ended:
            key, label = cut(row)
            groups.setdefault(key, (label, []))[1].append(row)
        cells += [cell(by, key, label, members) for key, (label, members) in groups.items()]
    return Outcomes(cells=cells)


def _kind(by: str, draft: Row, profile: PortalProfile | None) -> Explanation:
    """What the past complaints have in common with the draft."""
    reason = reason_words(profile, draft.reason) if profile else both(draft.reason)
    files = sorted({file.kind for file in draft.evidence})
    evidence = listed([FILES[kind] for kind in files]) if files else both("no file", "无文件")
    return {
        "all": both("at this portal", "该平台"),
        "right": both(f"for {draft.right.label}", f"针对 {draft.right.label} "),
        "reason": both(f"for “{reason.en}”", f"理由为“{reason.zh}”"),
        "reason_evidence": both(f"for “{reason.en}” with {evidence.en}", f"理由为“{reason.zh}”、证据为{evidence.zh}"),
        "right_reason": both(
            f"for {draft.right.label} and “{reason.en}”", f"针对 {draft.right.label}、理由为“{reason.zh}”"
        ),
    }[by]


_NARROW_FIRST = ("right_reason", "reason_evidence", "reason", "right", "all")


def forecast(draft: Row, rows: Iterable[Row], profile: PortalProfile | None = None) -> Forecast:
    """How complaints like this one ended: the narrowest group of at least `ENOUGH`, else the widest there is."""
    ended = [row for row in rows if decided(row) and row.id != draft.id and row.portal == draft.portal]
    if not ended:
        return Forecast(
            success=None,
            basis=None,
            message=Explanation(
                en="No complaint at this portal has ended yet: there is nothing to go by.",
                zh="该平台尚无已结束的投诉：没有可供参考的结果。",
            ),
        )
    chosen = "all"
    for by in _NARROW_FIRST:
        key = CUTS[by](draft)[0]
        if sum(CUTS[by](row)[0] == key for row in ended) >= ENOUGH:
            chosen = by
            break
    key, label = CUTS[chosen](draft)
    basis = cell(chosen, key, label, [row for row in ended if CUTS[chosen](row)[0] == key])
    success = basis.success
    assert success is not None  # noqa: S101 - the group is never empty: `all` holds every ended complaint
    few = basis.complaints < ENOUGH
    kind = _kind(chosen, draft, profile)
    return Forecast(
        success=success,
        basis=basis,
        message=Explanation(
            en=f"Of {basis.complaints} ended complaints {kind.en}, {success.share:.0%} of the links were taken down; "
            f"with so many, 95 % interval {success.low:.0%} to {success.high:.0%}."
            + (" Too few to rely on." if few else ""),
            zh=f"{kind.zh}的投诉已结束 {basis.complaints} 件，链接下架率 {success.share:.0%}；"
            f"95% 区间 {success.low:.0%} 至 {success.high:.0%}。" + ("样本过少，不足为据。" if few else ""),
        ),
    )
