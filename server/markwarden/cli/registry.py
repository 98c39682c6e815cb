"""`markwarden registry`: import, export and check the brand registry."""

from pathlib import Path

import click

from markwarden.cli.stored import failing_plainly, stored_registry
from markwarden.registry import LoadedRegistry, load_registry
from markwarden.registry.marks_csv import load_marks
from markwarden.registry.registry import Changes, summarise
from markwarden.registry.sample import sample_registry


def _load(path: Path) -> LoadedRegistry:
    return load_marks(path) if path.suffix.lower() == ".csv" and path.is_file() else load_registry(path)


@click.group("registry")
def command() -> None:
    """Import, export and check the brand registry.

    A registry is handed over as a folder or zip with registry.json (markwarden-registry/1), or as a bare
    registry.json; word marks also as CSV with the columns brand,mark,classes,jurisdiction,number.
    """


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--sample", is_flag=True, help="Take the sample registry that comes with the program.")
@click.option("--replace", is_flag=True, help="Put it in place of the stored registry instead of merging.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@failing_plainly
def import_(path: Path | None, sample: bool, replace: bool, dry_run: bool) -> None:
    """Merge PATH into the stored registry; nothing is taken over unless all of it is sound.

    Works while a server runs: it notices the new registry at the next page.
    """
    if (path is None) == (not sample):
        raise click.UsageError("name a PATH or give --sample")
    loaded = sample_registry() if path is None else _load(path)
    changes = stored_registry().take_over(loaded, replace=replace, dry_run=dry_run)
    click.echo(("Would be " if dry_run else "") + _describe(changes))


def _describe(changes: Changes) -> str:
    parts = [
        f"{word}: {len(names)}"
        for word, names in (("new", changes.new), ("changed", changes.changed), ("unchanged", changes.unchanged))
    ]
    return "brands " + ", ".join(parts)


@command.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--brand", help="Only this brand.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@failing_plainly
def export(path: Path, brand: str | None, force: bool) -> None:
    """Write the stored registry to PATH: a zip where it ends in .zip, else a folder."""
    if not force and (path.is_file() or (path.is_dir() and any(path.iterdir()))):
        raise click.ClickException(f"{path} exists; give --force to write over it")
    click.echo(f"brands written: {stored_registry().export(path, brand)}")


@command.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@failing_plainly
def check(path: Path) -> None:
    """Say everything that is wrong with the registry at PATH; touches nothing."""
    summary = summarise(_load(path).document)
    click.echo(
        f"sound: {summary.brands} brands, {summary.rights} rights, {summary.marks} marks, {summary.aliases} aliases, {summary.sellers} sellers"
    )
