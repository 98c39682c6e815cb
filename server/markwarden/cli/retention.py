"""`markwarden retention`: what the retention rule will delete, and doing it now."""

import click

from markwarden.cli.failing import failing_plainly
from markwarden.evidence import EvidenceError
from markwarden.evidence.hands import hands
from markwarden.evidence.people import size_in_words
from markwarden.evidence.retention import Keep
from markwarden.services import Services
from markwarden.settings import Settings
from markwarden.store.folder_lock import FolderLock


@click.command("retention")
@click.option("--apply", "apply", is_flag=True, help="Delete what is due now; tombstones stay in the custody log.")
@failing_plainly
def command(apply: bool) -> None:
    """Show what the retention rule will delete, soonest first.

    The rule is set in the console (Evidence, Settings). While the server runs, it applies the rule itself; stop it before.
    """
    settings = Settings()
    lock = FolderLock(settings.data_dir)
    lock.acquire()
    try:
        here = Services(settings)
        try:
            _show_or_apply(here, apply)
        finally:
            here.close()
    except EvidenceError as error:
        raise click.ClickException(str(error)) from error
    finally:
        lock.release()


def _show_or_apply(here: Services, apply: bool) -> None:
    rule = here.retention.rule()
    if rule.keep is Keep.ALL:
        click.echo("The rule keeps everything.", err=True)
        return
    click.echo(f"Rule: keep what is {rule.keep.value} by cases and complaints; the rest {rule.days} days.", err=True)
    if apply:
        for package in here.retention.apply(hands("command line")):
            click.echo(package)
        return
    for one in here.retention.coming():
        click.echo(f"{one.at:%Y-%m-%d %H:%M}Z  {one.row.id}  {size_in_words(one.row.bytes)}  {one.row.title}")
