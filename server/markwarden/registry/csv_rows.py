"""Tables as CSV: rows by column, each with its place, and cells that no spreadsheet runs as a formula. Knows no brand."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence

from markwarden.registry.problems import Problem, RegistryError

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
Row = tuple[str, dict[str, str]]
"""Where a row stands, and its cells by column."""


def delimiter_of(text: str) -> str:
    """What separates the cells: whichever of comma, semicolon and tab the first line has most of."""
    return max("\t,;", key=text.lstrip("\n").split("\n", 1)[0].count)


def columns_of(text: str) -> list[str]:
    """The column names of the first line, in small letters."""
    first = text.strip("\ufeff\n").split("\n", 1)[0]
    return [cell.strip().strip('"').lower() for cell in first.split(delimiter_of(text))]


def dump_rows(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with its column names. A cell that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def parse_rows(
    text: str, source: str, columns: Sequence[str], required: Collection[str], problems: list[Problem]
) -> Iterator[Row]:
    """The rows that are not empty; what is wrong with a row's form goes to `problems`.

    Raises `RegistryError` where the columns are not those expected.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or []]
        if not set(required) <= set(names) <= set(columns):
            raise RegistryError([Problem(f"{source}, line 1", f"expected the columns {','.join(columns)}")])
        reader.fieldnames = names
        for row in reader:
            place = f"{source}, line {reader.line_num}"
            if None in row:
                problems.append(Problem(place, "has more cells than the header"))
                continue
            cells = {name: plain((value or "").strip()) for name, value in row.items()}
            if any(cells.values()):
                yield place, cells
    except csv.Error as error:
        problems.append(Problem(f"{source}, line {reader.line_num}", str(error)))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """The cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
