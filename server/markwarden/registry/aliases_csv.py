"""Aliases as a table and back: `brand,text,tactic,risk`. Handed over by itself it is an alias pack.

A pack is made for many brands: those that the registry does not have are left out, and named.
"""

from collections.abc import Iterable

from pydantic import ValidationError

from markwarden.registry.csv_rows import dump_rows, parse_rows
from markwarden.registry.interchange import LoadedRegistry
from markwarden.registry.packs import key_of, missing, names_of
from markwarden.registry.problems import Problem, RegistryError, from_validation
from markwarden_schema.registry import FORMAT, Alias, Brand, RegistryDocument

COLUMNS = ("brand", "text", "tactic", "risk")


def dump_aliases(document: RegistryDocument) -> str:
    """All aliases, one a row."""
    return _dump((brand.name, alias) for brand in document.brands for alias in brand.aliases)


def dump_missing(document: RegistryDocument) -> str:
    """What the packs that come with the program know of the registry's brands and the brands have not."""
    return _dump((brand.name, alias) for brand in document.brands for alias in missing(brand))


def _dump(rows: Iterable[tuple[str, Alias]]) -> str:
    return dump_rows(COLUMNS, ((brand, alias.text, alias.tactic, alias.risk.value) for brand, alias in rows))


def parse_aliases(text: str, source: str, registry: RegistryDocument) -> LoadedRegistry:
    """Aliases for brands of `registry`, found by their name or a word mark. Raises `RegistryError` with every problem."""
    exact = {brand.name.casefold(): brand for brand in registry.brands}
    alike = {name: brand for brand in reversed(registry.brands) for name in names_of(brand)}
    found: dict[str, tuple[Brand, dict[str, Alias]]] = {}
    left_out: dict[str, None] = {}
    problems: list[Problem] = []
    for place, cells in parse_rows(text, source, COLUMNS, ("brand", "text"), problems):
        brand = exact.get(cells["brand"].casefold()) or alike.get(key_of(cells["brand"]))
        if not cells["brand"]:
            problems.append(Problem(place, "brand is empty"))
        elif brand is None:
            left_out[cells["brand"]] = None
        else:
            aliases = found.setdefault(brand.name, (brand, {}))[1]
            problems += [Problem(place, why) for why in _take(cells, aliases)]
    if problems:
        raise RegistryError(problems)
    some = [Brand(id=brand.id, name=brand.name, aliases=list(aliases.values())) for brand, aliases in found.values()]
    return LoadedRegistry(RegistryDocument(format=FORMAT, brands=some), left_out=tuple(left_out))


def _take(cells: dict[str, str], aliases: dict[str, Alias]) -> list[str]:
    """Put a row among its brand's aliases; what is wrong with it."""
    try:
        alias = Alias.model_validate({name: cells[name] for name in COLUMNS[1:] if cells.get(name)})
    except ValidationError as error:
        return [str(problem) for problem in from_validation(error)]
    if alias.text.casefold() in aliases:
        return ["the same alias stands above already"]
    aliases[alias.text.casefold()] = alias
    return []
