"""Ids for brands and rights that came without: derived from content, so that the same document gives the same ids."""

import hashlib

from markwarden.registry.rules import identity
from markwarden_schema.registry import Brand, RegistryDocument


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def with_ids(document: RegistryDocument) -> RegistryDocument:
    """The document with an id for every brand and right; ids that are there stay."""
    taken = {right.id for brand in document.brands for right in brand.rights if right.id}
    return document.model_copy(update={"brands": [_brand_with_ids(brand, taken) for brand in document.brands]})


def _brand_with_ids(brand: Brand, taken: set[str]) -> Brand:
    brand_id = brand.id or "b-" + _digest(brand.name.casefold())
    rights = []
    for right in brand.rights:
        right_id = right.id
        suffix = 0
        while right_id is None or (right.id is None and right_id in taken):
            right_id = "r-" + _digest(brand_id, *identity(right), str(suffix))
            suffix += 1
        taken.add(right_id)
        rights.append(right if right.id else right.model_copy(update={"id": right_id}))
    return brand.model_copy(update={"id": brand_id, "rights": rights})
