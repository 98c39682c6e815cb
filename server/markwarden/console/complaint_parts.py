"""What the pages of complaints share: finding one, and telling what cannot be done."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Response, abort, flash
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import BaseModel, ValidationError

from markwarden.complaints.desk import NotThereError
from markwarden.complaints.record import Row
from markwarden.complaints.statement import LetterError
from markwarden.complaints.told import ToldError
from markwarden.console.complaint_words import reason, said
from markwarden.services import services
from markwarden_schema.case import CaseFile
from markwarden_schema.complaint import ComplaintStatus
from markwarden_schema.portal import PortalProfile

M = TypeVar("M", bound=BaseModel)


def row_or_404(complaint_id: str) -> Row:
    """The complaint of that id."""
    try:
        return services().complaints.row(complaint_id)
    except NotThereError:
        abort(404, _("There is no such complaint; it may have been discarded."))


def profile_of(portal: str) -> PortalProfile | None:
    """The portal's profile, where it is still there."""
    found = services().portals.get(portal)
    return found.profile if found else None


def called(complaint_id: str) -> str:
    """What to call a complaint among others: its number, right, reason and size."""
    row = services().complaints.row(complaint_id)
    count = len(row.links)
    return str(_(", ")).join(
        (
            f"{row.reference or row.id}: {row.right.label}",
            reason(profile_of(row.portal), row.reason),
            ngettext("%(num)d link", "%(num)d links", count),
        )
    )


def portal_names() -> dict[str, str]:
    """What to call each portal."""
    return {one.profile.id: one.profile.name for one in services().portals.all().portals}


def sound(model: type[M], given: Mapping[str, object]) -> M | None:
    """What was sent, where it is sound; else None, and what is wrong is told on the next page."""
    try:
        return model.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        tell(error)
        return None


def tell(error: ValidationError) -> None:
    """Say on the next page what is wrong with what was sent."""
    for one in error.errors():
        flash(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}", "error")


def done(act: Callable[[], object]) -> bool:
    """Whether it could be done; what stands in the way is told on the next page."""
    try:
        act()
    except ToldError as error:
        flash(said(error.said), "error")
    except LetterError as error:
        flash(str(error), "error")
    except NotThereError as error:
        flash(str(error.args[0]), "error")
    else:
        return True
    return False


def download(find: Callable[[], tuple[CaseFile, bytes]]) -> Response:
    """A file as a download that no browser opens by itself: its bytes came from elsewhere."""
    try:
        found, data = find()
    except NotThereError:
        abort(404, _("There is no such file."))
    response = Response(data, mimetype="application/octet-stream")
    response.headers.set("Content-Disposition", "attachment", filename=found.name)
    return response


EDITABLE = frozenset({ComplaintStatus.DRAFT, ComplaintStatus.READY})
