"""`markwarden learn`: precision so far by tactic, and another vigilance or threshold tried on past decisions."""

import click

from markwarden.cli.failing import failing_plainly
from markwarden.cli.stored import stored_registry
from markwarden.decisions import Decisions
from markwarden.learning import Watch, precision_by_tactic, try_watch, with_watch
from markwarden.settings import data_dir
from markwarden.store import TinyStore
from markwarden_schema.registry import THRESHOLDS, Vigilance


@click.group("learn")
def command() -> None:
    """What your decisions say of the matching."""


@command.command("report")
@click.option("--right", help="Only this right (its id).")
@failing_plainly
def report(right: str | None) -> None:
    """Precision so far by right and tactic: how many decided listings infringed."""
    tallies = precision_by_tactic(Decisions(TinyStore(data_dir())).all())
    for about, tactics in sorted(tallies.items()):
        if right is not None and about != right:
            continue
        click.echo(about)
        for kind, tally in sorted(tactics.items(), key=lambda pair: -(pair[1].infringes + pair[1].dismissed)):
            count = tally.infringes + tally.dismissed
            click.echo(
                f"  {kind.value:<16} {tally.precision:6.0%} of {count} (infringes {tally.infringes}, dismissed {tally.dismissed})"
            )
    if not tallies:
        click.echo("No listing was decided yet.", err=True)


@command.command("try")
@click.argument("right")
@click.argument("vigilance", type=click.Choice([one.value for one in Vigilance]))
@click.option(
    "--threshold", type=click.IntRange(*THRESHOLDS), help="Flag from this risk on; else from the general one."
)
@click.option("--set", "keep", is_flag=True, help="Set it, after showing what changes.")
@failing_plainly
def try_(right: str, vigilance: str, threshold: int | None, keep: bool) -> None:
    """What another VIGILANCE for RIGHT would have changed on the listings decided so far."""
    registry = stored_registry()
    document = registry.document()
    watch = Watch(Vigilance(vigilance), threshold)
    trial = try_watch(document, Decisions(TinyStore(data_dir())).all(), right, watch)
    click.echo(
        f"{len(trial.decided)} decided listings, {len(trial.changes)} of them flagged or quiet otherwise: infringing found "
        f"{len(trial.found)}, lost {len(trial.lost)}; dismissed spared {len(trial.spared)}, flagged besides {len(trial.disturbed)}"
    )
    for change in trial.changes:
        said = change.decision.word.value if change.decision else ""
        levels = f"{change.before.level.value} → {change.after.level.value}"
        click.echo(f"  {levels}  {said:<10} {(change.listing.title or '')[:90]}")
    if keep:
        changed = with_watch(document, right, watch)
        registry.put(next(brand for brand in changed.brands if any(one.id == right for one in brand.rights)))
        click.echo(f"{right} is watched so now: {vigilance}, flagged from risk {watch.flagged_from}.", err=True)
