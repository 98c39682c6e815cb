"""A registry, flagged listings and decisions for the console's pages of complaints."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.serving import Server
from markwarden.sightings import listing_of
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.complaint import ComplaintStatus, CounterNoticeRequest, EventRequest, PlanRequest
from markwarden_schema.decision import DecisionRequest, DecisionWord
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, Goods, old_search_page

STORE = ("1100000001", "Happy Shop")
OTHER_STORE = ("1100000002", "Sunny Store")
TITLES = (
    "N1ke air running shoes men 1:1",
    "Nike shoes original box 1:1 copy",
    "Nike sport socks",
    "Addides hoodie 1:1 replica",
    "Ceramic mug",
)


def right(kind: str, name: str, **fields: Any) -> dict[str, Any]:
    """A right with all that a complaint asks for."""
    named = {"mark": name} if kind == "trademark" else {"title": name}
    return {"kind": kind, **named, "jurisdiction": "EU", "number": "018000001", "registrant": f"{name} SA", "nice_classes": [25], "portals": [{"portal": "ipp-aidc", "state": "approved"}], **fields}  # fmt: skip


def fill(folder: Path) -> None:
    """Two brands with a mark each."""
    brands = [{"name": name, "rights": [right("trademark", name)]} for name in ("Nike", "Adidas")]
    document = {"format": "markwarden-registry/1", "brands": brands}
    Registry(TinyStore(folder), BlobStore(folder / "blobs")).take_over(
        parse(json.dumps(document).encode(), "registry.json", {})
    )


def browse(server: Server, titles: tuple[str, ...] = TITLES) -> Client:
    """Let the listings be seen on a search page, as the extension reports it."""
    client = Client(server)
    client.pair()
    goods = [Goods(n, title, store=STORE if n != 2 else OTHER_STORE) for n, title in enumerate(titles)]
    client.ask("POST", "/pages", {"url": SEARCH_URL, "html": old_search_page(goods), "fragment": False})
    return client


def decide(server: Server, count: int = 3) -> list[str]:
    """The first listings that a right fits stand decided as infringing; their item ids."""
    here = server._services
    items: list[str] = []
    for seen in sorted(here.sightings.recent(limit=50), key=lambda one: one.item_id):
        (assessment,) = here.engine.current().assess([listing_of(seen)])
        if assessment.right is None or len(items) == count:
            continue
        here.decide(
            DecisionRequest(
                item_id=seen.item_id, word=DecisionWord.INFRINGES, right=assessment.right, title=seen.title, url=seen.url,
                price=seen.price, seller=seen.seller,
            )
        )  # fmt: skip
        items.append(seen.item_id)
    return items


def worked(server: Server) -> dict[str, str]:
    """A complaint with a counter-notice, a draft, and the first one's case: their ids."""
    desk = server._services.complaints
    today = desk.today()
    first, second = desk.cases().cases
    (filed,) = desk.draft(PlanRequest(cases=[first.id])).complaints
    steps = (
        EventRequest(status=ComplaintStatus.SUBMITTED, on=today - timedelta(days=9), reference="AE-2026-001"),
        EventRequest(status=ComplaintStatus.REMOVED, on=today - timedelta(days=7)),
    )
    for step in steps:
        desk.step(filed.id, step)
    said = CounterNoticeRequest(
        forwarded=today - timedelta(days=1), ground="We sell genuine goods", text="From the brand."
    )
    desk.counter(filed.id, said)
    (draft,) = desk.draft(PlanRequest(cases=[second.id])).complaints
    return {"counter": filed.id, "draft": draft.id, "case": first.id}
