"""Captures over the socket: from the first part to the sealed package."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from markwarden.evidence import verify
from markwarden.evidence.intake import CAPS
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.api.test_images import GOODS, KEYS, protect, settled
from tests.api.test_images import URL as SEARCH
from tests.api.test_images import page as search
from tests.kit.captures import MadePart, begin_of, capture_over, parts_of, seal_of, send_part
from tests.kit.client import EXTENSION, Client
from tests.kit.console import Console, text_of
from tests.kit.photos import EDITS, jpeg, scene


def test_capture_is_sealed_and_sound(paired: Client) -> None:
    capture_id = capture_over(paired)
    state = paired.ask("GET", f"/captures/{capture_id}").json
    assert (state["stage"], state["missing"]) == ("sealed", [])
    assert "77665544" not in json.dumps(state)
    folder = paired.server.settings.data_dir / "evidence"
    result = verify(folder / "packages" / capture_id)
    assert result.sound, result.problems
    assert result.chain == "sound, 1 entries"
    assert result.seal == state["seal"]
    assert [one["id"] for one in paired.ask("GET", "/captures").json["captures"]] == [capture_id]


def test_captured_document_is_read_and_assessed(paired: Client) -> None:
    capture_id = capture_over(paired)
    package = paired.server.settings.data_dir / "evidence/packages" / capture_id
    record = json.loads((package / "data/record.json").read_text("utf-8"))
    assert record["page"]["kind"] == "item"
    assert record["page"]["listings"][0]["item_id"] == "1005001000000001"
    assert "risk" in record["page"]["listings"][0]["assessment"]


def test_lost_answers_do_no_harm(paired: Client) -> None:
    """The worker asks again whatever it got no answer to."""
    capture_id = str(paired.ask("POST", "/captures", begin_of()).json["id"])
    for part in parts_of():
        assert send_part(paired, capture_id, part).status == 204
        assert send_part(paired, capture_id, part).status == 204
    first = paired.ask("POST", f"/captures/{capture_id}/seal", seal_of())
    again = paired.ask("POST", f"/captures/{capture_id}/seal", seal_of())
    assert (first.status, first.json) == (201, again.json)


def test_capture_outlives_the_server(data_dir: Path) -> None:
    """Half of it sent, the server stopped and started: the rest is sent, and it is whole."""
    parts = parts_of()
    with Server(Settings(data_dir=data_dir, port=0)) as first:
        client = Client(first)
        token = client.pair()
        capture_id = str(client.ask("POST", "/captures", begin_of()).json["id"])
        for part in parts[:3]:
            send_part(client, capture_id, part)
    with Server(Settings(data_dir=data_dir, port=0)) as second:
        client = Client(second, token)
        state = client.ask("GET", f"/captures/{capture_id}").json
        assert (state["stage"], state["parts"]) == ("open", sorted(part.name for part in parts[:3]))
        for part in parts:
            if part.name not in state["parts"]:
                assert send_part(client, capture_id, part).status == 204
        assert client.ask("POST", f"/captures/{capture_id}/seal", seal_of()).json["missing"] == []


def test_refusals(paired: Client) -> None:
    capture_id = str(paired.ask("POST", "/captures", begin_of()).json["id"])
    part = parts_of()[0]
    wrong = replace(part, note={"sha256": "0" * 64})
    assert send_part(paired, capture_id, wrong).code == "digest_mismatch"
    assert send_part(paired, capture_id, part, Markwarden_Part=None).code == "invalid_request"
    assert send_part(paired, capture_id, part, Markwarden_Part=quote('{"sha256": "x"}')).code == "invalid_request"
    assert send_part(paired, capture_id, replace(part, name="opened")).code == "not_found"
    assert send_part(paired, capture_id, replace(part, media_type="text/plain")).code == "unsupported_media_type"
    assert send_part(paired, capture_id, part, Authorization=None).code == "token_missing"
    assert send_part(paired, capture_id, part, Origin="https://www.aliexpress.com").code == "origin_not_allowed"
    assert send_part(paired, "20260101-000000-00000000", part).code == "not_found"
    assert send_part(paired, capture_id, part, Origin=EXTENSION).status == 204
    big = replace(part, name="image-000", data=b"x" * (CAPS["image"] + 1))
    assert send_part(paired, capture_id, big).code == "body_too_large"
    assert paired.ask("DELETE", f"/captures/{capture_id}").status == 204
    assert paired.ask("GET", f"/captures/{capture_id}").code == "not_found"
    sealed = capture_over(paired)
    assert send_part(paired, sealed, part).code == "capture_closed"
    assert paired.ask("DELETE", f"/captures/{sealed}").code == "capture_closed"


def test_pictures_of_a_search_page_are_compared_in_its_capture(paired: Client, data_dir: Path) -> None:
    """Looked at on the page, then captured: what was found is sealed with both pictures and their differences."""
    protect(data_dir, 1)
    paired.ask("POST", "/pages", {"url": SEARCH, "html": search()})
    settled(paired, [(KEYS[0], jpeg(EDITS["cropped"](scene(1)))), (KEYS[1], jpeg(scene(77)))])
    dom = search().encode()
    part = MadePart("dom", "text/html", dom, {"sha256": hashlib.sha256(dom).hexdigest()})
    parts = [one for one in parts_of() if one.name != "dom"]
    capture_id = capture_over(paired, [*parts, part], url=SEARCH)
    here = paired.server._services
    record = here.evidence.record(capture_id)
    [one] = record.comparisons
    assert (one.item_id, one.kind.value, one.brand) == (GOODS[0].item_id, "copied_photo", "Acmara")
    assert one.difference is not None
    assert one.reference is not None
    package = here.evidence.folder(capture_id)
    assert (package / one.picture).read_bytes() == jpeg(EDITS["cropped"](scene(1)))
    assert (package / one.reference).read_bytes() == jpeg(scene(1))
    assert record.missing == []
    console = Console(paired.server)
    console.open(f"/evidence/{capture_id}")
    page = console.get(f"/evidence/{capture_id}")
    assert "Compared when it was sealed" in text_of(page)
    assert console.get(f"/evidence/{capture_id}/file/{one.difference}").headers["content-type"] == "image/jpeg"
    # Each of its listings leads to it.
    assert [row.id for row in here.evidence.index.showing(GOODS[3].item_id)] == [capture_id]
    assert capture_id in console.get(f"/listings/{GOODS[3].item_id}").body.decode()
