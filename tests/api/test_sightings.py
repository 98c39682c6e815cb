"""The store that an item page shows counts wherever the listing is met again, over a real socket."""

import json
from pathlib import Path

import pytest

from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.sightings import Sightings
from markwarden.store import BlobStore, TinyStore
from markwarden.store.errors import NotWritableError
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import SEARCH_URL, Goods, Marks, item_page, search_page

STORE = ("1100000001", "Happy Shop")
GOODS = Goods(0, "Nike shoes men", store=STORE)


@pytest.mark.parametrize(("standing", "kind"), [("authorised", "authorised_seller"), ("infringer", "known_infringer")])
def test_standing_counts_on_a_search_page_after_the_item_page(data_dir: Path, standing: str, kind: str) -> None:
    document = Marks(("Nike",)).document()
    document["brands"][0]["sellers"] = [{"store_id": STORE[0], "standing": standing}]  # type: ignore[index]
    Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs")).take_over(
        parse(json.dumps(document).encode(), "registry.json", {})
    )
    search = {"url": SEARCH_URL, "html": search_page([GOODS]), "fragment": False}
    item = {
        "url": f"https://www.aliexpress.com/item/{GOODS.item_id}.html",
        "html": item_page(GOODS),
        "fragment": False,
    }
    for _start in range(2):  # the second one on what the first left on the disk
        with Server(Settings(data_dir=data_dir, port=0)) as server:
            client = Client(server)
            client.pair()
            if not _start:
                before = client.ask("POST", "/pages", search).json["listings"][0]
                assert before["seller"] is None
                assert kind not in [signal["kind"] for signal in before["assessment"]["signals"]]
                client.ask("POST", "/pages", item)
            after = client.ask("POST", "/pages", search).json["listings"][0]
            assert after["seller"] == {"id": STORE[0], "name": STORE[1]}
            assert kind in [signal["kind"] for signal in after["assessment"]["signals"]]


def test_a_full_disk_is_told_with_the_file(paired: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is named to the extension and on the console's pages; the server goes on."""

    def full(*_: object) -> None:
        raise NotWritableError("/data/markwarden.sqlite3 could not be written: database or disk is full.")

    monkeypatch.setattr(Sightings, "record", full)
    monkeypatch.setattr(Sightings, "count", full)
    sent = {"url": SEARCH_URL, "html": search_page([GOODS]), "fragment": False}
    reply = paired.ask("POST", "/pages", sent)
    assert (reply.status, reply.code) == (507, "store_failed")
    assert "markwarden.sqlite3 could not be written" in reply.json["error"]["message"]
    console = Console(paired.server)
    shown = console.open("/")
    assert shown.status == 507
    assert "disk is full" in text_of(shown)
    assert console.get("/brands/").status == 200
