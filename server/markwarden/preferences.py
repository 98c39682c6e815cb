"""How this person likes the console: one record in the store, with defaults for what was never set."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from markwarden.store.interface import Store

COLLECTION = "preferences"
_ID = "console"


class Preferences(BaseModel):
    """All that can be set. `auto` follows the browser."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: Literal["auto", "en", "zh"] = "auto"
    theme: Literal["auto", "light", "dark"] = "auto"
    complainant: str | None = None
    """Who files the complaints, where it is not each right's holder."""
    shortcuts: bool = True
    """Single-letter keyboard shortcuts; a person who dictates or uses a screen reader may switch them off."""


class PreferenceStore:
    """Reads and writes them."""

    def __init__(self, store: Store) -> None:
        self._collection = store.collection(COLLECTION)

    def get(self) -> Preferences:
        """The preferences as they are now."""
        return Preferences.model_validate(self._collection.get(_ID) or {})

    def put(self, preferences: Preferences) -> None:
        """Keep them."""
        self._collection.put({"id": _ID, **preferences.model_dump(mode="json")})
