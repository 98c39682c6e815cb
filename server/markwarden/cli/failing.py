"""How a command fails: one clear line for each problem, exit code 2."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from markwarden.registry import RegistryError
from markwarden.store import StoreError

P = ParamSpec("P")
R = TypeVar("R")


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
