"""Genuine beside suspect: two pictures, numbered places on both, and what is different there."""

import secrets
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from markwarden.evidence.errors import UnknownCaptureError
from markwarden.store import BlobStore
from markwarden.store.interface import Store
from markwarden_schema.capture import CAPTURE_ID, SHA256


class Place(BaseModel):
    """A point of a picture, each coordinate 0 to 1 from its top left corner."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class Feature(BaseModel):
    """One feature, as it is on the genuine thing and on the suspect one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    genuine: str = Field(default="", max_length=1000)
    suspect: str = Field(default="", max_length=1000)
    at_genuine: Place | None = None
    at_suspect: Place | None = None


class Comparison(BaseModel):
    """One pair of pictures. `genuine` is a digest in the blob store, `suspect` a file of the capture."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    capture: str = Field(pattern=CAPTURE_ID)
    right: str = Field(default="", max_length=500)
    genuine: str = Field(pattern=SHA256)
    suspect: str = Field(pattern=r"^data/[a-z0-9/._-]{1,200}$")
    features: list[Feature] = Field(default_factory=list, max_length=40)


class Comparisons:
    """The comparisons that were made, one record each."""

    def __init__(self, store: Store, blobs: BlobStore) -> None:
        self._collection = store.collection("comparisons")
        self.blobs = blobs

    def new(self, **values: Any) -> Comparison:  # noqa: ANN401 - the fields of a comparison
        """Make one."""
        made = Comparison(id=secrets.token_hex(8), **values)
        self._collection.put(made.model_dump(mode="json"))
        return made

    def put(self, comparison: Comparison) -> None:
        """Keep it as it is now."""
        self._collection.put(comparison.model_dump(mode="json"))

    def get(self, comparison_id: str) -> Comparison:
        """One of them. Raises `UnknownCaptureError`."""
        found = self._collection.get(comparison_id)
        if found is None:
            raise UnknownCaptureError("There is no such comparison.")
        return Comparison.model_validate(found)

    def of(self, capture: str) -> list[Comparison]:
        """Those of a capture."""
        return [one for row in self._collection.all() if (one := Comparison.model_validate(row)).capture == capture]

    def captures(self) -> set[str]:
        """The captures that have any."""
        return {Comparison.model_validate(row).capture for row in self._collection.all()}

    def delete(self, comparison_id: str) -> bool:
        """Whether there was such a one."""
        return self._collection.delete(comparison_id)
