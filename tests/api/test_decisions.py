"""Decisions over the wire: made, listed, undone, and heeded by the next page."""

from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, search_page, some_goods

GOODS = some_goods(12, ("N1ke shoes", "Linen dress"))
ITEM = GOODS[0].item_id
DISMISSAL = {
    "item_id": ITEM,
    "word": "dismissed",
    "right": "right-Nike",
    "reason": "other_brand",
    "title": "N1ke shoes",
}


def first(client: Client) -> dict[str, object]:
    report = client.ask("POST", "/pages", {"url": SEARCH_URL, "html": search_page(GOODS)}).json
    return next(listing for listing in report["listings"] if listing["item_id"] == ITEM)


def test_a_dismissed_listing_stays_quiet_until_it_is_undone(paired: Client) -> None:
    before = first(paired)
    assert before["assessment"]["level"] == "high"
    assert before["decision"] is None
    made = paired.ask("POST", "/decisions", DISMISSAL)
    assert made.status == 201
    assert made.json["brand"] == "Nike"
    quiet = first(paired)
    assert quiet["assessment"]["level"] in ("clear", "low")
    assert quiet["decision"]["word"] == "dismissed"
    assert quiet["decision"]["id"] == made.json["id"]
    assert paired.ask("DELETE", f"/decisions/{made.json['id']}").status == 204
    assert first(paired) == before


def test_listings_are_assessed_again(paired: Client) -> None:
    paired.ask("POST", "/decisions", {**DISMISSAL, "scope": "phrase", "phrase": "N1ke shoes"})
    listings = [{"item_id": "5", "title": "n1ke shoes"}, {"item_id": "6", "title": "n1ke boots"}]
    report = paired.ask("POST", "/assessments", {"url": SEARCH_URL, "kind": "search", "listings": listings}).json
    assert [one["decision"] and one["decision"]["word"] for one in report["listings"]] == ["dismissed", None]
    assert [one["assessment"]["level"] for one in report["listings"]] == ["clear", "high"]
    assert report["rights"]["right-Nike"]["brand"] == "Nike"
    assert report["counts"] == {"clear": 1, "low": 0, "medium": 0, "high": 1}


def test_listing_by_item_right_and_word(paired: Client) -> None:
    for item, word in (("1", "infringes"), ("2", "watched"), ("2", "infringes")):
        reply = paired.ask("POST", "/decisions", {"item_id": item, "word": word, "right": "right-Nike"})
        assert reply.status == 201

    def items(query: str) -> list[tuple[str, str]]:
        reply = paired.ask("GET", f"/decisions{query}")
        return [(one["item_id"], one["word"]) for one in reply.json["decisions"]]

    assert items("") == [("2", "infringes"), ("2", "watched"), ("1", "infringes")]
    assert items("?item_id=1") == [("1", "infringes")]
    assert items("?word=infringes&right=right-Nike&limit=1") == [("2", "infringes")]
    assert paired.ask("GET", "/decisions?limit=1").json["total"] == 3
    assert items("?right=right-Gucci") == []


def test_bad_requests_keep_nothing(paired: Client) -> None:
    for wrong in ({"right": "none"}, {"word": "infringes"}, {"scope": "seller"}, {"scope": "phrase"}, {"unknown": 1}):
        assert paired.ask("POST", "/decisions", {**DISMISSAL, **wrong}).code == "invalid_request"
    for query in ("?word=guilty", "?limit=0", "?limit=x", "?limit=5001"):
        assert paired.ask("GET", f"/decisions{query}").code == "invalid_request"
    assert paired.ask("GET", "/decisions").json == {"decisions": [], "total": 0}
