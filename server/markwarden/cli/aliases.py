"""`markwarden aliases`: other spellings of a brand's marks, from packs that come with the program and by rule."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from markwarden.cli.engines import engine_for
from markwarden.cli.failing import failing_plainly
from markwarden.cli.stored import stored_registry
from markwarden.registry import packs
from markwarden.suggesting import Suggestion, clean_titles, suggest
from markwarden_schema.registry import Alias, Risk


@click.group("aliases")
def command() -> None:
    """Other ways of writing a brand's marks.

    An alias of high risk (it often means something else) never flags a listing alone.
    """


@command.command("packs")
@click.option("--json", "as_json", is_flag=True, help="Every alias of every pack.")
def list_packs(as_json: bool) -> None:
    """List the packs that come with the program."""
    if as_json:
        whole = {name: [alias.model_dump(mode="json") for alias in pack] for name, pack in packs.packs().items()}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    for name, pack in packs.packs().items():
        click.echo(f"{name}: {len(pack)}")


@command.command("take")
@click.argument("brand")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
@failing_plainly
def take(brand: str, dry_run: bool) -> None:
    """Take the pack of BRAND into its entry; what the entry has already stays as it is."""
    taken = packs.take(stored_registry(), brand, dry_run=dry_run)
    click.echo(f"{'would take' if dry_run else 'taken'}: {len(taken)} aliases")
    for alias in taken:
        click.echo(f"  {alias.text}  ({alias.tactic}, {alias.risk.value} risk)")


@command.command("suggest")
@click.argument("brand")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Clean titles, one a line, to estimate false alarms on; else titles made of ordinary words.",
)
@click.option("--all", "every", is_flag=True, help="Show also what the engine flags without an alias.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
@click.option("--accept", multiple=True, help="Take this suggestion into the brand's entry; repeat for more.")
@click.option(
    "--accept-up-to",
    type=click.Choice([Risk.LOW.value, Risk.MEDIUM.value]),
    help="Take every suggestion that is missed without an alias and is of no higher risk.",
)
@failing_plainly
def suggest_(
    brand: str, corpus: Path | None, every: bool, as_json: bool, accept: tuple[str, ...], accept_up_to: str | None
) -> None:
    """Propose spellings of BRAND by tactic, each with the false alarms to expect."""
    registry = stored_registry()
    entry = packs.named(registry, brand)
    titles = corpus.read_text("utf-8").splitlines() if corpus else list(clean_titles())
    found = suggest(entry, engine_for(None), [title for title in titles if title.strip()])
    if accept_up_to:
        risks = (Risk.LOW,) if accept_up_to == Risk.LOW.value else (Risk.LOW, Risk.MEDIUM)
        accept += tuple(one.text for one in found if not one.flagged and one.risk in risks)
    if accept or accept_up_to:
        by_text = {one.text: one for one in found}
        unknown = [text for text in accept if text not in by_text]
        if unknown:
            raise LookupError(f"not among the suggestions: {', '.join(unknown)}")
        new = [Alias(text=text, tactic=by_text[text].tactic, risk=by_text[text].risk) for text in dict.fromkeys(accept)]
        packs.add(registry, entry, new)
        click.echo(f"taken: {len(new)} aliases")
        return
    shown = found if every else [one for one in found if not one.flagged]
    if as_json:
        click.echo(json.dumps([one.as_json() for one in shown], ensure_ascii=False, indent=2))
        return
    _show(shown, found, len(titles))


def _show(shown: list[Suggestion], found: list[Suggestion], titles: int) -> None:
    table = Table("Spelling", "Tactic", "Without an alias", "False alarms a 10,000 titles", "Risk")
    for one in shown:
        table.add_row(
            Text(one.text),
            one.tactic,
            "flagged" if one.flagged else "missed",
            f"{one.false_alarms:.1f}",
            Text(one.risk.value, style="red" if one.risk is Risk.HIGH else ""),
        )
    console = Console()
    console.print(table)
    already = sum(one.flagged for one in found)
    console.print(
        f"{len(found)} spellings tried, {already} of them flagged without an alias; estimated on {titles} clean titles."
    )
