"""The complaints of a data folder, put together from their parts: for the server and for commands alike."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from markwarden.complaints.case_book import CaseBook
from markwarden.complaints.cases import Assess, Cases
from markwarden.complaints.complaint_files import ComplaintFiles
from markwarden.complaints.desk import ComplaintDesk
from markwarden.complaints.filing_settings import FilingSettingsStore
from markwarden.complaints.profiles import Portals
from markwarden.complaints.record import ComplaintRecord
from markwarden.complaints.register import ComplaintRegister
from markwarden.complaints.sources import CaptureFiles, CaptureSource, DecisionSource
from markwarden.complaints.statement import Letters
from markwarden.complaints.statement.letters import FOLDER
from markwarden.registry import Registry
from markwarden.sightings import Sightings
from markwarden.store import BlobStore
from markwarden.store.interface import Store


def _now() -> datetime:
    return datetime.now(UTC)


def open_complaints(
    *,
    store: Store,
    blobs: BlobStore,
    folder: Path,
    registry: Registry,
    portals: Portals,
    sightings: Sightings,
    decisions: DecisionSource,
    captures: CaptureSource,
    capture_files: CaptureFiles,
    assess: Assess,
    now: Callable[[], datetime] = _now,
) -> tuple[ComplaintDesk, ComplaintRegister]:
    """Desk and register. `folder` is the data folder: templates of the person's own lie below it."""
    book = CaseBook(store, blobs)
    desk = ComplaintDesk(
        registry=registry,
        cases=Cases(decisions, sightings, captures, book, assess),
        book=book,
        record=ComplaintRecord(store),
        files=ComplaintFiles(book, capture_files),
        portals=portals,
        letters=Letters(folder / FOLDER),
        settings=FilingSettingsStore(store),
        now=now,
    )
    return desk, ComplaintRegister(desk, sightings)
