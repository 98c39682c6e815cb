"""Engines and listings for tests."""

from markwarden.matching import Engine
from markwarden_schema.assessment import Assessment
from markwarden_schema.listing import Listing
from markwarden_schema.registry import RegistryDocument
from tests.kit.pages import Marks


def engine_of(*words: str, **aliases: list[dict[str, str]]) -> Engine:
    """An engine on word marks; `aliases` by brand."""
    return Engine.build(RegistryDocument.model_validate(Marks(words, aliases).document()))


def document(*brands: dict[str, object]) -> RegistryDocument:
    """A registry of brands as the interchange format writes them."""
    return RegistryDocument.model_validate({"format": "markwarden-registry/1", "brands": list(brands)})


def assessed(engine: Engine, title: str | None, **fields: object) -> Assessment:
    """The assessment of one title."""
    return engine.assess([Listing.model_validate({"item_id": "1", "title": title, **fields})])[0]
