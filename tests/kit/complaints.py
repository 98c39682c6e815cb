"""A registry, decisions and a desk for tests of complaints."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from markwarden.capture_files import CaptureFiles
from markwarden.complaints.cases import seller_key
from markwarden.complaints.desk import ComplaintDesk
from markwarden.complaints.filing import Filing
from markwarden.complaints.opening import open_complaints
from markwarden.complaints.profiles import Portals
from markwarden.complaints.record import Filed, Row
from markwarden.complaints.register import ComplaintRegister
from markwarden.complaints.rights import Rights
from markwarden.complaints.sources import Decided
from markwarden.evidence.index import Index
from markwarden.evidence.layout import Layout
from markwarden.matching import Engine
from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.sightings import Sightings
from markwarden.store import BlobStore, SqliteStore, TinyStore
from markwarden_schema.case import CaptureRef, Case, CaseFacts, CaseFile, CaseListing, ListingFacts, SellerHistory
from markwarden_schema.complaint import ComplaintLink
from markwarden_schema.complaint_register import FilingSettings
from markwarden_schema.listing import Listing, SellerRef
from markwarden_schema.page import Page, PageKind
from markwarden_schema.registry import RegistryDocument

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
TODAY = date(2026, 3, 10)
SELLER = SellerRef(id="1100000001", name="Best Shoes Store")
MARK: dict[str, Any] = {
    "id": "r-mark",
    "kind": "trademark",
    "mark": "Acmara",
    "jurisdiction": "EU",
    "number": "018000001",
    "nice_classes": [18, 25],
    "registrant": "Acmara SARL",
    "registered": "2019-01-02",
    "expires": "2029-01-02",
    "portals": [{"portal": "ipp-aidc", "state": "approved"}],
}
PHOTOS: dict[str, Any] = {
    "id": "r-photos",
    "kind": "copyright",
    "title": "Acmara catalogue 2025",
    "registrant": "Acmara SARL",
    "urls": ["https://acmara.example/bags"],
}


def registry(*rights: dict[str, Any], **brand: Any) -> dict[str, Any]:
    """A registry document of one brand."""
    return {
        "format": "markwarden-registry/1",
        "brands": [{"id": "b-acmara", "name": "Acmara", "rights": list(rights) or [MARK, PHOTOS], **brand}],
    }


class Decisions:
    """Decisions that a test made."""

    def __init__(self, *decided: Decided) -> None:
        self.decided = list(decided)

    def infringing(self) -> Iterable[Decided]:
        return self.decided


class Captures:
    """Captures that a test made, by item."""

    def __init__(self) -> None:
        self.by_item: dict[str, list[CaptureRef]] = {}

    def of(self, item_ids: Iterable[str]) -> dict[str, list[CaptureRef]]:
        return {item: self.by_item[item] for item in item_ids if item in self.by_item}


def item(number: int) -> str:
    """An item id."""
    return str(1005001000000000 + number)


def decided(number: int, right: str = "r-mark", title: str = "Acmara shoulder bag", **fields: Any) -> Decided:
    """A decision on the `number`-th listing."""
    return Decided(
        **{"item_id": item(number), "right": right, "at": NOW, "title": f"{title} {number}", "seller": SELLER, **fields}
    )


class Office:
    """A whole desk on a folder of its own; the clock stands still unless it is moved."""

    def __init__(self, folder: Path, *decisions: Decided, document: dict[str, Any] | None = None) -> None:
        store, blobs = TinyStore(folder), BlobStore(folder / "blobs")
        self.now = NOW
        self.rows = SqliteStore(folder / "rows.sqlite3")
        self.sightings = Sightings(self.rows, now=lambda: self.now.timestamp())
        self.registry = Registry(store, blobs)
        self.registry.take_over(parse(json.dumps(document or registry()).encode(), "registry.json", {}))
        self.decisions = Decisions(*decisions)
        self.captures = Captures()
        self.portals = Portals(store, folder / "portals")
        engine = Engine.build(self.registry.document())
        self.desk: ComplaintDesk
        self.register: ComplaintRegister
        self.desk, self.register = open_complaints(
            store=store,
            blobs=blobs,
            folder=folder,
            registry=self.registry,
            portals=self.portals,
            sightings=self.sightings,
            decisions=self.decisions,
            captures=self.captures,
            capture_files=CaptureFiles(Index(self.rows), Layout(folder / "evidence"), lambda: self.now, None),
            assess=lambda listings: engine.assess(listings),
            now=lambda: self.now,
        )

    def see(self, *listings: Listing) -> None:
        """Let these be seen on a store's page."""
        self.sightings.record(Page(kind=PageKind.STORE, readable=True, listings=list(listings)))

    def close(self) -> None:
        self.rows.close()


