"""What a running server works with, built in one place."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Flask, current_app

from markwarden.audit import AuditedStore, Trail
from markwarden.capture_files import CaptureFiles
from markwarden.case_evidence import Uses
from markwarden.complaints.decided import InfringingDecisions
from markwarden.complaints.opening import open_complaints
from markwarden.complaints.profiles import Portals
from markwarden.complaints.profiles.portals import FOLDER as PORTALS
from markwarden.decisions import Decisions
from markwarden.errors import Refusal
from markwarden.evidence import Archive
from markwarden.evidence.compared import Sources
from markwarden.evidence.comparisons import Comparisons
from markwarden.evidence.hands import hands
from markwarden.evidence.index import Index
from markwarden.evidence.retention import Retention
from markwarden.matching import Decided, Engine
from markwarden.matching.image.photo import PhotoDetector
from markwarden.pages import read_page
from markwarden.pairing import ConsoleDoor, Feeds, PairingDesk, Pairings
from markwarden.pictures import Pictures
from markwarden.pictures.references import Purpose
from markwarden.pictures.thresholds import Thresholds
from markwarden.preferences import PreferenceStore
from markwarden.registry import Registry
from markwarden.same_photos import SamePhotos
from markwarden.screening import assessed, rights_named, screen
from markwarden.settings import EVIDENCE, PICTURE_INDEX, ROWS, Settings
from markwarden.sightings import Sightings, listing_of
from markwarden.store import BlobStore, SqliteStore, TinyStore
from markwarden_schema.case import CaptureRef
from markwarden_schema.decision import Decision, DecisionRequest
from markwarden_schema.error import ErrorCode
from markwarden_schema.listing import Listing
from markwarden_schema.page import Page, PageReport
from markwarden_schema.picture import ImageReport, ImageState, ImageVerdict

_KEY = "markwarden"


class EngineHolder:
    """The engine for the registry as it is now.

    Who first asks after a change brings it up to date; who asks meanwhile is answered by the former one, so that
    no page waits for the indexing of another's import.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lock = threading.Lock()
        self._version = registry.version()
        self._engine = Engine.build(registry.document())
        # Word lists load at the first use: while the server starts, not while the first page waits.
        self._engine.assess([Listing(item_id="0", title="warm up 1:1")])

    def current(self) -> Engine:
        """The engine; brought up to date when the registry has changed."""
        version = self._registry.version()
        if version != self._version and self._lock.acquire(blocking=False):
            try:
                self._engine = self._engine.updated(self._registry.document())
                self._version = version
            finally:
                self._lock.release()
        return self._engine


