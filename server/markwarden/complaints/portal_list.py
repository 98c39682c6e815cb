"""The portal's own list of complaints, pasted or as CSV → which row means which complaint and what it says of it. Stores nothing."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from markwarden.complaints.lifecycle import reachable
from markwarden.complaints.record import Row
from markwarden.complaints.told import ToldError
from markwarden.complaints.wording import STATUSES, both
from markwarden_schema.complaint import ComplaintStatus
from markwarden_schema.complaint_register import ImportReport, ImportRow
from markwarden_schema.portal import Explanation

REFERENCE_NAMES = ("complaint no", "complaint id", "complaint number", "case no", "case id", "case number", "reference", "ticket", "report id", "投诉单号", "投诉编号", "案件编号", "编号", "单号", "id", "number", "no")  # fmt: skip
STATUS_NAMES = ("status", "result", "progress", "state", "outcome", "状态", "结果", "进度", "处理结果")
REASON_NAMES = ("rejection reason", "refusal reason", "reject reason", "reason for rejection", "remark", "note", "comment", "驳回原因", "失败原因", "备注")  # fmt: skip
KNOWN: dict[str, ComplaintStatus] = {status.value.replace("_", " "): status for status in ComplaintStatus}
"""Only the program's own words are known: the portals' names for statuses are not public, the person maps them once."""


_COLUMNS = {"reference": "编号", "status": "状态"}


class ListError(ToldError):
    """What was pasted is no list; the message says why."""


def plain(text: str) -> str:
    """For comparing: case and stray spaces aside."""
    return " ".join(text.casefold().split())


def _table(text: str) -> list[list[str]]:
    lines = text.strip("\ufeff\r\n")
    if not lines.strip():
        raise ListError(both("There is nothing in it.", "内容为空。"))
    head = lines.splitlines()[0]
    delimiter = max("\t;,|", key=head.count)
    if not head.count(delimiter):
        raise ListError(
            both(
                "The first line has to name the columns, separated by tabs, commas or semicolons.",
                "首行须为列名，以制表符、逗号或分号分隔。",
            )
        )
    try:
        return [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(lines), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise ListError(both(f"It is no table: {error}.", f"无法读作表格：{error}。")) from error


def _column(head: Sequence[str], names: Iterable[str], taken: set[int]) -> int | None:
    """The column with the name that stands first among `names`; whole names before parts of one."""
    plain_head = [plain(re.sub(r"[.:：#*]", " ", cell)) for cell in head]
    for fits in (lambda cell, name: cell == name, lambda cell, name: name in cell and len(name) > 2):
        for name in names:
            for number, cell in enumerate(plain_head):
                if number not in taken and fits(cell, name):
                    return number
    return None


def read_list(
    text: str, complaints: Iterable[Row], statuses: Mapping[str, ComplaintStatus]
) -> tuple[ImportReport, dict[str, str]]:
    """What the list would change, and the refusal reason of each complaint it names one for. Raises `ListError`."""
    table = _table(text)
    head = table[0]
    taken: set[int] = set()
    columns: dict[str, int] = {}
    for what, names in (("reference", REFERENCE_NAMES), ("status", STATUS_NAMES), ("reason", REASON_NAMES)):
        number = _column(head, names, taken)
        if number is not None:
            columns[what] = number
            taken.add(number)
    for what in ("reference", "status"):
        if what not in columns:
            raise ListError(
                both(
                    f"No column of it is known as the {what}: the first line reads {', '.join(head)}.",
                    f"没有找到{_COLUMNS[what]}列：首行为 {'、'.join(head)}。",
                )
            )
    by_reference = {plain(row.reference): row for row in complaints if row.reference}
    known = KNOWN | {plain(said): status for said, status in statuses.items()}
    rows: list[ImportRow] = []
    reasons: dict[str, str] = {}
    for line, cells in enumerate(table[1:], start=2):
        if not any(cells):
            continue
        row = _row(line, cells, columns, by_reference, known)
        rows.append(row)
        reason = _cell(cells, columns.get("reason"))
        if row.complaint and reason:
            reasons[row.complaint] = reason
    unknown = sorted({row.said for row in rows if row.said and row.status is None})
    report = ImportReport(
        columns={what: head[number] for what, number in columns.items()}, rows=rows, unknown_statuses=unknown, applied=0
    )
    return report, reasons


def _cell(cells: Sequence[str], number: int | None) -> str | None:
    return cells[number] or None if number is not None and number < len(cells) else None


def _row(
    line: int,
    cells: Sequence[str],
    columns: Mapping[str, int],
    by_reference: Mapping[str, Row],
    known: Mapping[str, ComplaintStatus],
) -> ImportRow:
    reference, said = _cell(cells, columns["reference"]), _cell(cells, columns["status"])
    complaint = by_reference.get(plain(reference)) if reference else None
    status = known.get(plain(said)) if said else None
    problem: Explanation | None = None
    change = False
    if complaint is None:
        problem = Explanation(en="No complaint here has this number.", zh="本机没有该编号的投诉。")
    elif status is None:
        problem = Explanation(en="Say what this status means.", zh="请说明该状态的含义。")
    elif status is not complaint.status:
        if reachable(complaint.status, status):
            change = True
        else:
            problem = Explanation(
                en=f"“{STATUSES[status].en}” does not follow “{STATUSES[complaint.status].en}”.",
                zh=f"“{STATUSES[status].zh}”不能接在“{STATUSES[complaint.status].zh}”之后。",
            )
    return ImportRow(
        line=line,
        reference=reference,
        complaint=complaint.id if complaint else None,
        said=said,
        status=status,
        before=complaint.status if complaint else None,
        change=change,
        problem=problem,
    )
