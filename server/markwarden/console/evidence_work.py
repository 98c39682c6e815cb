"""Work on evidence: redacted copies, genuine beside suspect, files handed in, test buys, the dossier, settings."""

import io

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from markwarden.console.evidence import SHOWN, by, download, today, told
from markwarden.console.forms import most_bytes
from markwarden.evidence import EvidenceError
from markwarden.evidence.comparisons import Comparison, Feature
from markwarden.evidence.dossier.pdf import dossier, gather
from markwarden.evidence.dossier.rows import table
from markwarden.evidence.errors import UnknownCaptureError
from markwarden.evidence.people import size_in_words
from markwarden.evidence.pictures import UnreadablePictureError, open_picture
from markwarden.evidence.redaction import COVERED, found_boxes, redact
from markwarden.evidence.retention import Rule
from markwarden.evidence.stamping import StampSettings
from markwarden.evidence.supplying import MOST_BYTES, Supplied, import_files, keep_test_buy
from markwarden.services import services
from markwarden_schema.record import Box, TestBuy

blueprint = Blueprint("evidence_work", __name__, url_prefix="/evidence")
_FEATURES = 8


@blueprint.errorhandler(UnknownCaptureError)
def _unknown(error: UnknownCaptureError) -> AnyResponse:
    return Response(render_template("console/error.html", title="", text=str(error), status=404), 404)


@blueprint.get("/<package>/redact")
def redaction(package: str) -> str:
    """Boxes over what is the reviewer's own: those found on the page, to be corrected by hand."""
    record = services().evidence.record(package)
    pictures = [file for file in record.files if file.kind in COVERED and file.media_type in SHOWN]
    return render_template("evidence/redact.html", record=record, pictures=pictures, boxes=found_boxes(record))


@blueprint.post("/<package>/redact")
def redacted(package: str) -> AnyResponse:
    """Make the copy."""
    columns = [request.form.getlist(name) for name in ("file", "x", "y", "width", "height", "why")]
    try:
        boxes = [
            Box(file=file, x=int(x), y=int(y), width=int(width), height=int(height), why=why or "other")
            for file, x, y, width, height, why in zip(*columns, strict=True)
            if x and y and width and height
        ]
        copy = redact(services().evidence, package, boxes, by())
    except (ValueError, EvidenceError):
        flash(_("A box is not whole: each needs a picture, a place and a size in pixels."), "error")
        return redirect(url_for("console.evidence_work.redaction", package=package), 303)
    flash(_("A redacted copy was made. The original is as it was."))
    return redirect(url_for("console.evidence.show", package=copy), 303)


@blueprint.post("/<package>/compare")
@most_bytes(40 * 2**20)
def new_comparison(package: str) -> AnyResponse:
    """A picture of the genuine thing, to be put beside one of the capture."""
    archive, comparisons = services().evidence, services().comparisons
    archive.folder(package)
    sent = request.files.get("genuine")
    data = sent.read() if sent else b""
    try:
        open_picture(data)
        archive.file(package, request.form.get("suspect", ""))
        made = comparisons.new(
            capture=package,
            right=request.form.get("right", "").strip(),
            genuine=comparisons.blobs.put(data),
            suspect=request.form.get("suspect", ""),
        )
    except (UnreadablePictureError, UnknownCaptureError, ValidationError):
        flash(_("Choose a PNG, JPEG or WebP picture of the genuine thing, and a picture of the capture."), "error")
        return redirect(url_for("console.evidence.show", package=package), 303)
    return redirect(url_for("console.evidence_work.comparison", comparison_id=made.id), 303)


@blueprint.get("/compare/<comparison_id>")
def comparison(comparison_id: str) -> str:
    """The marking tool."""
    found = services().comparisons.get(comparison_id)
    empty = max(2, _FEATURES - len(found.features))
    return render_template("evidence/compare.html", comparison=found, empty=empty)


@blueprint.get("/compare/<comparison_id>/genuine")
def genuine(comparison_id: str) -> Response:
    """The genuine picture, written anew as PNG."""
    comparisons = services().comparisons
    image = open_picture(comparisons.blobs.get(comparisons.get(comparison_id).genuine))
    made = io.BytesIO()
    image.save(made, "PNG")
    made.seek(0)
    return send_file(made, mimetype="image/png")


@blueprint.post("/compare/<comparison_id>")
def compared(comparison_id: str) -> AnyResponse:
    """Keep the features and their places, or delete the comparison."""
    comparisons = services().comparisons
    found = comparisons.get(comparison_id)
    if "delete" in request.form:
        comparisons.delete(comparison_id)
        return redirect(url_for("console.evidence.show", package=found.capture), 303)
    names = ("name", "genuine", "suspect", "at_genuine", "at_suspect")
    try:
        features = [
            Feature(
                name=name.strip(),
                genuine=real.strip(),
                suspect=other.strip(),
                at_genuine=_place(one),
                at_suspect=_place(two),
            )
            for name, real, other, one, two in zip(*(request.form.getlist(key) for key in names), strict=True)
            if name.strip()
        ]
        comparisons.put(Comparison.model_validate({**found.model_dump(), "right": request.form.get("right", "").strip(), "features": features}))  # fmt: skip
    except (ValidationError, ValueError):
        flash(_("A feature is not whole: it needs a name, and places as two numbers from 0 to 100."), "error")
        return redirect(url_for("console.evidence_work.comparison", comparison_id=comparison_id), 303)
    flash(_("Kept. The dossier of this capture will show it."))
    return redirect(url_for("console.evidence_work.comparison", comparison_id=comparison_id), 303)


