"""How a right's figure or design serves in pictures: its trial, made again with photos, and its threshold."""

from typing import NamedTuple

import numpy as np
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from numpy.typing import NDArray
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.editing import brand_or_404, right_or_404, uploads
from markwarden.matching.image.logo import ArtworkRefusedError
from markwarden.matching.image.logo.judge import LEAST, MOST
from markwarden.matching.image.picture import PictureRefusedError, decode
from markwarden.pictures.references import Purpose, references_of_right
from markwarden.pictures.trials import Trial
from markwarden.services import services
from markwarden_schema.registry import Right

blueprint = Blueprint("figures", __name__, url_prefix="/brands/<brand_id>/rights/<right_id>/figures")
MOST_PHOTOS = 20
"""Photos of each kind in one trial: each takes a quarter of a second."""


class Tried(NamedTuple):
    """A picture of a right by its digest, and its trial, None until it has been made."""

    sha256: str
    design: bool
    trial: Trial | None


def tried_of(right: Right) -> list[Tried]:
    """The pictures of a right that are looked for as figures or designs."""
    pictures = services().pictures
    pictures.current()
    return [
        Tried(one.sha256, one.purpose is Purpose.DESIGN, pictures.later.trial(one.purpose, one.sha256))
        for one in references_of_right(right)
        if one.purpose is not Purpose.PHOTO
    ]


def waiting() -> int:
    """How many figures wait for their trial."""
    return services().pictures.later.untried()


@blueprint.post("/<sha256>")
def try_again(brand_id: str, right_id: str, sha256: str) -> AnyResponse:
    """Try a figure with photos that show it, and with others that do not."""
    one = _tried_or_404(brand_id, right_id, sha256)
    own, innocent = _photos("own"), _photos("innocent")
    if own or innocent:
        try:
            came = services().pictures.later.try_with(_purpose(one), sha256, own, innocent).outcome
        except ArtworkRefusedError as error:
            flash(str(error), "error")
        else:
            if own:
                flash(_("Found in %(found)s of %(all)s photos of your own.", found=came.own_found, all=came.own))
            if innocent:
                flash(_("Tried on %(all)s innocent pictures, %(given)s of them yours.", all=came.innocents, given=len(innocent)))  # fmt: skip
    return _back(brand_id, right_id)


@blueprint.post("/<sha256>/threshold")
def set_threshold(brand_id: str, right_id: str, sha256: str) -> AnyResponse:
    """Move the threshold by hand; an empty one goes back to what the trial proposes."""
    one = _tried_or_404(brand_id, right_id, sha256)
    asked = request.form.get("threshold", "")
    if one.trial is None:
        flash(_("The figure was not tried yet."), "error")
        return _back(brand_id, right_id)
    try:
        chosen = float(asked) if asked else None
    except ValueError:
        chosen = float("nan")
    if chosen is not None and not LEAST <= chosen <= MOST:
        flash(_("A threshold is a number from %(low)s to %(high)s.", low=LEAST, high=MOST), "error")
        return _back(brand_id, right_id)
    if chosen is not None and abs(chosen - one.trial.proposed) < 0.005:
        chosen = None
    services().pictures.later.choose(_purpose(one), sha256, chosen)
    flash(_("The threshold proposed counts.") if chosen is None else _("Your threshold counts."))
    return _back(brand_id, right_id)


def _tried_or_404(brand_id: str, right_id: str, sha256: str) -> Tried:
    right = right_or_404(brand_or_404(brand_id), right_id)
    found = next((one for one in tried_of(right) if one.sha256 == sha256), None)
    if found is None:
        abort(404)
    return found


def _purpose(one: Tried) -> Purpose:
    return Purpose.DESIGN if one.design else Purpose.FIGURE


def _back(brand_id: str, right_id: str) -> AnyResponse:
    return redirect(url_for("console.rights.show", brand_id=brand_id, right_id=right_id, _anchor="figures"), 303)


def _photos(field: str) -> list[NDArray[np.uint8]]:
    photos = []
    for name, data in uploads(field)[:MOST_PHOTOS]:
        try:
            photos.append(decode(data).rgb)
        except PictureRefusedError as error:
            flash(_("%(name)s: %(why)s.", name=name, why=str(error).rstrip(".")), "error")
    return photos
