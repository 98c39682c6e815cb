"""Thresholds of figures that a person moved by hand, kept with what people write."""

from markwarden.pictures.references import Purpose
from markwarden.store.interface import Store

COLLECTION = "figure_thresholds"


class Thresholds:
    """By what a picture is looked for as, and its digest."""

    def __init__(self, store: Store) -> None:
        self._rows = store.collection(COLLECTION)

    def get(self, purpose: Purpose, sha256: str) -> float | None:
        """A person's own threshold of a figure, in log odds; None where the one proposed counts."""
        row = self._rows.get(_id(purpose, sha256))
        return None if row is None else float(row["threshold"])

    def put(self, purpose: Purpose, sha256: str, threshold: float | None) -> None:
        """Set it; None takes it back."""
        if threshold is None:
            self._rows.delete(_id(purpose, sha256))
        else:
            self._rows.put({"id": _id(purpose, sha256), "threshold": threshold})


def _id(purpose: Purpose, sha256: str) -> str:
    return f"{purpose.value}-{sha256}"