def _place(text: str) -> dict[str, float] | None:
    """“40 25”: per cent from left and top."""
    parts = text.replace(",", " ").split()
    if not parts:
        return None
    x, y = map(float, parts)
    return {"x": x / 100, "y": y / 100}


@blueprint.get("/supply")
def supply() -> str:
    """Foreign captures and test buys."""
    return render_template("evidence/supply.html")


@blueprint.post("/supply")
@most_bytes(MOST_BYTES + 2**20)
def supplied() -> AnyResponse:
    """Seal what was handed in."""
    files = [Supplied(sent.filename or "", sent.read()) for sent in request.files.getlist("files") if sent.filename]
    form = {name: value.strip() for name, value in request.form.items()}
    archive = services().evidence
    try:
        if form.get("what") == "test_buy":
            names = (
                "order_number",
                "item_id",
                "seller",
                "ordered",
                "received",
                "right",
                "verdict",
                "method",
                "examiner",
                "listing_capture",
            )
            facts = TestBuy.model_validate({name: form[name] for name in names if form.get(name)})
            package = keep_test_buy(archive, files, facts, by())
        else:
            package = import_files(archive, files, form.get("title", ""), form.get("address") or None, by())
    except EvidenceError as error:
        told(error)
        return redirect(url_for("console.evidence_work.supply"), 303)
    except ValidationError as error:
        fields = ", ".join(sorted({str(problem["loc"][0]).replace("_", " ") for problem in error.errors()}))
        flash(_("Not complete or not valid: %(fields)s.", fields=fields), "error")
        return redirect(url_for("console.evidence_work.supply"), 303)
    flash(_("Sealed, as files that were handed in."))
    return redirect(url_for("console.evidence.show", package=package), 303)


@blueprint.post("/dossier")
def hand_out() -> AnyResponse:
    """The chosen captures as PDF or table."""
    packages = list(dict.fromkeys(request.form.getlist("package")))
    if not packages:
        flash(_("Choose at least one capture."), "error")
        return redirect(url_for("console.evidence.index"), 303)
    here = services()
    entries = gather(here.evidence, here.comparisons, packages, by())
    now = today()
    if request.form.get("as") == "csv":
        return download(table(entries), f"evidence-{now:%Y%m%d-%H%M}.csv")
    title = request.form.get("title", "").strip() or _("Evidence")
    try:
        data = dossier(entries, title, request.form.get("right", "").strip(), now, here.comparisons)
    except EvidenceError as error:
        told(error)
        return redirect(url_for("console.evidence.index"), 303)
    return download(data, f"dossier-{now:%Y%m%d-%H%M}.pdf")


@blueprint.get("/settings")
def settings() -> str:
    """Time-stamps and retention."""
    return _settings_page(services().retention.rule())


@blueprint.post("/settings")
def set_settings() -> AnyResponse | str:
    """Keep the authority, show or keep a retention rule, or delete what is due by it."""
    archive = services().evidence
    form = request.form
    if form.get("what") == "delete_due":
        gone = services().retention.apply(by())
        flash(_("%(count)s captures were deleted; their tombstones stay in the log.", count=len(gone)))
        return redirect(url_for("console.evidence_work.settings"), 303)
    if form.get("what") == "retention":
        try:
            rule = Rule.model_validate({name: form[name] for name in ("keep", "days") if form.get(name)})
        except ValidationError:
            flash(_("The number of days has to be a whole number from 1 to 36500."), "error")
            return redirect(url_for("console.evidence_work.settings"), 303)
        if form.get("step") != "keep":
            return _settings_page(rule, tried=True)
        services().retention.set_rule(rule)
        flash(_("Kept. What it deletes is announced among the captures a week before."))
        return redirect(url_for("console.evidence_work.settings"), 303)
    try:
        archive.stamp_settings.put(
            StampSettings(url=form.get("url", "").strip() or None, roots=form.get("roots", "").strip() or None)
        )
    except ValidationError as error:
        flash(str(error.errors()[0]["msg"]).removeprefix("Value error, "), "error")
    else:
        archive.stamps.start()
        flash(_("Kept."))
    return redirect(url_for("console.evidence_work.settings"), 303)


def _settings_page(rule: Rule, *, tried: bool = False) -> str:
    here = services()
    now = today()
    return render_template(
        "evidence/settings.html",
        stamps=here.evidence.stamp_settings.get(),
        queue=here.evidence.stamps.waiting(),
        rule=rule,
        tried=tried,
        coming=[(one, one.at <= now) for one in here.retention.coming(rule)],
        size=size_in_words,
    )
