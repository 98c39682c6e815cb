"""A complaint of 300 links: planned, drafted, checked, edited, its pages and its files; beside the least that any program does."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PIL import Image

from markwarden.capture_files import CaptureFiles
from markwarden.complaints.sources import Chosen, Room
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden_schema.assessment import RightRef
from markwarden_schema.case import CaseFacts, Ground, ListingFacts
from markwarden_schema.complaint import ComplaintEdit, PlanRequest
from markwarden_schema.decision import DecisionRequest, DecisionWord
from markwarden_schema.listing import Listing, SellerRef
from markwarden_schema.page import Page, PageKind
from tests.bench.tables import median, p95, table, timed
from tests.kit import casework
from tests.kit.captures import MadePart, archive_in, png, sealed_capture
from tests.kit.complaints import SELLER, Office, decided, item
from tests.kit.console import Console
from tests.kit.pages import Goods, item_page

LINKS = 300
RUNS = 20
FEW = 5
CAPTURES = (4, 30, 100)


def main() -> None:
    print("The desk alone")
    _desk()
    print("\nThe console over a socket, one complaint of 300 links")
    _console()
    print("\nFiles chosen from captures of 1280 x 720 pixels, four of at most 5 MB")
    _files()


def _desk() -> None:
    rows: list[list[object]] = []
    for captured in (LINKS, LINKS * 5):
        with tempfile.TemporaryDirectory() as folder:
            office = Office(Path(folder), *(decided(number) for number in range(captured)))
            office.see(*(Listing(item_id=item(n), title=f"Acmara bag {n}", seller=SELLER) for n in range(captured)))
            (case,) = office.desk.cases().cases
            office.desk.write_facts(case.id, CaseFacts(unauthorised=True))
            request = PlanRequest(cases=[case.id])
            drafts = office.desk.draft(request).complaints
            one = drafts[0].id
            again = PlanRequest(cases=[case.id], again=True)
            links = office.desk.row(one).links
            moved = again.model_copy(
                update={"placed": {item(0): f"{office.desk.plan(again).complaints[0].part[:8]}-9"}}
            )
            peer = median(timed(lambda: json.dumps([link.model_dump(mode="json") for link in links]), RUNS))
            steps: list[tuple[str, Callable[[], object], int]] = [
                ("plan", lambda: office.desk.plan(again), RUNS),
                ("plan, one moved", lambda: office.desk.plan(moved), RUNS),
                ("check", lambda: office.desk.check(one), RUNS),
                ("edit", lambda: office.desk.edit(one, ComplaintEdit(reason="unfair_use")), RUNS),
                ("form values", lambda: office.desk.form(one), RUNS),
                ("draft", lambda: office.desk.draft(again), FEW),
            ]
            for name, work, runs in steps:
                rows.append([captured, len(drafts), name, *_figures(timed(work, runs), peer)])
            office.close()
    table(["decided", "complaints", "step", "ms", "p95", "x writing 300 links as JSON"], rows)


def _figures(times: list[float], peer: float) -> list[str]:
    return [f"{median(times):.0f}", f"{p95(times):.0f}", f"{median(times) / peer:.0f}"]


def _console() -> None:
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        casework.fill(Path(folder))
        with Server(Settings(data_dir=Path(folder), port=0)) as server:
            here = server._services
            nike = next(one for one in here.registry.document().brands if one.name == "Nike").rights[0].id
            seller = SellerRef(id=casework.STORE[0], name=casework.STORE[1])
            seen = [Listing(item_id=item(n), title=f"Nike shoes {n}", seller=seller) for n in range(LINKS)]
            here.sightings.record(Page(kind=PageKind.STORE, readable=True, listings=seen))
            for one in seen:
                here.decide(DecisionRequest(item_id=one.item_id, word=DecisionWord.INFRINGES, right=nike, title=one.title, seller=seller))  # fmt: skip
            desk = here.complaints
            (case,) = desk.cases().cases
            facts = {one.item_id: ListingFacts(gone=False) for one in seen}
            desk.write_facts(case.id, CaseFacts(unauthorised=True, listings=facts))
            (draft,) = desk.draft(PlanRequest(cases=[case.id])).complaints
            console = Console(server)
            console.open()
            page = f"/complaints/{draft.id}"
            said = {"reason": draft.reason, "complaint_type": "listing", "language": "en", "order_number": "", "keep": [link.url for link in desk.row(draft.id).links[:-1]]}  # fmt: skip
            peer = median(timed(lambda: console.get("/complaints/settings/"), RUNS))
            steps: list[tuple[str, Callable[[], object]]] = [
                ("case page", lambda: console.get(f"/cases/{case.id}")),
                ("plan page", lambda: console.get(f"/complaints/plan/?case={case.id}&again=1")),
                ("draft page", lambda: console.get(page)),
                ("save the form and see it again", lambda: console.post(page, said, page=page)),
            ]
            for name, work in steps:
                rows.append([name, *_figures(timed(work, FEW), peer)])
    table(["step", "ms", "p95", "x the settings page"], rows)


def _files() -> None:
    rows: list[list[object]] = []
    noise = np.random.default_rng(7).integers(0, 255, (90, 160, 3), dtype=np.uint8)
    screen = png(Image.fromarray(noise).resize((1280, 720)))
    with tempfile.TemporaryDirectory() as folder:
        archive = archive_in(Path(folder))
        items: list[str] = []
        for number in range(max(CAPTURES)):
            goods = Goods(number + 1, f"Nike shoes {number}")
            dom = item_page(goods, []).encode()
            parts = [
                MadePart(name, kind, data, {"sha256": hashlib.sha256(data).hexdigest()})
                for name, kind, data in (("visible", "image/png", screen), ("dom", "text/html", dom))
            ]
            sealed_capture(archive, parts, url=f"https://www.aliexpress.com/item/{goods.item_id}.html")
            items.append(goods.item_id)
        files = CaptureFiles(archive.index, archive.layout, lambda: datetime.now(UTC), None)
        right = RightRef(id="r-1", brand="Nike", kind="trademark", label="Nike", number="018000001", jurisdiction="EU")
        room = Room(right, Ground.UNFAIR_USE, "Nike - Happy Shop", "en", files=4, largest=5 * 2**20)
        for count in CAPTURES:
            made: list[Chosen] = []
            times = timed(lambda count=count, made=made: made.append(files.choose(items[:count], room)), 1)
            sizes = [one.file.size / 2**20 for one in made[-1].files]
            shown = sum(len(one.file.captures) for one in made[-1].files)
            rows.append([count, len(sizes), f"{max(sizes):.1f}", shown, f"{median(times):.0f}"])
        archive.close()
    table(["captures", "files", "largest, MB", "captures in them", "ms"], rows)


if __name__ == "__main__":
    main()
