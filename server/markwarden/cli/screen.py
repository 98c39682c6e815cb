"""`markwarden screen`: saved AliExpress pages, scored."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from markwarden.cli.engines import decided_for, engine_for
from markwarden.cli.failing import failing_plainly
from markwarden.pages.saved import read_saved
from markwarden.screening import screen
from markwarden_schema.assessment import Level, Signal
from markwarden_schema.page import PageReport

SUFFIXES = frozenset({".html", ".htm", ".mhtml", ".mht"})
_COLOURS = {Level.HIGH: "bold red", Level.MEDIUM: "yellow", Level.LOW: "blue", Level.CLEAR: "dim"}


@click.command("screen")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--url", help="Address of the pages, where the files do not say it.")
@click.option(
    "--registry",
    type=click.Path(path_type=Path),
    help="A registry folder, zip or registry.json instead of the stored one.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one a page.")
@click.option("--all", "every", is_flag=True, help="Show clear listings in the table too.")
@failing_plainly
def command(paths: tuple[Path, ...], url: str | None, registry: Path | None, as_json: bool, every: bool) -> None:
    """Score saved AliExpress pages: HTML and MHTML files, and folders of them.

    A file that cannot be read is named on standard error; the others are scored all the same, and the exit code is 2.
    """
    engine, decided = engine_for(registry), decided_for(registry)
    failed = False
    console = Console()
    files = list(_files(paths))
    bar = click.progressbar(files, label="Screening", file=sys.stderr, hidden=len(files) < 5 or not sys.stderr.isatty())
    with bar:
        for path in bar:
            try:
                report = screen(read_saved(path, url), engine, decided)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
                click.echo(f"markwarden: {path}: {reason}", err=True)
                failed = True
                continue
            if as_json:
                click.echo(json.dumps(_as_json(path, report), ensure_ascii=False))
            else:
                _show(console, path, report, every=every)
    if failed or not files:
        if not files:
            click.echo("markwarden: no HTML or MHTML file found", err=True)
        sys.exit(2)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        else:
            yield path


def _as_json(path: Path, report: PageReport) -> dict[str, object]:
    shape = report.model_dump(mode="json", exclude={"counts", "rights"})
    return {"path": str(path), **shape}


def _show(console: Console, path: Path, report: PageReport, *, every: bool) -> None:
    console.rule(Text(str(path)), align="left")
    if not report.readable:
        console.print(Text(f"cannot be read: {report.reason.value if report.reason else 'unknown'}"))
        return
    counts = report.counts
    here = sum(listing.in_dom for listing in report.listings)
    console.print(
        f"{report.kind.value}, {report.locale or 'locale unknown'}: {len(report.listings)} listings ({here} on the page); "
        f"high {counts.high}, medium {counts.medium}, low {counts.low}, clear {counts.clear}"
    )
    rows = [listing for listing in report.listings if every or listing.assessment.level is not Level.CLEAR]
    if not rows:
        return
    table = Table("Risk", "Level", "Item", "Title", "Why", expand=True)
    table.columns[3].ratio, table.columns[4].ratio = 3, 4
    for listing in sorted(rows, key=lambda listing: -listing.assessment.risk):
        level = listing.assessment.level
        why = "; ".join(_sentence(signal) for signal in listing.assessment.signals)
        table.add_row(
            str(listing.assessment.risk),
            Text(level.value, style=_COLOURS[level]),
            listing.item_id,
            Text(listing.title or "–"),
            Text(why),
        )
    console.print(table)


def _sentence(signal: Signal) -> str:
    words = f" “{signal.evidence.text}”" if signal.evidence.text else ""
    return f"{signal.brand}: {signal.kind.value.replace('_', ' ')}{words}"
