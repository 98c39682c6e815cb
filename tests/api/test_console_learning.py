"""The console on what was decided, and on other spellings, over a real socket."""

import re

import pytest

from markwarden.decisions import Decisions
from markwarden.registry import Registry
from markwarden.registry.packs import missing
from markwarden.serving import Server
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import Brand, Trademark, Vigilance
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import SEARCH_URL, Goods, search_page


@pytest.fixture
def client(server: Server) -> Client:
    paired = Client(server)
    paired.pair()
    return paired


def brand_of(server: Server, name: str = "Nike") -> Brand:
    folder = server.settings.data_dir
    brands = Registry(TinyStore(folder), BlobStore(folder / "blobs")).document().brands
    return next(brand for brand in brands if brand.name == name)


def right_of(server: Server) -> Trademark:
    right = brand_of(server).rights[0]
    assert isinstance(right, Trademark)
    return right


def decide(client: Client, number: int, word: str, title: str, **more: object) -> str:
    sent = {
        "item_id": Goods(number, title).item_id, "word": word, "right": right_of(client.server).id, "title": title,
        "reason": "other_goods" if word == "dismissed" else None, "signals": [{"kind": "doubled", "strength": 0.7}], **more,
    }  # fmt: skip
    reply = client.ask("POST", "/decisions", sent)
    assert reply.status == 201
    return str(reply.json["id"])


def page_of(client: Client, *titles: str) -> dict[str, dict[str, object]]:
    goods = [Goods(number, title) for number, title in enumerate(titles)]
    sent = {"url": SEARCH_URL, "html": search_page(goods), "fragment": False}
    return {one["title"]: one for one in client.ask("POST", "/pages", sent).json["listings"]}


def test_every_dismissal_is_listed_filtered_and_taken_back(client: Client, console: Console) -> None:
    decide(client, 1, "dismissed", "Nikke mug", note="made of clay")
    decide(client, 2, "dismissed", "Nikee toy train", scope="phrase", phrase="nikee toy")
    decide(client, 3, "dismissed", "Nike poster", scope="seller", seller={"id": "1100000007", "name": "Wall Art"})
    decide(client, 4, "infringes", "Nike shoes 1:1")
    whole = text_of(console.get("/decisions/"))
    assert all(words in whole for words in ("Nikke mug", "made of clay", "“ nikee toy ”", "Wall Art", "3 decisions"))
    assert "Nike shoes 1:1" not in whole
    assert "Nike shoes 1:1" in text_of(console.get("/decisions/?word="))
    phrases = text_of(console.get("/decisions/?scope=phrase"))
    assert "nikee toy" in phrases
    assert "Wall Art" not in phrases
    assert "1 decision." in text_of(console.get("/decisions/?q=CLAY"))
    assert "No decision is like that" in text_of(console.get("/decisions/?q=nothing"))
    page = "/decisions/?word=dismissed&scope=phrase"
    quieted = page_of(client, "Nikee toy train", "Nikee shoes")
    assert quieted["Nikee toy train"]["decision"]["scope"] == "phrase"  # type: ignore[index]
    assert quieted["Nikee toy train"]["assessment"]["level"] in ("clear", "low")  # type: ignore[index]
    assert any(signal["kind"] == "dismissed" for signal in quieted["Nikee toy train"]["assessment"]["signals"])  # type: ignore[index]
    body = console.get(page).body.decode()
    assert re.search(r'<td class="number">1</td>', body), "one listing of those seen is quiet by it"
    action = re.search(r'action="(/decisions/\w+/undo\?[^"]*)"', body)
    assert action
    after = text_of(console.post(action[1].replace("&amp;", "&"), page=page))
    assert "Taken back: nikee toy" in after
    assert "No decision is like that" in after, "the filter stays"
    assert page_of(client, "Nikee toy train")["Nikee toy train"]["assessment"]["level"] in ("medium", "high")  # type: ignore[index]
    assert console.post(action[1].replace("&amp;", "&"), page=page).status == 404
    assert len(Decisions(TinyStore(client.server.settings.data_dir)).all()) == 3


def test_an_earlier_word_says_that_it_no_longer_counts(client: Client, console: Console) -> None:
    decide(client, 1, "dismissed", "Nikke mug")
    decide(client, 1, "infringes", "Nikke mug")
    assert "a later one stands" in text_of(console.get("/decisions/"))
    assert "a later one stands" not in text_of(console.get("/decisions/?word=infringes"))


def test_precision_stands_with_its_sample_and_its_decisions(client: Client, console: Console) -> None:
    for number in range(3):
        decide(client, number, "infringes", f"Nikke shoes {number}")
    decide(client, 9, "dismissed", "Nikke mug")
    right = right_of(client.server)
    everything = text_of(console.get("/learning/"))
    assert "75 %" in everything
    assert "letter doubled 75 % / 4" in everything
    one = text_of(console.get(f"/learning/{right.id}"))
    assert "4 listings were decided: 3 infringed, 1 dismissed." in one
    assert all(title in one for title in ("Nikke shoes 0", "Nikke shoes 2", "Nikke mug"))
    assert "30–95 %" in one
    assert console.get("/learning/nobody").status == 404


