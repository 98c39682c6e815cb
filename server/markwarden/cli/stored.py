"""What several commands share: the stored registry, the engine to use, and failing with one clear line (exit 2)."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from markwarden.audit import AuditedStore, Trail
from markwarden.decisions import Decisions
from markwarden.matching import Decided, Engine
from markwarden.registry import Registry, RegistryError, load_registry
from markwarden.services import ROWS
from markwarden.settings import data_dir
from markwarden.store import BlobStore, SqliteStore, StoreError, TinyStore

P = ParamSpec("P")
R = TypeVar("R")


def audited_store() -> AuditedStore:
    """What people write, for a command that changes it: every change is told in the trail."""
    folder = data_dir()
    return AuditedStore(TinyStore(folder), Trail(SqliteStore(folder / ROWS)))


def stored_registry() -> Registry:
    """The registry of the data folder. Reading needs no lock: a server may run meanwhile."""
    return Registry(audited_store(), BlobStore(data_dir() / "blobs"))


def engine_for(registry: Path | None) -> Engine:
    """The engine for a registry named on the command line, else for the stored one."""
    if registry is not None:
        return Engine.build(load_registry(registry).document)
    document = stored_registry().document()
    if not document.brands:
        click.echo(
            f"The registry in {data_dir()} is empty: nothing can be flagged. Try `markwarden registry import --sample`.",
            err=True,
        )
    return Engine.build(document)


def decided_for(registry: Path | None) -> Decided:
    """The stored decisions; none where another registry than the stored one is used."""
    return Decided(Decisions(TinyStore(data_dir())).all() if registry is None else ())


def failing_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Bad input ends a command with exit code 2 and every problem on a line of its own on standard error."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except RegistryError as error:
            for problem in error.problems:
                click.echo(f"markwarden: {problem}", err=True)
        except (StoreError, LookupError, OSError) as error:
            click.echo(f"markwarden: {error.args[0] if isinstance(error, LookupError) else error}", err=True)
        except click.ClickException as error:
            error.show()
        sys.exit(2)

    return run
