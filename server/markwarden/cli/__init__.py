"""The command line: one module a command, imported only when it is called for.

Every command exits 0 on success and 2 on bad input, with one clear line on standard error;
data goes to standard output, progress and log to standard error.
"""

import importlib
import os

import click

from markwarden import __version__

COMMANDS: dict[str, str] = {
    "serve": "Run the local server.",
    "run": "Run the server and open a Chromium with the extension.",
    "open": "Open the console in the browser.",
    "pair": "Show a pairing code for the extension.",
    "screen": "Score saved AliExpress pages.",
    "assess": "Score rows of listings.",
    "logo": "Try a figurative mark on photos.",
    "words": "Read the words in pictures.",
    "portals": "List, show and check complaint forms.",
    "verify": "Check a package of evidence.",
    "retention": "Show what the retention rule of evidence will delete.",
    "learn": "What your decisions say of the matching: precision, another vigilance tried.",
    "aliases": "Other spellings of a brand's marks: packs and suggestions.",
    "registry": "Import, export and check the brand registry.",
    "backup": "Write all data into one file.",
    "restore": "Put a backup in place of the data.",
    "cases": "List cases: infringing listings by right and seller.",
    "complaint": "Draft, check and follow complaints.",
    "extension": "Where the browser extension lies.",
}
"""Command name → one-line help. `markwarden.cli.NAME` holds the click command `command`."""


class _LazyGroup(click.Group):
    """Imports a command's module when it is used: `markwarden --help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # Before numpy is loaded: pictures are looked at by threads of our own, and those of its matrix products, which wait
        # busily for each other, took half of the processor from them.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        command: click.Command = importlib.import_module(f"markwarden.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="markwarden")
def main() -> None:
    """Markwarden: a local companion for people who protect brands on AliExpress."""