def test_a_threshold_is_tried_then_moved(client: Client, console: Console) -> None:
    page_of(client, "Nikke hoodie", "Garden hose")
    decide(client, 5, "infringes", "Nike shoes")
    decide(client, 6, "dismissed", "Nikke mug")
    right = right_of(client.server)
    page = f"/learning/{right.id}"
    tried = text_of(console.get(f"{page}?vigilance=normal&threshold=90"))
    assert "Tried on 2 decided listings and on 2 others seen last." in tried
    assert re.search(r"Dismissed, newly quiet 1 Nikke mug", tried)
    assert re.search(r"Infringing, newly quiet 0 none", tried)
    assert re.search(r"Not decided, newly quiet 1 Nikke hoodie", tried)
    assert right_of(client.server) == right, "a dry run changes nothing"
    revision = re.search(r'name="revision" value="([^"]+)"', console.get(f"{page}?vigilance=strict").body.decode())
    assert revision
    sent = {"vigilance": "normal", "threshold": "90", "revision": revision[1]}
    assert "Saved" in text_of(console.post(page, sent, page=f"{page}?vigilance=strict"))
    assert (right_of(client.server).vigilance, right_of(client.server).threshold) == (Vigilance.NORMAL, 90)
    level = page_of(client, "Nikke hoodie")["Nikke hoodie"]["assessment"]["level"]  # type: ignore[index]
    assert level == "low"
    stale = console.post(page, {**sent, "threshold": "50"}, page=f"{page}?vigilance=strict")
    assert "changed in another window" in text_of(stale)
    assert right_of(client.server).threshold == 90
    for wrong in ("20", "100", "x", "-1"):
        assert console.get(f"{page}?vigilance=normal&threshold={wrong}").status == 400


def test_a_pack_is_taken_whole_or_in_part(server: Server, console: Console) -> None:
    brand = brand_of(server)
    pack = missing(brand)
    assert len(pack) > 2
    page = f"/brands/{brand.id}/spellings/?corpus=seen"
    shown = text_of(console.get(page))
    assert all(alias.text in shown for alias in pack)
    assert f"{len(pack)} known spellings" in text_of(console.get(f"/brands/{brand.id}"))
    body = console.get(page).body.decode()
    revision = re.search(r'name="revision" value="([^"]+)"', body)
    assert revision
    sent = {"revision": revision[1], "text": [pack[0].text], "spelling": [pack[0].text], "risk": ["high"]}
    assert "Taken: 1 alias." in text_of(console.post(f"/brands/{brand.id}/spellings/pack?corpus=seen", sent, page=page))
    assert brand_of(server).aliases[-1].risk == "high"
    assert brand_of(server).aliases[-1].tactic == pack[0].tactic
    revision = re.search(r'name="revision" value="([^"]+)"', console.get(page).body.decode())
    assert revision
    nothing = console.post(f"/brands/{brand.id}/spellings/pack?corpus=seen", {"revision": revision[1]}, page=page)
    assert "No spelling was chosen" in text_of(nothing)
    console.post(f"/brands/{brand.id}/spellings/pack?corpus=seen", {"revision": revision[1], "all": "1"}, page=page)
    assert missing(brand_of(server)) == []
    assert "all that its pack knows" in text_of(console.get(page))


def test_proposed_spellings_are_taken_with_a_risk(server: Server, client: Client, console: Console) -> None:
    brand = brand_of(server, "Gucci")
    page_of(client, "Ceramic mug", "Gucci bag")
    page = f"/brands/{brand.id}/spellings/?suggest=1&corpus=seen"
    reply = console.get(page)
    assert "Counted on 1 clean title." in text_of(reply)
    rows = re.findall(
        r'name="spelling" value="([^"]+)"><input type="hidden" name="tactic" value="([^"]+)"', reply.body.decode()
    )
    revision = re.search(r'name="revision" value="([^"]+)"', reply.body.decode())
    assert revision
    assert len(rows) > 3
    (text, tactic), (other, other_tactic) = rows[-1], rows[-2]
    sent = {
        "revision": revision[1],
        "text": [text],
        "spelling": [other, text],
        "tactic": [other_tactic, tactic],
        "risk": ["low", "high"],
    }
    console.post(f"/brands/{brand.id}/spellings/suggestions", sent, page=page)
    taken = [alias for alias in brand_of(server, "Gucci").aliases if alias not in brand.aliases]
    assert [(alias.text, alias.tactic, alias.risk.value) for alias in taken] == [(text, tactic, "high")]
    fresh = re.search(r'name="revision" value="([^"]+)"', console.get(page).body.decode())
    assert fresh
    console.post(f"/brands/{brand.id}/spellings/suggestions", {**sent, "revision": fresh[1], "text": [], "all": "1"}, page=page)  # fmt: skip
    assert (other, "low") in {(alias.text, alias.risk.value) for alias in brand_of(server, "Gucci").aliases}


def test_a_new_brand_of_a_known_name_is_offered_its_pack(console: Console) -> None:
    folder = console.server.settings.data_dir
    registry = Registry(TinyStore(folder), BlobStore(folder / "blobs"))
    known = {brand.name for brand in registry.document().brands}
    assert "Moncler" not in known
    offered = console.post("/brands/new", {"name": "Moncler"})
    assert "Other spellings of Moncler" in text_of(offered)
    assert "蒙口" in text_of(offered)
    assert "Other spellings of" not in text_of(console.post("/brands/new", {"name": "Qqzwertia"}))
