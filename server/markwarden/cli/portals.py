"""`markwarden portals`: the complaint forms there are profiles for, and checking a profile of one's own."""

from pathlib import Path
from typing import get_args

import click
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from markwarden.cli.failing import failing_plainly
from markwarden.cli.stored import audited_store
from markwarden.complaints.profiles import Portals, ProfileError, read_profile
from markwarden.complaints.profiles.portals import FOLDER
from markwarden.registry.problems import from_validation
from markwarden.settings import data_dir
from markwarden.store import TinyStore
from markwarden_schema.portal import Portal, PortalOverrides, PortalProfile, PortalReason, RightKind, Words


def _portals(*, to_change: bool = False) -> Portals:
    folder = data_dir()
    return Portals(audited_store() if to_change else TinyStore(folder), folder / FOLDER)


@click.group("portals")
def command() -> None:
    """Complaint forms: where they stand, their fields, reasons and limits.

    A profile of your own is a TOML file (markwarden-portal/1) in the folder `portals` of the data folder; one with
    the id of a shipped profile takes its place.
    """


@command.command("list")
@failing_plainly
def list_() -> None:
    """Every portal, its hosts, and how many links it takes."""
    found = _portals().all()
    table = Table("id", "name", "hosts", "links", box=None, pad_edge=False)
    for portal in found.portals:
        profile = portal.profile
        hosts = ", ".join(page.host for page in profile.pages)
        table.add_row(profile.id, profile.name, hosts or _hostless(profile), _most(profile, "links"))
    Console(width=None if Console().is_terminal else 160, highlight=False, markup=False).print(table)
    for problem in found.problems:
        click.echo(f"markwarden: left out: {problem.message}", err=True)


def _hostless(profile: PortalProfile) -> str:
    return f"see {', '.join(profile.leads_to)}" if profile.leads_to else "yours to name"


def _most(profile: PortalProfile, name: str) -> str:
    limit = profile.limits.get(name)  # type: ignore[call-overload]
    return "?" if limit is None or limit.most is None else str(limit.most)


@command.command("show")
@click.argument("portal_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The profile as the extension gets it.")
@failing_plainly
def show(portal_id: str, as_json: bool) -> None:
    """All that is known of one portal, and how sure it is."""
    portal = _found(portal_id)
    click.echo(portal.model_dump_json(indent=2) if as_json else "\n".join(_lines(portal)))


def _lines(portal: Portal) -> list[str]:
    profile = portal.profile
    lines = [profile.name, profile.note.en, profile.note.zh]
    if profile.leads_to:
        return [*lines, f"go to: {', '.join(profile.leads_to)}"]
    lines += ["", "pages"]
    lines += [f"  https://{page.host}{page.path}{page.hash} ({page.certainty})" for page in profile.pages]
    lines += ["fields"]
    for field in profile.fields:
        taught = ", taught" if field.key in portal.overrides.locators else ""
        left = ", left to you" if field.person else taught
        lines.append(f"  {field.key} ({field.kind}, {field.certainty}{left}): {_shown(field.labels)}")
        lines += [f"    {option.value}: {_shown(option.words)}" for option in field.options]
    lines += ["reasons"]
    for reason in profile.reasons:
        origin = "added by you" if reason.added else reason.certainty.value
        lines.append(f"  {reason.value} ({', '.join(reason.rights)}, {origin}): {_shown(reason.words)}")
    lines += ["limits"]
    lines += [
        f"  {name}: {limit.most or 'unknown'} ({limit.certainty}: {limit.source})"
        for name, limit in profile.limits.items()
    ]
    return lines


def _shown(words: Words) -> str:
    return " / ".join([*words.en, *words.zh])


@command.command("add-reason")
@click.argument("portal_id", metavar="ID")
@click.argument("value")
@click.option("--en", "english", multiple=True, help="Its text on the English form.")
@click.option("--zh", "chinese", multiple=True, help="Its text on the Chinese form.")
@click.option("--right", "rights", multiple=True, required=True, type=click.Choice(get_args(RightKind)))
@click.option("--needs", multiple=True, help="A field that this reason asks for.")
@failing_plainly
def add_reason(
    portal_id: str,
    value: str,
    english: tuple[str, ...],
    chinese: tuple[str, ...],
    rights: tuple[RightKind, ...],
    needs: tuple[str, ...],
) -> None:
    """Add a complaint reason, named VALUE, to a portal; one of that name is replaced."""
    try:
        words = Words(en=list(english), zh=list(chinese))
        reason = PortalReason(value=value, words=words, rights=list(rights), needs=list(needs), added=True)
    except ValidationError as error:
        raise click.ClickException("; ".join(str(problem) for problem in from_validation(error))) from error
    kept = [one for one in _found(portal_id).overrides.reasons if one.value != value]
    _override(portal_id, reasons=[*kept, reason])
    click.echo(f"{portal_id} knows the reason {value}: {_shown(words)}")


@command.command("reset")
@click.argument("portal_id", metavar="ID")
@click.option("--taught", is_flag=True, help="Only what was taught in teach mode.")
@failing_plainly
def reset(portal_id: str, taught: bool) -> None:
    """Take away what you added to a portal: hosts, labels, reasons, limits, taught fields."""
    _found(portal_id)
    if taught:
        _override(portal_id, locators={})
    else:
        _portals(to_change=True).override(portal_id, PortalOverrides())
    click.echo(f"{portal_id} is as it was")


def _found(portal_id: str) -> Portal:
    portal = _portals().get(portal_id)
    if portal is None:
        raise click.ClickException(f"there is no portal {portal_id!r}; `markwarden portals list` names them")
    return portal


def _override(portal_id: str, **changes: object) -> None:
    """Put changes into what the person added before."""
    try:
        _portals(to_change=True).override(portal_id, _found(portal_id).overrides.model_copy(update=changes))
    except ProfileError as error:
        raise click.ClickException(str(error)) from error


@command.command("check")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@failing_plainly
def check(path: Path) -> None:
    """Say everything that is wrong with the profile in FILE; touches nothing."""
    try:
        profile = read_profile(path)
    except ProfileError as error:
        raise click.ClickException("\n".join(f"{error.name}: {problem}" for problem in error.problems)) from error
    click.echo(
        f"sound: {profile.id}, {len(profile.fields)} fields, {len(profile.reasons)} reasons, {len(profile.pages)} hosts"
    )
