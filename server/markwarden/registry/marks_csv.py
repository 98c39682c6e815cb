"""Word marks from a table: `brand,mark,classes,jurisdiction,number` → a registry document."""

import csv
import io
import re
from pathlib import Path

from pydantic import ValidationError

from markwarden.registry.identifiers import with_ids
from markwarden.registry.interchange import LoadedRegistry
from markwarden.registry.problems import Problem, RegistryError, from_validation
from markwarden.registry.rules import check
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument, Trademark

COLUMNS = ("brand", "mark", "classes", "jurisdiction", "number")


def load_marks(path: Path) -> LoadedRegistry:
    """Read the table. Raises `RegistryError` with the line of every problem."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegistryError([Problem(str(path), f"is not UTF-8 (byte {error.start})")]) from error
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    rights: dict[str, tuple[str, list[Trademark]]] = {}
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or []]
        unknown = [name for name in names if name not in COLUMNS]
        if "brand" not in names or "mark" not in names or unknown:
            what = (
                f"unknown columns {', '.join(map(repr, unknown))}"
                if unknown
                else "the columns brand and mark are required"
            )
            raise RegistryError([Problem(f"{path}, line 1", f"{what}; expected {','.join(COLUMNS)}")])
        reader.fieldnames = names
        for row in reader:
            _take(row, f"{path}, line {reader.line_num}", rights, problems)
    except csv.Error as error:
        problems.append(Problem(f"{path}, line {reader.line_num}", str(error)))
    if problems:
        raise RegistryError(problems)
    brands = [Brand(name=name, rights=list(marks)) for name, marks in rights.values()]
    document = RegistryDocument(format=FORMAT, brands=brands)
    problems = check(document, None)
    if problems:
        raise RegistryError(problems)
    return LoadedRegistry(with_ids(document))


def _take(
    row: dict[str, str | None], place: str, rights: dict[str, tuple[str, list[Trademark]]], problems: list[Problem]
) -> None:
    if None in row:
        problems.append(Problem(place, "has more cells than the header"))
        return
    cells = {name: (value or "").strip() for name, value in row.items()}
    if not any(cells.values()):
        return
    words = [word for word in re.split(r"[\s,;|]+", cells.get("classes", "")) if word]
    if not cells["brand"]:
        problems.append(Problem(place, "brand is empty"))
    elif not all(word.isdecimal() for word in words):
        problems.append(Problem(place, f"classes: {cells['classes']!r} is no list of numbers"))
    else:
        try:
            right = Trademark(
                kind="trademark",
                mark=cells["mark"],
                nice_classes=[int(word) for word in words],
                jurisdiction=cells.get("jurisdiction") or None,
                number=cells.get("number") or None,
            )
        except ValidationError as error:
            problems.extend(Problem(place, str(problem)) for problem in from_validation(error))
        else:
            rights.setdefault(cells["brand"].casefold(), (cells["brand"], []))[1].append(right)
