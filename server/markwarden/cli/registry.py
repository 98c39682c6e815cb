"""`markwarden registry`: import, export and check the brand registry."""

from collections.abc import Iterator
from pathlib import Path

import click

from markwarden.cli.failing import failing_plainly
from markwarden.cli.stored import stored_registry
from markwarden.registry import LoadedRegistry, load_registry
from markwarden.registry.lists import LISTS, load_list
from markwarden.registry.merge import Merged
from markwarden.registry.registry import summarise
from markwarden.registry.sample import sample_registry


def _load(path: Path) -> LoadedRegistry:
    if path.suffix.lower() == ".csv" and path.is_file():
        return load_list(path, stored_registry().document())
    return load_registry(path)


@click.group("registry")
def command() -> None:
    """Import, export and check the brand registry.

    A registry is handed over as a folder or zip with registry.json (markwarden-registry/1), or as a bare
    registry.json; lists also as CSV: word marks (brand,mark,classes,jurisdiction,number), aliases
    (brand,text,tactic,risk) and sellers (brand,store_id,name,standing).
    """


@command.command("import")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--sample", is_flag=True, help="Take the sample registry that comes with the program.")
@click.option("--replace", is_flag=True, help="Put it in place of the stored registry instead of merging.")
@click.option("--keep", is_flag=True, help="Keep what is stored where the two say different things.")
@click.option("--dry-run", is_flag=True, help="Only say what would be new, change, or is in conflict.")
@failing_plainly
def import_(path: Path | None, sample: bool, replace: bool, keep: bool, dry_run: bool) -> None:
    """Merge PATH into the stored registry; nothing is taken over unless all of it is sound.

    Works while a server runs: it notices the new registry at the next page.
    """
    if (path is None) == (not sample):
        raise click.UsageError("name a PATH or give --sample")
    loaded = sample_registry() if path is None else _load(path)
    registry = stored_registry()
    conflicts = [] if replace else registry.take_over(loaded, dry_run=True).conflicts
    kept = frozenset(one.key for one in conflicts) if keep else frozenset()
    changes = registry.take_over(loaded, replace=replace, dry_run=dry_run, keep=kept)
    click.echo(("Would be " if dry_run else "") + _describe(changes))
    if loaded.left_out:
        click.echo(f"not in the registry, left out: {', '.join(loaded.left_out)}", err=True)
    if dry_run:
        for line in _preview(changes, kept):
            click.echo(line)


def _describe(changes: Merged) -> str:
    parts = [
        f"{word}: {len(names)}"
        for word, names in (("new", changes.new), ("changed", changes.changed), ("unchanged", changes.unchanged))
    ]
    return "brands " + ", ".join(parts)


def _preview(changes: Merged, kept: frozenset[str]) -> Iterator[str]:
    """A line for each brand that would be new or change, and for each conflict with what is taken of it."""
    for word, names in (("new", changes.new), ("changed", changes.changed)):
        yield from (f"  {word}: {name}" for name in names)
    for one in changes.conflicts:
        what = " ".join(part for part in (one.brand, one.part, one.field) if part)
        taken = "kept" if one.key in kept else "replaced"
        yield f"  conflict: {what}: here {one.ours!r} ({taken}), in the file {one.theirs!r}"


@command.command("export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--brand", help="Only this brand.")
@click.option("--without-documents", is_flag=True, help="Leave certificates and other papers out.")
@click.option("--list", "listed", type=click.Choice(list(LISTS)), help="Only this list, as CSV.")
@click.option("--force", is_flag=True, help="Write over what is there.")
@failing_plainly
def export(path: Path, brand: str | None, without_documents: bool, listed: str | None, force: bool) -> None:
    """Write the stored registry to PATH: a zip where it ends in .zip, else a folder; with --list one CSV file."""
    if not force and (path.is_file() or (path.is_dir() and any(path.iterdir()))):
        raise click.ClickException(f"{path} exists; give --force to write over it")
    if listed is not None:
        part = stored_registry().part(brand).document
        path.write_text("\ufeff" + LISTS[listed](part), "utf-8", newline="")
        click.echo(f"brands written: {len(part.brands)}")
        return
    click.echo(f"brands written: {stored_registry().export(path, brand, documents=not without_documents)}")


@command.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@failing_plainly
def check(path: Path) -> None:
    """Say everything that is wrong with the registry at PATH; touches nothing."""
    summary = summarise(_load(path).document)
    click.echo(
        f"sound: {summary.brands} brands, {summary.rights} rights, {summary.marks} marks, {summary.aliases} aliases, {summary.sellers} sellers"
    )
