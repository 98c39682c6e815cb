"""POST /api/v1/pages and the other endpoints, over a real socket."""

import json
import threading

from markwarden.serving import Server
from tests.conftest import fill
from tests.kit.client import Client
from tests.kit.pages import CHALLENGE, SEARCH_URL, Marks, card, search_page, some_goods

GOODS = some_goods(30, ("N1ke shoes men", "Case for iPhone 15", "Аррle watch band", "Linen dress", "耐克 shoes"))


def sent(html: str, *, fragment: bool = False, url: str = SEARCH_URL) -> dict[str, object]:
    return {"url": url, "html": html, "fragment": fragment}


def test_every_listing_is_answered_with_its_assessment(paired: Client) -> None:
    reply = paired.ask("POST", "/pages", sent(search_page(GOODS)))
    assert reply.status == 200
    report = reply.json
    assert report["kind"] == "search"
    assert [listing["item_id"] for listing in report["listings"]] == [one.item_id for one in GOODS]
    levels = [listing["assessment"]["level"] for listing in report["listings"]]
    assert levels[:5] == ["high", "low", "high", "clear", "high"]
    assert set(levels[5:]) == {"clear"}
    assert report["counts"] == {level: levels.count(level) for level in ("clear", "low", "medium", "high")}


def test_every_right_that_is_named_is_described(paired: Client) -> None:
    report = paired.ask("POST", "/pages", sent(search_page(GOODS))).json
    named = {s["right"] for listing in report["listings"] for s in listing["assessment"]["signals"] if s["right"]}
    assert named
    assert named <= report["rights"].keys()
    right = report["rights"][report["listings"][0]["assessment"]["right"]]
    assert (right["brand"], right["jurisdiction"], right["kind"]) == ("Nike", "EU", "trademark")
    assert right["number"]


def test_fragment(paired: Client) -> None:
    report = paired.ask("POST", "/pages", sent(card(GOODS[0]), fragment=True)).json
    assert [listing["assessment"]["level"] for listing in report["listings"]] == ["high"]


def test_unreadable_page_says_why(paired: Client) -> None:
    report = paired.ask("POST", "/pages", sent(CHALLENGE)).json
    assert (report["readable"], report["reason"], report["listings"]) == (False, "challenge", [])


def test_lone_surrogates_in_a_page_are_taken(paired: Client) -> None:
    body = json.dumps(sent(card(GOODS[0]) + "?")).replace("?", "\\ud800", 1).encode()
    reply = paired.raw(
        "POST",
        "/api/v1/pages",
        {"Authorization": f"Bearer {paired.token}", "Content-Type": "application/json; charset=utf-8"},
        body,
    )
    assert reply.status == 200


def test_a_new_mark_counts_at_the_next_page(paired: Client, server: Server) -> None:
    page = sent(search_page(some_goods(3, ("Zyxwave jacket",))))
    assert paired.ask("POST", "/pages", page).json["counts"]["high"] == 0
    fill(server.settings.data_dir, Marks(("Zyxwave",)))
    assert paired.ask("POST", "/pages", page).json["counts"]["high"] == 1


def test_registry_summary(paired: Client) -> None:
    assert paired.ask("GET", "/registry").json == {"brands": 8, "rights": 8, "marks": 8, "aliases": 1, "sellers": 0}


def test_many_pages_at_once(paired: Client) -> None:
    page = sent(search_page(GOODS))
    expected = paired.ask("POST", "/pages", page).body
    replies: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: replies.append(paired.ask("POST", "/pages", page).body)) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == [expected] * 12


def test_health_names_the_program(client: Client) -> None:
    assert client.ask("GET", "/health").json["server"] == "markwarden"
    assert client.ask("GET", "/health").json["paired"] is False
    client.pair()
    assert client.ask("GET", "/health").json["paired"] is True


def test_pairings_can_be_listed_and_ended(paired: Client) -> None:
    (one,) = paired.ask("GET", "/pairings").json["pairings"]
    assert one["name"] == "test"
    assert "token" not in json.dumps(one)
    assert paired.ask("DELETE", f"/pairings/{one['id']}").status == 204
    assert paired.ask("GET", "/pairings").code == "token_invalid"


def test_docs_work_without_the_network(client: Client) -> None:
    import re

    page = client.ask("GET", "/docs")
    assert client.ask("GET", "/docs/").body == page.body
    assert page.status == 200
    text = page.body.decode()
    assert "http:" not in text
    assert "https:" not in text
    for name in re.findall(r'(?:src|href)="([^"]+)"', text):
        assert client.raw("GET", name, {}).status == 200
    document = client.ask("GET", "/openapi.json").json
    assert document["openapi"].startswith("3.1")
