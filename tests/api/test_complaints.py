"""Complaints over the wire: from a decision to form values, a file back, and what happened afterwards."""

import base64
import hashlib
import json

from markwarden.decisions import Decisions
from markwarden.store import TinyStore
from markwarden_schema.decision import DecisionRequest
from markwarden_schema.listing import SellerRef
from tests.kit.client import Client

ITEM = "1005001000000001"


def decide(client: Client, word: str = "infringes", item: str = ITEM) -> None:
    folder = client.server.settings.data_dir
    (nike,) = [
        brand["rights"][0]["id"]
        for table in json.loads((folder / "brands.json").read_text("utf-8")).values()
        for brand in table.values()
        if brand["name"] == "Nike"
    ]
    Decisions(TinyStore(folder)).add(
        DecisionRequest(item_id=item, word=word, right=nike, title="Nike shoes", seller=SellerRef(id="1100000001"))
    )


def test_from_decision_to_form_and_after(paired: Client) -> None:
    assert paired.ask("GET", "/cases").json == {"cases": []}
    decide(paired)
    (case,) = paired.ask("GET", "/cases").json["cases"]
    assert (case["listings"], case["open"], case["seller"]["id"]) == (1, 1, "1100000001")
    paired.ask("PUT", f"/cases/{case['id']}/facts", {"unauthorised": True})
    data = b"\x89PNG a picture"
    sent = {
        "name": "../../a\\page.png",
        "media_type": "image/png",
        "kind": "screenshot",
        "data": base64.b64encode(data).decode(),
    }
    file = paired.ask("POST", f"/cases/{case['id']}/files", sent)
    assert (file.status, file.json["name"], file.json["size"]) == (201, "page.png", len(data))

    plan = paired.ask("POST", "/complaints/plan", {"cases": [case["id"]]}).json
    assert [one["reason"] for one in plan["complaints"]] == ["unfair_use"]
    (draft,) = paired.ask("POST", "/complaints", {"cases": [case["id"]]}).json["complaints"]
    report = paired.ask("GET", f"/complaints/{draft['id']}/check").json
    assert {"right_not_approved", "dead_links"} <= {one["check"] for one in report["findings"]}
    form = paired.ask("GET", f"/complaints/{draft['id']}/form").json
    assert form["values"]["links"] == [f"https://www.aliexpress.com/item/{ITEM}.html"]
    assert (form["values"]["ipr_type"], form["values"]["reason"]) == ("trademark", "unfair_use")
    assert {"declaration", "submit"} == set(form["left_to_person"])
    assert not {"declaration", "submit"} & form["values"].keys()
    (offered,) = form["files"]
    back = paired.ask("GET", offered["address"].removeprefix("/api/v1"))
    assert hashlib.sha256(back.body).hexdigest() == offered["sha256"]
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["content-disposition"].startswith("attachment")

    own = paired.ask("PUT", f"/complaints/{draft['id']}", {"statement": "My own words."}).json
    assert (own["statement"], own["statement_own"]) == ("My own words.", True)
    done = paired.ask("POST", f"/complaints/{draft['id']}/events", {"status": "submitted", "reference": "R-77"}).json
    assert (done["status"], done["reference"]) == ("submitted", "R-77")
    assert paired.ask("PUT", f"/complaints/{draft['id']}", {"statement": "Too late."}).code == "invalid_request"
    assert [one["reference"] for one in paired.ask("GET", "/complaints/due").json["due"]] == ["R-77", "R-77"]
    assert b"BEGIN:VCALENDAR" in paired.ask("GET", "/complaints/due.ics").body
    assert paired.ask("GET", "/cases").json["cases"][0]["open"] == 0
    assert paired.ask("GET", "/good-faith/ipp-aidc").json["standings"][0]["pending"] == 1
    assert paired.ask("GET", "/good-faith/ipp-aidc/plot").body.startswith(b"<svg")
    left = paired.ask("POST", "/complaints/plan", {"cases": [case["id"]]}).json["left_out"]
    assert [one["why"]["en"] for one in left] == ["It stands in complaint R-77."]


def test_last_word_on_a_listing_counts(paired: Client) -> None:
    decide(paired)
    decide(paired, "undecided")
    assert paired.ask("GET", "/cases").json == {"cases": []}


def test_refusals_say_what_is_wrong(paired: Client) -> None:
    decide(paired)
    (case,) = paired.ask("GET", "/cases").json["cases"]
    files = f"/cases/{case['id']}/files"
    assert paired.ask("POST", files, {"data": "%%%"}).json["error"]["message"] == "The file is not valid base64."
    assert paired.ask("POST", files, {}).json["error"]["message"] == "The file is empty."
    for portal in ("none", "aliprotect"):
        assert (
            paired.ask("POST", "/complaints/plan", {"cases": [case["id"]], "portal": portal}).code == "invalid_request"
        )
    assert paired.ask("POST", "/complaints", {"cases": ["k-none"]}).code == "invalid_request"
    (draft,) = paired.ask("POST", "/complaints", {"cases": [case["id"]]}).json["complaints"]
    assert paired.ask("PUT", f"/complaints/{draft['id']}", {"evidence": ["0" * 64]}).code == "invalid_request"
    assert paired.ask("POST", f"/complaints/{draft['id']}/events", {"status": "upheld"}).code == "invalid_request"
    assert paired.ask("DELETE", f"/complaints/{draft['id']}").status == 204


def test_notice_names_what_is_missing(paired: Client) -> None:
    decide(paired)
    (case,) = paired.ask("GET", "/cases").json["cases"]
    dmca = paired.ask("POST", f"/cases/{case['id']}/notice", {"kind": "dmca"}).json
    assert "The DMCA is about copyright only: this right is another one." in [one["en"] for one in dmca["missing"]]
    assert "under penalty of perjury" not in dmca["text"]
    whole = {
        "kind": "dsa",
        "to": "ip@market.example",
        "name": "Nike",
        "email": "ip@nike.example",
        "good_faith": True,
        "language": "zh",
    }
    dsa = paired.ask("POST", f"/cases/{case['id']}/notice", whole).json
    assert "本人善意确信" in dsa["text"]
    assert base64.b64decode(dsa["pdf"]).startswith(b"%PDF")
    assert b"X-Unsent: 1" in base64.b64decode(dsa["eml"])