def listing(number: int, ground: str = "unfair_use", **fields: Any) -> CaseListing:
    """A listing of a case with nothing against it."""
    facts = fields.pop("facts", {})
    return CaseListing.model_validate(
        {
            "item_id": item(number),
            "url": f"https://www.aliexpress.com/item/{item(number)}.html",
            "title": f"Acmara bag {number}",
            "decided": NOW,
            "last_seen": NOW,
            "places": ["title"],
            "identical": True,
            "ground": ground,
            "ground_why": {"en": "test", "zh": "测试"},
            "facts": ListingFacts(**facts),
            **fields,
        }
    )


def filing(
    *listings: CaseListing,
    right: dict[str, Any] | None = None,
    brand: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    case: dict[str, Any] | None = None,
    portal: str = "ipp-aidc",
    others: Iterable[Row] = (),
    folder: Path = Path("/nonexistent"),
    **row: Any,
) -> Filing:
    """A draft of these listings; by itself nothing speaks against it."""
    document = RegistryDocument.model_validate(registry({**MARK, **(right or {})}, **(brand or {})))
    held = Rights(document).get("r-mark")
    assert held is not None
    members = list(listings) or [listing(1)]
    made = Case.model_validate(
        {
            "id": "k-1",
            "right": held.ref,
            "seller": SELLER,
            "listings": len(members),
            "open": 0,
            "missing": 0,
            "latest": NOW,
            "members": members,
            "history": SellerHistory(listings_seen=0, infringing=0, complained=0, removed=0, rejected=0, relisted=0),
            "facts": CaseFacts(unauthorised=True),
            "files": [],
            "gaps": [],
            **(case or {}),
        }
    )
    links = row.pop("links", [link(one) for one in members])
    draft = Row.model_validate(
        {
            "id": "c-1",
            "portal": portal,
            "right": held.ref,
            "complaint_type": "listing",
            "reason": "unfair_use",
            "ground": "unfair_use",
            "created": NOW,
            "links": links,
            "statement": "The page shows the mark.",
            "evidence": [file("screenshot")],
            "seller_of": {one.item_id: seller_key(SELLER) for one in links if one.item_id},
            "sellers": {seller_key(SELLER): "Best Shoes Store (1100000001)"},
            **row,
        }
    )
    profile = Portals(TinyStore(folder), folder).get(portal)
    assert profile is not None
    filed = Filed([draft, *others])
    return Filing(
        draft, held, profile.profile, TODAY, {"k-1": made}, filed, FilingSettings.model_validate(settings or {})
    )


def link(one: CaseListing, **fields: Any) -> ComplaintLink:
    """A listing as a link of a draft."""
    return ComplaintLink.model_validate(
        {"item_id": one.item_id, "url": one.url, "case": "k-1", "title": one.title, **fields}
    )


def file(kind: str = "comparison", name: str = "picture.png", size: int = 1000, **fields: Any) -> CaseFile:
    """A file of a case."""
    return CaseFile.model_validate(
        {
            "sha256": (name + kind).encode().hex().ljust(64, "0")[:64],
            "name": name,
            "media_type": "image/png",
            "size": size,
            "kind": kind,
            **fields,
        }
    )
