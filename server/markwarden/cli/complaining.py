"""What the commands about complaints share: the desk on the data folder, and refusals as one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from markwarden.audit import AuditedStore, Trail
from markwarden.capture_files import CaptureFiles
from markwarden.cli.engines import engine_for
from markwarden.complaints.decided import InfringingDecisions
from markwarden.complaints.desk import ComplaintDesk
from markwarden.complaints.drafting import EditError
from markwarden.complaints.following import StepError
from markwarden.complaints.opening import open_complaints
from markwarden.complaints.portal_list import ListError
from markwarden.complaints.profiles import Portals
from markwarden.complaints.profiles.portals import FOLDER as PORTALS
from markwarden.complaints.register import ComplaintRegister
from markwarden.complaints.statement import LetterError
from markwarden.decisions import Decisions
from markwarden.evidence.index import Index
from markwarden.evidence.layout import Layout
from markwarden.registry import Registry
from markwarden.services import CapturedListings
from markwarden.settings import EVIDENCE, ROWS, data_dir
from markwarden.sightings import Sightings
from markwarden.store import BlobStore, SqliteStore, TinyStore


@contextmanager
def office() -> Iterator[tuple[ComplaintDesk, ComplaintRegister]]:
    """Desk and register of the data folder. A server may run meanwhile: its open captures are not touched."""
    folder = data_dir()
    rows = SqliteStore(folder / ROWS)
    store, blobs = AuditedStore(TinyStore(folder), Trail(rows)), BlobStore(folder / "blobs")
    try:
        yield open_complaints(
            store=store,
            blobs=blobs,
            folder=folder,
            registry=Registry(store, blobs),
            portals=Portals(store, folder / PORTALS),
            sightings=Sightings(rows),
            decisions=InfringingDecisions(Decisions(store)),
            captures=CapturedListings(Index(rows)),
            # The custody log is a running server's to write.
            capture_files=CaptureFiles(Index(rows), Layout(folder / EVIDENCE), lambda: datetime.now(UTC), None),
            assess=lambda listings: engine_for(None).assess(listings) if listings else [],
        )
    except (EditError, StepError, ListError, LetterError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        rows.close()
