"""`markwarden complaint`: drafts, checks, form values, and what happened after filing."""

from datetime import datetime
from pathlib import Path

import click
from pydantic import BaseModel

from markwarden.cli.complaining import office
from markwarden.cli.failing import failing_plainly
from markwarden_schema.complaint import ComplaintStatus, EventRequest, PlanRequest
from markwarden_schema.complaint_register import ImportRequest

STATUSES = click.Choice([status.value for status in ComplaintStatus])
_DAY = click.DateTime(["%Y-%m-%d"])


def _show(model: BaseModel) -> None:
    click.echo(model.model_dump_json())


@click.group("complaint")
def command() -> None:
    """Draft, check and follow complaints; each answer is JSON, as the API gives it. Nothing is ever filed by the program."""


@command.command("plan")
@click.argument("case", nargs=-1, required=True)
@click.option("--portal", default="ipp-aidc", show_default=True)
@click.option("--most", type=click.IntRange(1), help="Fewer links each than the portal allows.")
@click.option("--draft", is_flag=True, help="Make the drafts too.")
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@failing_plainly
def plan(case: tuple[str, ...], portal: str, most: int | None, draft: bool, language: str) -> None:
    """How these cases would be split into complaints of PORTAL."""
    request = PlanRequest.model_validate({"cases": list(case), "portal": portal, "most": most, "language": language})
    with office() as (desk, _):
        _show(desk.draft(request) if draft else desk.plan(request))


@command.command("list")
@failing_plainly
def list_() -> None:
    """All complaints, newest first."""
    with office() as (desk, _):
        _show(desk.all())


@command.command("show")
@click.argument("complaint")
@failing_plainly
def show(complaint: str) -> None:
    """One complaint."""
    with office() as (desk, _):
        _show(desk.complaint(desk.row(complaint)))


@command.command("check")
@click.argument("complaint")
@failing_plainly
def check(complaint: str) -> None:
    """What speaks against filing it as it stands."""
    with office() as (desk, _):
        _show(desk.check(complaint))


@command.command("form")
@click.argument("complaint")
@failing_plainly
def form(complaint: str) -> None:
    """Values for the portal's form."""
    with office() as (desk, _):
        _show(desk.form(complaint))


@command.command("step")
@click.argument("complaint")
@click.option("--status", type=STATUSES)
@click.option("--reference", help="The portal's number.")
@click.option("--on", type=_DAY, help="When it happened; today where not given.")
@click.option("--due", type=_DAY, help="A date that the portal names.")
@click.option("--reason", help="The portal's reason for a refusal.")
@click.option("--note")
@click.option("--item", multiple=True, help="Only this listing (again for more).")
@failing_plainly
def step(
    complaint: str,
    status: str | None,
    reference: str | None,
    on: datetime | None,
    due: datetime | None,
    reason: str | None,
    note: str | None,
    item: tuple[str, ...],
) -> None:
    """Write down what happened to it."""
    request = EventRequest.model_validate(
        {
            "status": status,
            "reference": reference,
            "on": on.date() if on else None,
            "due": due.date() if due else None,
            "reason": reason,
            "note": note,
            "items": list(item),
        }
    )
    with office() as (desk, _):
        _show(desk.step(complaint, request))


@command.command("due")
@click.option("--ics", type=click.Path(path_type=Path), help="Write a calendar file instead.")
@failing_plainly
def due(ics: Path | None) -> None:
    """What is due, earliest first."""
    with office() as (_, register):
        if ics is not None:
            ics.write_bytes(register.calendar())
        else:
            _show(register.due())


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--means", multiple=True, metavar="WORD=STATUS", help="What the portal's word means; kept.")
@click.option("--apply", is_flag=True, help="Take it over; else only what would change is shown.")
@failing_plainly
def import_(path: Path, means: tuple[str, ...], apply: bool) -> None:
    """The portal's own list of complaints, as CSV or pasted text (- for standard input)."""
    with click.open_file(str(path), encoding="utf-8-sig") as source:
        text = source.read()
    statuses = {}
    for one in means:
        word, _, status = one.rpartition("=")
        if not word or status not in STATUSES.choices:
            raise click.UsageError(f"--means {one!r}: write WORD=STATUS with one of {', '.join(STATUSES.choices)}")
        statuses[word] = ComplaintStatus(status)
    with office() as (_, register):
        _show(register.import_list(ImportRequest(text=text, statuses=statuses, apply=apply)))


@command.command("outcomes")
@failing_plainly
def outcomes() -> None:
    """What came of all complaints."""
    with office() as (_, register):
        _show(register.outcomes())


@command.command("good-faith")
@click.option("--portal", default="ipp-aidc", show_default=True)
@failing_plainly
def good_faith(portal: str) -> None:
    """The good-faith rates over three months."""
    with office() as (desk, register):
        desk.portal(portal)
        _show(register.good_faith(portal))
