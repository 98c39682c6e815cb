"""Word marks from a table, saved as CSV or copied from a spreadsheet → a registry document."""

import csv
import io
import re
from datetime import date

from pydantic import ValidationError

from markwarden.registry.csv_rows import delimiter_of, dump_rows, plain
from markwarden.registry.identifiers import with_ids
from markwarden.registry.interchange import LoadedRegistry
from markwarden.registry.problems import Problem, RegistryError, from_validation
from markwarden.registry.rules import check
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument, Trademark

COLUMNS = ("brand", "mark", "classes", "jurisdiction", "number", "registrant", "registered", "expires", "status")
_OTHER_NAMES = {
    "brand name": "brand", "品牌": "brand", "trademark": "mark", "trade mark": "mark", "word mark": "mark", "商标": "mark",
    "class": "classes", "nice": "classes", "nice classes": "classes", "类别": "classes", "country": "jurisdiction",
    "territory": "jurisdiction", "office": "jurisdiction", "place of registration": "jurisdiction", "国家": "jurisdiction",
    "注册地": "jurisdiction", "registration number": "number", "registration no": "number", "reg no": "number", "no": "number",
    "注册号": "number", "owner": "registrant", "holder": "registrant", "注册人": "registrant", "registration date": "registered",
    "注册日期": "registered", "expiry": "expires", "expiry date": "expires", "renewal": "expires", "valid until": "expires",
    "有效期至": "expires", "到期日": "expires", "状态": "status",
}  # fmt: skip
"""What spreadsheets call the columns."""
_LABEL = re.compile(r"第|[类類]|\b(?:nice|int|cl|class|classes)\b\.?", re.IGNORECASE)
"""What stands beside the numbers of classes."""
_BETWEEN = re.compile(r"[\s,;|/&+、，；]+")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$|(\d{1,2})\.(\d{1,2})\.(\d{4})$")
"""Year first, or with dots day first. 03/04/2026 is refused: it is two different days."""


def dump_marks(document: RegistryDocument) -> str:
    """All word marks, one a row."""
    return dump_rows(
        COLUMNS,
        (
            [brand.name, *_cells(right)]
            for brand in document.brands
            for right in brand.rights
            if isinstance(right, Trademark) and right.form == "word"
        ),
    )


def _cells(right: Trademark) -> list[str]:
    texts = (right.jurisdiction, right.number, right.registrant)
    dates = (day.isoformat() if day else "" for day in (right.registered, right.expires))
    classes = " ".join(map(str, right.nice_classes))
    return [right.mark or "", classes, *(text or "" for text in texts), *dates, right.status or ""]


def parse_marks(text: str, source: str, *, headed: bool = False) -> LoadedRegistry:
    """Read a table. Without a row of column names (unless `headed`) the order is that of `COLUMNS`. Raises `RegistryError`."""
    reader = csv.reader(io.StringIO(text.strip("\n") + "\n", newline=""), delimiter=delimiter_of(text), strict=True)
    problems: list[Problem] = []
    rights: dict[str, tuple[str, list[Trademark]]] = {}
    names: list[str] | None = None
    try:
        for cells in reader:
            place = f"{source}, line {reader.line_num}"
            if names is None:
                names = _names(cells, place, headed=headed)
                if names is not None:
                    continue
                names = list(COLUMNS)
            if len(cells) > len(names):
                if any(cell.strip() for cell in cells[len(names) :]):
                    problems.append(Problem(place, "has more cells than the header"))
                    continue
                cells = cells[: len(names)]
            _take(dict(zip(names, cells, strict=False)), place, rights, problems)
    except csv.Error as error:
        problems.append(Problem(f"{source}, line {reader.line_num}", str(error)))
    if names is None:
        problems.append(Problem(source, "is empty"))
    if problems:
        raise RegistryError(problems)
    brands = [Brand(name=name, rights=list(marks)) for name, marks in rights.values()]
    document = RegistryDocument(format=FORMAT, brands=brands)
    problems = check(document, None)
    if problems:
        raise RegistryError(problems)
    return LoadedRegistry(with_ids(document))


def _names(cells: list[str], place: str, *, headed: bool) -> list[str] | None:
    """The columns that a first row names; None where it names none and may be a row of marks already."""
    plain = [" ".join(cell.replace("_", " ").replace(".", " ").lower().split()) for cell in cells]
    names = [_OTHER_NAMES.get(cell, cell) for cell in plain]
    known = [name for name in names if name in COLUMNS]
    if not headed and not {"brand", "mark"} & set(known):
        return None
    unknown = [name for name in names if name not in COLUMNS]
    if "brand" not in names or "mark" not in names or unknown:
        what = (
            f"unknown columns {', '.join(map(repr, unknown))}" if unknown else "the columns brand and mark are required"
        )
        raise RegistryError([Problem(place, f"{what}; expected {','.join(COLUMNS)}")])
    return names


def _take(
    row: dict[str, str], place: str, rights: dict[str, tuple[str, list[Trademark]]], problems: list[Problem]
) -> None:
    cells = {name: plain((value or "").strip()) for name, value in row.items()}
    if not any(cells.values()):
        return
    words = [word for word in _BETWEEN.split(_LABEL.sub(" ", cells.get("classes", ""))) if word]
    dates = {name: _date(cells.get(name, "")) for name in ("registered", "expires")}
    unread = [name for name, value in dates.items() if value is None and cells.get(name)]
    if not cells.get("brand"):
        problems.append(Problem(place, "brand is empty"))
    elif not all(word.isdecimal() for word in words):
        problems.append(Problem(place, f"classes: {cells['classes']!r} is no list of numbers"))
    elif unread:
        problems += [Problem(place, f"{name}: {cells[name]!r} is no date such as 2026-11-30") for name in unread]
    else:
        try:
            right = Trademark.model_validate(
                {
                    "kind": "trademark",
                    "mark": cells.get("mark", ""),
                    "nice_classes": [int(word) for word in words],
                    **{
                        name: cells[name]
                        for name in ("jurisdiction", "number", "registrant", "status")
                        if cells.get(name)
                    },
                    **{name: value for name, value in dates.items() if value},
                }
            )
        except ValidationError as error:
            problems.extend(Problem(place, str(problem)) for problem in from_validation(error))
        else:
            rights.setdefault(cells["brand"].casefold(), (cells["brand"], []))[1].append(right)


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
