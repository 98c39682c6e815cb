"""Sellers as a table and back: `brand,store_id,name,standing,contract,contract_from,contract_until,note`."""

from pydantic import ValidationError

from markwarden.registry.csv_rows import dump_rows, parse_rows
from markwarden.registry.interchange import LoadedRegistry
from markwarden.registry.problems import Problem, RegistryError, from_validation
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument, Seller

FIELDS = ("store_id", "name", "standing", "contract", "contract_from", "contract_until", "note")
COLUMNS = ("brand", *FIELDS)


def dump_sellers(document: RegistryDocument) -> str:
    """All sellers, one a row."""
    return dump_rows(
        COLUMNS,
        (
            [brand.name, *(str(row[name] or "") for name in FIELDS)]
            for brand in document.brands
            for row in (seller.model_dump(mode="json") for seller in brand.sellers)
        ),
    )


def parse_sellers(text: str, source: str, registry: RegistryDocument) -> LoadedRegistry:
    """Sellers for brands of `registry`, to be merged into it. Raises `RegistryError` with the line of every problem."""
    brands = {brand.name.casefold(): brand for brand in registry.brands}
    sellers: dict[str, dict[str, Seller]] = {}
    problems: list[Problem] = []
    for place, cells in parse_rows(text, source, COLUMNS, ("brand", "standing"), problems):
        brand = cells["brand"].casefold()
        if brand not in brands:
            problems.append(Problem(place, f"there is no brand {cells['brand']!r} in the registry"))
        else:
            problems += [Problem(place, why) for why in _take(cells, sellers.setdefault(brand, {}))]
    if problems:
        raise RegistryError(problems)
    found = [
        Brand(id=brands[name].id, name=brands[name].name, sellers=list(some.values())) for name, some in sellers.items()
    ]
    return LoadedRegistry(RegistryDocument(format=FORMAT, brands=found))


def _take(cells: dict[str, str], sellers: dict[str, Seller]) -> list[str]:
    """Put a row among its brand's sellers; what is wrong with it."""
    try:
        seller = Seller.model_validate({name: cells[name] for name in FIELDS if cells.get(name)})
    except ValidationError as error:
        return [str(problem) for problem in from_validation(error)]
    key = (seller.store_id or seller.name or "").casefold()
    if not key:
        return ["needs a store_id or a name"]
    if key in sellers:
        return ["the same seller stands above already"]
    sellers[key] = seller
    return []
