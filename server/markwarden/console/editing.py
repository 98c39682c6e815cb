"""What the pages that change a brand share: the change itself with its refusals, rows of a table, uploaded files."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import abort, flash, request
from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import FileStorage

from markwarden.registry import Problem, RegistryError
from markwarden.registry.problems import from_validation
from markwarden.registry.registry import ChangedMeanwhileError
from markwarden.services import services
from markwarden_schema.registry import Brand, Right

M = TypeVar("M", bound=BaseModel)
MOST_FILE = 25 * 2**20


def brand_or_404(brand_id: str) -> Brand:
    """The brand of that id."""
    brand = services().registry.brand(brand_id)
    if brand is None:
        abort(404, _("There is no such brand; it may have been removed."))
    return brand


def right_or_404(brand: Brand, right_id: str) -> Right:
    """The right of that id."""
    right = next((right for right in brand.rights if right.id == right_id), None)
    if right is None:
        abort(404, _("There is no such right; it may have been removed."))
    return right


def change(brand_id: str, to: Callable[[Brand], Brand]) -> bool:
    """Change a brand as the form asks; False, with a message for each thing that is wrong, where nothing was changed."""
    try:
        services().registry.change(brand_id, request.form.get("revision"), to)
    except ChangedMeanwhileError:
        flash(
            _("The brand was changed in another window meanwhile. Nothing was overwritten: look at it and send again."),
            "error",
        )
    except RegistryError as error:
        tell(error.problems)
    except ValidationError as error:
        tell(from_validation(error))
    except LookupError:
        abort(404, _("There is no such brand; it may have been removed."))
    else:
        return True
    return False


def change_right(brand_id: str, right_id: str, to: Callable[[Right], Right]) -> bool:
    """Change one right of a brand."""

    def changed(brand: Brand) -> Brand:
        right_or_404(brand, right_id)
        return brand.model_copy(
            update={"rights": [to(right) if right.id == right_id else right for right in brand.rights]}
        )

    return change(brand_id, changed)


def tell(problems: Sequence[Problem]) -> None:
    """Each problem in a message of its own."""
    for problem in problems:
        place = problem.path.removeprefix("brands[0]").lstrip(".")
        flash(f"{place}: {problem.message}" if place else problem.message, "error")


def rows(model: type[M], columns: Sequence[str]) -> list[M]:
    """The rows of a table in the form, each column a list of fields of its name. Raises `RegistryError` naming the row.

    A row in which all but choices is empty is left out.
    """
    lists = {column: request.form.getlist(column) for column in columns}
    if len({len(cells) for cells in lists.values()}) > 1:
        abort(400, _("The table's columns differ in length."))
    problems: list[Problem] = []
    made: list[M] = []
    for number, cells in enumerate(zip(*lists.values(), strict=True), start=1):
        row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
        if not any(value for column, value in row.items() if column not in ("risk", "tactic", "standing", "currency")):
            continue
        try:
            made.append(model.model_validate({column: value for column, value in row.items() if value}))
        except ValidationError as error:
            problems += [
                Problem(_("row %(number)s", number=number) + f", {problem.path}", problem.message)
                for problem in from_validation(error)
            ]
    if problems:
        raise RegistryError(problems)
    return made


def uploads(field: str = "files") -> list[tuple[str, bytes]]:
    """Name and bytes of each file that was sent; one that is too large is named in a message and left out."""
    found = []
    for file in request.files.getlist(field):
        if not file.filename:
            continue
        data = _read(file)
        if data is None:
            flash(_("%(name)s is larger than %(most)s MB.", name=file.filename, most=MOST_FILE // 2**20), "error")
        else:
            found.append((file.filename, data))
    return found


def _read(file: FileStorage) -> bytes | None:
    data = file.stream.read(MOST_FILE + 1)
    return data if len(data) <= MOST_FILE else None
