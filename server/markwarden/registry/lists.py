"""The registry's lists as CSV, each known by its columns: word marks, aliases, sellers."""

from collections.abc import Callable, Mapping
from pathlib import Path

from markwarden.registry.aliases_csv import dump_aliases, parse_aliases
from markwarden.registry.csv_rows import columns_of
from markwarden.registry.interchange import LoadedRegistry
from markwarden.registry.marks_csv import dump_marks, parse_marks
from markwarden.registry.problems import Problem, RegistryError
from markwarden.registry.sellers_csv import dump_sellers, parse_sellers
from markwarden_schema.registry import RegistryDocument

LISTS: Mapping[str, Callable[[RegistryDocument], str]] = {
    "marks": dump_marks,
    "aliases": dump_aliases,
    "sellers": dump_sellers,
}
"""How each list is written."""


def parse_list(data: bytes, source: str, registry: RegistryDocument, *, headed: bool = False) -> LoadedRegistry:
    """Whichever list the columns say. `headed`: a table without column names is refused, not read as word marks.

    Raises `RegistryError` with the line of every problem.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegistryError([Problem(source, f"is not UTF-8 (byte {error.start})")]) from error
    columns = columns_of(text)
    if "standing" in columns:
        return parse_sellers(text, source, registry)
    if {"brand", "text"} <= set(columns):
        return parse_aliases(text, source, registry)
    return parse_marks(text, source, headed=headed)


def load_list(path: Path, registry: RegistryDocument) -> LoadedRegistry:
    """A list from a file."""
    return parse_list(path.read_bytes(), str(path), registry, headed=True)
