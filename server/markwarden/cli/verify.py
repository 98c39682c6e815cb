"""`markwarden verify`: a package of evidence, checked."""

import json
import sys
from pathlib import Path

import click

from markwarden.cli.failing import failing_plainly
from markwarden.evidence import Verification, verify


@click.command("verify")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--log",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The whole custody log (custody.jsonl), to check the chain.",
)
@click.option(
    "--roots",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Root certificates (PEM) of the time-stamp's authority.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@failing_plainly
def command(path: Path, log: Path | None, roots: Path | None, as_json: bool) -> None:
    """Check a package of evidence: every file, the chain, the time-stamp; and say what that proves.

    PATH is a package's folder, or a zip of one. Exit code 1 where anything is wrong with it.
    """
    result = verify(path, log, roots.read_bytes() if roots else None)
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False))
    else:
        _show(result)
    sys.exit(0 if result.sound else 1)


def _show(result: Verification) -> None:
    click.echo(f"{result.path}: {'sound' if result.sound else 'NOT SOUND'}")
    if result.seal:
        click.echo(f"seal    {result.seal}")
    click.echo(f"chain   {result.chain}")
    if result.stamp is None:
        click.echo("stamp   none")
    else:
        click.echo(f"stamp   {result.stamp.time}, {result.stamp.authority}")
    for heading, lines in (("Wrong", result.problems), ("Proved", result.proved), ("Not proved", result.not_proved)):
        if lines:
            click.echo(f"{heading}:")
        for line in lines:
            click.echo(f"  - {line}")
