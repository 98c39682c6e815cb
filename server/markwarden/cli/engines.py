"""The engine that a command assesses with, and the decisions that count then."""

from pathlib import Path

import click

from markwarden.cli.stored import stored_registry
from markwarden.decisions import Decisions
from markwarden.matching import Decided, Engine
from markwarden.registry import load_registry
from markwarden.settings import data_dir
from markwarden.store import TinyStore


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
