"""What the person set for filing: one record in the store."""

from markwarden.store.interface import Store
from markwarden_schema.complaint_register import FilingSettings

COLLECTION = "filing_settings"
_ID = "filing"


class FilingSettingsStore:
    """Reads and writes it."""

    def __init__(self, store: Store) -> None:
        self._rows = store.collection(COLLECTION)

    def get(self) -> FilingSettings:
        """The settings as they are now."""
        row = self._rows.get(_ID)
        return FilingSettings() if row is None else FilingSettings.model_validate(row["settings"])

    def put(self, settings: FilingSettings) -> None:
        """Put these in place of the former ones."""
        self._rows.put({"id": _ID, "settings": settings.model_dump(mode="json", exclude_defaults=True)})
