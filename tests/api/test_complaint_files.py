"""Captures as the files of a complaint: chosen by themselves within the form's limits, adjusted, fetched, noted in the custody log."""

import base64
import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from markwarden.evidence.redaction import redact
from markwarden.serving import Server
from markwarden_schema.record import Box
from tests.api.test_complaints import ITEM, decide
from tests.kit.captures import capture_over, parts_of, seal_of
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import FIRST_ID, Goods, item_page

ITEMS = [str(int(ITEM) + number) for number in range(7)]


def captured(client: Client, item: str, **seal: object) -> str:
    """A capture of that item's page."""
    page = item_page(Goods(int(item) - FIRST_ID, f"Nike shoes {item}"), []).encode()
    parts = [part for part in parts_of(seed=int(item) % 97) if part.name != "dom"]
    dom = next(part for part in parts_of() if part.name == "dom")
    made = type(dom)("dom", dom.media_type, page, {**dom.note, "sha256": hashlib.sha256(page).hexdigest()})
    return capture_over(
        client, [*parts, made], seal=seal_of(**seal), url=f"https://www.aliexpress.com/item/{item}.html"
    )


def draft(client: Client, **more: object) -> dict[str, object]:
    (case,) = client.ask("GET", "/cases").json["cases"]
    (made,) = client.ask("POST", "/complaints", {"cases": [case["id"]], **more}).json["complaints"]
    return dict(client.ask("GET", f"/complaints/{made['id']}").json)


def fetched(client: Client, complaint: object) -> list[tuple[dict[str, object], bytes]]:
    """What the worker fetches for the upload field."""
    form = client.ask("GET", f"/complaints/{complaint}/form").json
    return [(one, client.ask("GET", one["address"].removeprefix("/api/v1")).body) for one in form["files"]]


def test_pictures_of_few_captures_go_in_as_they_are(paired: Client, server: Server) -> None:
    captures = []
    for item in ITEMS[:2]:
        decide(paired, item=item)
        captures.append(captured(paired, item))
    decide(paired, item=ITEMS[2])
    complaint = draft(paired)
    files = fetched(paired, complaint["id"])
    assert [one["name"].split("-")[:2] for one, _ in files] == [["capture", item] for item in ITEMS[:2]]
    for capture, (offered, data) in zip(captures, files, strict=True):
        record = server._services.evidence.record(capture)
        assert hashlib.sha256(data).hexdigest() == offered["sha256"]
        # The very bytes of the sealed package: their digest stands in its manifest.
        assert offered["sha256"] in {file.sha256 for file in record.files}
    report = paired.ask("GET", f"/complaints/{complaint['id']}/check").json
    (shown,) = [one for one in report["findings"] if one["check"] == "page_not_shown"]
    assert shown["items"] == [ITEMS[2]]
    paired.ask("POST", f"/complaints/{complaint['id']}/events", {"status": "submitted", "reference": "AE-9"})
    told = [
        (one.package, one.detail) for one in server._services.evidence.log.entries() if one.action.value == "exported"
    ]
    assert told == [(capture, {"as": "complaint AE-9"}) for capture in captures]


def test_many_captures_go_on_sheets_within_the_limit(paired: Client, server: Server) -> None:
    for item in ITEMS:
        decide(paired, item=item)
        captured(paired, item)
    complaint = draft(paired, language="zh")
    ((offered, data),) = fetched(paired, complaint["id"])
    assert (offered["media_type"], data[:5]) == ("application/pdf", b"%PDF-")
    assert len(data) < 5 * 2**20
    (file,) = complaint["evidence"]  # type: ignore[misc]
    assert (file["items"], len(file["captures"])) == (ITEMS, len(ITEMS))
    assert complaint["files_left_out"] == []


def test_what_is_chosen_is_adjusted_and_told(paired: Client, server: Server, tmp_path: Path) -> None:
    decide(paired)
    capture = captured(paired, ITEM)
    console = Console(server)
    console.open()
    complaint = draft(paired)
    page = f"/complaints/{complaint['id']}"
    (file,) = complaint["evidence"]  # type: ignore[misc]
    assert "from 1 capture" in text_of(console.get(page))
    assert "The portal takes 4 files of up to 5.0 MiB as far as is known." in text_of(console.get(page))
    said = {"reason": "unfair_use", "complaint_type": "listing", "language": "en", "order_number": "", "keep": [complaint["links"][0]["url"]]}  # type: ignore[index] # fmt: skip
    console.post(page, said, page=page)
    assert paired.ask("GET", page).json["evidence"] == []
    assert "1 capture that is in no file" in text_of(console.get(page))
    console.post(page, {**said, "captures": capture}, page=page)
    assert [one["sha256"] for one in paired.ask("GET", page).json["evidence"]] == [file["sha256"]]
    refused = paired.ask("PUT", page, {"captures": ["20260101-000000-aaaaaa"]})
    assert refused.code == "invalid_request"
    assert "is no capture of a listing in this complaint" in refused.json["error"]["message"]
    console.post(page, said, page=page)
    console.post(page, {**said, "choose": "1"}, page=page)
    assert [one["sha256"] for one in paired.ask("GET", page).json["evidence"]] == [file["sha256"]]


def test_what_was_covered_stays_covered(paired: Client, server: Server) -> None:
    decide(paired)
    capture = captured(paired, ITEM)
    archive = server._services.evidence
    shown = next(file.path for file in archive.record(capture).files if file.kind.value == "full")
    redact(archive, capture, [Box(file=shown, x=0, y=0, width=80, height=50, why="name")], "test")
    ((_offered, data),) = fetched(paired, draft(paired)["id"])
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.convert("L").crop((10, 10, 70, 40)).getextrema()[1] < 20


def test_what_is_the_reviewers_own_is_covered_in_a_copy(paired: Client, server: Server) -> None:
    own = {"what": "name", "x": 10, "y": 10, "width": 60, "height": 30}
    decide(paired)
    capture = captured(paired, ITEM, personal=[{"picture": name, **own} for name in ("visible", "full")])
    ((offered, data),) = fetched(paired, draft(paired)["id"])
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.convert("L").crop((12, 12, 68, 38)).getextrema()[1] < 20
        assert picture.convert("L").crop((100, 60, 150, 90)).getextrema()[1] > 100
    originals = {file.sha256 for file in server._services.evidence.record(capture).files}
    assert offered["sha256"] not in originals


@pytest.mark.parametrize("limit", [2, 1])
def test_weightier_files_go_first_and_the_rest_is_named(paired: Client, server: Server, limit: int) -> None:
    decide(paired)
    captured(paired, ITEM)
    (case,) = paired.ask("GET", "/cases").json["cases"]
    for name, kind in (("licence.pdf", "other"), ("letter.doc", "report"), ("both.png", "comparison")):
        sent = {
            "name": name,
            "media_type": "application/pdf",
            "kind": kind,
            "data": base64.b64encode(name.encode()).decode(),
        }
        assert paired.ask("POST", f"/cases/{case['id']}/files", sent).status == 201
    paired.ask("PUT", "/portals/ipp-aidc/overrides", {"limits": {"files": limit}})
    complaint = draft(paired)
    names = [one["name"] for one in complaint["evidence"]]  # type: ignore[attr-defined]
    left = {one["claim"]: one["why"]["en"] for one in complaint["files_left_out"]}  # type: ignore[attr-defined]
    assert names == ["both.png", "licence.pdf"][:limit]
    assert left["letter.doc"].startswith("The form refuses files of this kind")
    assert any(why.startswith("The form takes no more files") for why in left.values())