class CapturedListings:
    """The captures of listings, as complaints refer to them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, item_ids: Sequence[str]) -> dict[str, list[CaptureRef]]:
        """Sealed packages by item: of its own page first, then of pages that list it, each newest first."""
        found = {item: self._index.showing(item) for item in item_ids}
        return {
            item: [CaptureRef(id=row.id, at=row.sealed, sha256=row.seal) for row in rows]
            for item, rows in found.items()
            if rows
        }


class Services:
    """The parts that routes call. `close` ends them: until then threads hold connections to the SQLite file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rows = SqliteStore(settings.data_dir / ROWS)
        self.trail = Trail(self.rows)
        store = AuditedStore(TinyStore(settings.data_dir), self.trail)
        blobs = BlobStore(settings.data_dir / "blobs")
        self.registry = Registry(store, blobs)
        self.pairings = Pairings(store)
        self.portals = Portals(store, settings.data_dir / PORTALS)
        self.desk = PairingDesk(settings.data_dir)
        self.door = ConsoleDoor(self.rows)
        self.feeds = Feeds(self.rows)
        self.preferences = PreferenceStore(store)
        self.engine = EngineHolder(self.registry)
        self.sightings = Sightings(self.rows)
        self.pictures = Pictures(
            self.rows,
            self.registry,
            blobs,
            settings.data_dir / PICTURE_INDEX,
            {Purpose.PHOTO: PhotoDetector()},
            engine=self.engine.current,
            thresholds=Thresholds(store),
            words=settings.words,
        )
        self.same_photos = SamePhotos(self.pictures.lookalikes, self.sightings)
        self.evidence = Archive(
            settings.data_dir / EVIDENCE, self.rows, store, Sources(self.pictures.kept_at, self._reference)
        )
        self.comparisons = Comparisons(store, BlobStore(settings.data_dir / EVIDENCE / "genuine"))
        self.decisions = Decisions(store)
        self._decided = (self.decisions.version(), Decided(self.decisions.all()))
        self.complaints, self.complaint_register = open_complaints(
            store=store,
            blobs=blobs,
            folder=settings.data_dir,
            registry=self.registry,
            portals=self.portals,
            sightings=self.sightings,
            decisions=InfringingDecisions(self.decisions),
            captures=CapturedListings(self.evidence.index),
            capture_files=CaptureFiles(
                self.evidence.index,
                self.evidence.layout,
                lambda: datetime.now(UTC),
                lambda capture, what: self.evidence.exported(capture, hands("complaint"), what),
            ),
            assess=lambda listings: self.engine.current().assess(listings),
        )
        self.retention = Retention(
            store,
            self.evidence,
            Uses(
                self.evidence.index,
                InfringingDecisions(self.decisions).infringing,
                self.complaints.record.all,
                self.comparisons.captures,
            ),
        )

    def decided(self) -> Decided:
        """The decisions as they are now, indexed for assessing."""
        version = self.decisions.version()
        if version != self._decided[0]:
            self._decided = (version, Decided(self.decisions.all()))
        return self._decided[1]

    def decide(self, request: DecisionRequest) -> Decision:
        """Keep a decision, with the brand of its right. Raises `Refusal` where there is no such right."""
        if request.right is not None:
            rights = self.engine.current().rights
            if request.right not in rights:
                raise Refusal(ErrorCode.INVALID_REQUEST, "There is no such right in the registry.")
            request = request.model_copy(update={"brand": rights[request.right].brand})
        return self.decisions.add(request)

    def close(self) -> None:
        """Close what is open on the disk."""
        self.retention.stop()
        self.pictures.close()
        self.evidence.close()
        self.rows.close()

    def assess_capture(self, capture_id: str) -> PageReport | None:
        """The captured document read and assessed as the page itself was; None where it was not sent."""
        document = self.evidence.document_of(capture_id) if self.evidence.intake.has(capture_id) else None
        if document is None:
            return None
        page = self.sightings.with_memory(read_page(*document))
        return self._screened(page)

    def _reference(self, sha256: str) -> bytes | None:
        found = self.pictures.reference(sha256)
        return None if found is None else found.data

    def screen(self, page: Page) -> PageReport:
        """A page that was read: remembered, assessed, and which of its pictures are wanted."""
        page = self.sightings.with_memory(page)
        self.sightings.record(page)
        self.pictures.seen(page)
        report = self._screened(page)
        noted = self.same_photos.noted(report.listings)
        return report.model_copy(update={"listings": noted, "wanted": self.pictures.wanted(report)})

    def screen_again(self, page: Page) -> PageReport:
        """Listings of a page that was read before, after a decision."""
        page = self.sightings.with_memory(page)
        ids = [listing.item_id for listing in page.listings]
        return screen(page, self.engine.current(), self.decided(), self.pictures.found_of(ids))

    def _screened(self, page: Page) -> PageReport:
        return screen(page, self.engine.current(), self.decided(), self.pictures.found(page.listings, page.kind))

    def report_of_images(self, verdicts: list[ImageVerdict], *, glanced: bool = False) -> ImageReport:
        """What came of pictures, and the listings that show those that were looked at, as they are assessed now.

        `glanced`: those too in which a first glance found something; whoever asks again was told of them already.
        """
        told = [
            one.key
            for one in verdicts
            if one.state in (ImageState.DONE, ImageState.PARTLY)
            or (glanced and one.state is ImageState.PENDING and self.pictures.glimpsed(one.key))
        ]
        item_ids = self.pictures.memory.items_of(told)
        seen = self.sightings.many(item_ids).values()
        engine = self.engine.current()
        reports = assessed([listing_of(one) for one in seen], engine, self.decided(), self.pictures.found_of(item_ids))
        noted = self.same_photos.noted(reports)
        return ImageReport(images=verdicts, listings=noted, rights=rights_named(reports, engine))

    def attach(self, app: Flask) -> None:
        """Make them known to the routes of `app`."""
        app.extensions[_KEY] = self


def services() -> Services:
    """Those of the application that serves the current request."""
    return services_of(current_app)


def services_of(app: Flask) -> Services:
    """Those of an application."""
    found: Services = app.extensions[_KEY]
    return found
