"""The alias packs that come with the program: how the marks most copied are written otherwise, to be taken into a brand."""

import functools
import tomllib
import unicodedata
from importlib.resources import files

from markwarden.registry.registry import Registry
from markwarden_schema.registry import Alias, Brand, Risk, Trademark

_SAME_NAME = frozenset({"glued", "phonetic"})
"""Tactics that write the brand's own name."""


@functools.cache
def packs() -> dict[str, tuple[Alias, ...]]:
    """Every pack: the brand's usual name → its aliases, those that hardly ever mean something else first."""
    tables = tomllib.loads((files("markwarden.registry") / "packs.toml").read_text("utf-8"))
    return {
        name: tuple(
            Alias(text=text, tactic=tactic, risk=risk)
            for risk in Risk
            for tactic, texts in by_risk.get(risk.value, {}).items()
            for text in texts
        )
        for name, by_risk in tables.items()
    }


def pack_of(brand: Brand) -> tuple[Alias, ...]:
    """The pack of a brand, found by its name or one of its word marks, however they are written; empty where there is none."""
    by_key = _names_of_packs()
    return next((packs()[by_key[name]] for name in names_of(brand) if name in by_key), ())


def names_of(brand: Brand) -> list[str]:
    """What a pack may call a brand: its name and its word marks, as `key_of` writes them."""
    marks = [right.mark for right in brand.rights if isinstance(right, Trademark) and right.mark is not None]
    return [key_of(name) for name in (brand.name, *marks)]


@functools.cache
def _names_of_packs() -> dict[str, str]:
    """Key → pack, by its name and by what is only another form of it (`Bulgari`, `Christian Dior`, `Ferragamo`)."""
    names = {key_of(name): name for name in packs()}
    for name, aliases in packs().items():
        for alias in aliases:
            mine, other = key_of(name), key_of(alias.text)
            longer = alias.tactic == "sub-brand" and mine in other
            if alias.text.isascii() and alias.risk is not Risk.HIGH and (longer or alias.tactic in _SAME_NAME):
                names.setdefault(other, name)
    return names


def missing(brand: Brand) -> list[Alias]:
    """What the pack of a brand has and the brand has not. A text that the brand has, with whatever risk, stays as it is."""
    known = {alias.text.casefold() for alias in brand.aliases}
    return [alias for alias in pack_of(brand) if alias.text.casefold() not in known]


def take(registry: Registry, brand_name: str, *, dry_run: bool = False) -> list[Alias]:
    """Take a brand's pack into its entry; the aliases that were new to it.

    Raises `LookupError` where the registry has no such brand, or there is no pack for it.
    """
    brand = named(registry, brand_name)
    if not pack_of(brand):
        raise LookupError(f"there is no alias pack for {brand.name!r}")
    return add(registry, brand, missing(brand), dry_run=dry_run)


def add(registry: Registry, brand: Brand, aliases: list[Alias], *, dry_run: bool = False) -> list[Alias]:
    """Put aliases into a brand's entry."""
    if aliases and not dry_run:
        registry.change(str(brand.id), None, lambda now: now.model_copy(update={"aliases": _with(now, aliases)}))
    return aliases


def _with(brand: Brand, aliases: list[Alias]) -> list[Alias]:
    known = {alias.text.casefold() for alias in brand.aliases}
    return [*brand.aliases, *(alias for alias in aliases if alias.text.casefold() not in known)]


def named(registry: Registry, brand_name: str) -> Brand:
    """The brand of that name, in whatever case. Raises `LookupError`."""
    wanted = brand_name.casefold()
    for brand in registry.document().brands:
        if brand.name.casefold() == wanted:
            return brand
    raise LookupError(f"there is no brand {brand_name!r} in the registry")


def key_of(name: str) -> str:
    """A name without case, accents, spaces and signs."""
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalnum())
