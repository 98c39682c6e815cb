"""The console's groups of listings that show the same photo: in which order, which of them, with which pictures and links."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from markwarden.console import photos
from markwarden.serving import Server
from tests.api.test_images import protect, settled
from tests.conftest import filled_server
from tests.kit.client import Client
from tests.kit.console import Console, text_of
from tests.kit.pages import SEARCH_URL, Goods, item_page, old_search_page, search_page
from tests.kit.photos import EDITS, jpeg, scene

HAPPY, OTHER, THIRD = ("1100000001", "Happy Shop"), ("1100000002", "Other Shop"), ("1100000003", "Third Shop")
BAGS = [Goods(0, "Handbag", store=HAPPY), Goods(1, "Shoulder bag", store=OTHER), Goods(2, "Tote <b>", photo=0)]
SHOES = [Goods(10, "N1ke shoes", store=HAPPY), Goods(11, "Running shoes", store=THIRD, photo=10)]
MUGS = [Goods(20, "Ceramic mug"), Goods(21, "Tea mug", photo=20)]
LONE = Goods(30, "Garden hose")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three groups: bags with a copied photo (two the same file, one mirrored), shoes with a mark, and mugs, seen in this order."""
    folder = tmp_path_factory.mktemp("same")
    with filled_server(folder) as running:
        protect(folder, 1)
        client = Client(running)
        client.pair()
        now = [1_790_000_000.0]
        running._services.sightings._now = lambda: now[0]
        for goods in (BAGS[:2], SHOES):
            client.ask("POST", "/pages", {"url": SEARCH_URL, "html": old_search_page(goods)})
            now[0] += 86_400
        for some in (BAGS[2:], [*MUGS, LONE]):
            client.ask("POST", "/pages", {"url": SEARCH_URL, "html": search_page(some)})
            now[0] += 86_400
        copies = {BAGS[0].key: scene(1), BAGS[1].key: EDITS["mirrored"](scene(1)), MUGS[0].key: scene(7)}
        settled(client, [(key, jpeg(picture)) for key, picture in copies.items()])
        yield running


def listed(console: Console, query: str = "") -> list[list[str]]:
    """The item ids of each group that a page shows."""
    page = console.get(f"/photos/?{query}").body.decode()
    groups = page.split('<section class="card photo-group"')[1:]
    return [sorted(set(re.findall(r'href="/listings/(\d+)"', group))) for group in groups]


def ids(goods: list[Goods]) -> list[str]:
    return [one.item_id for one in goods]


def test_the_largest_group_is_first_or_the_one_seen_last(console: Console) -> None:
    assert listed(console)[0] == ids(BAGS)
    assert sorted(listed(console)[1:]) == [ids(SHOES), ids(MUGS)]
    assert listed(console, "order=seen") == [ids(MUGS), ids(BAGS), ids(SHOES)]


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("flagged=1", [BAGS, SHOES]),
        ("store=Happy", [BAGS, SHOES]),
        ("store=1100000003", [SHOES]),
        ("store=Happy&flagged=1&order=seen", [BAGS, SHOES]),
        ("store=Nobody", []),
        (f"item={MUGS[1].item_id}", [MUGS]),
        (f"item={LONE.item_id}", []),
        ("right=nothing", []),
    ],
)
def test_groups_are_chosen(console: Console, query: str, groups: list[list[Goods]]) -> None:
    assert listed(console, query) == [ids(some) for some in groups]
    assert ("Nothing fits." in text_of(console.get(f"/photos/?{query}"))) == (not groups)


def test_groups_are_chosen_by_right(console: Console, server: Server) -> None:
    rights = {brand.name: brand.rights[0].id for brand in server._services.registry.document().brands}
    for brand, goods in (("Acmara", BAGS), ("Nike", SHOES)):
        assert listed(console, f"right={rights[brand]}") == [ids(goods)]


def test_a_group_tells_its_sellers_times_verdicts_and_proofs(console: Console) -> None:
    reply = console.get(f"/photos/?item={BAGS[0].item_id}")
    said, page = text_of(reply), reply.body.decode()
    assert "3 listings · 2 stores" in said
    assert "High × 3" in said
    assert "seen from Sep 21, 2026 to Sep 23, 2026" in said
    assert "the store of 1 is not known" in said
    assert "Tote &lt;b&gt;" in page
    assert re.search(r"/sellers/1100000001", page)
    proofs = [unescape(link) for link in re.findall(r'href="(/listings/\d+/compare[^"]*)"', page)]
    assert len(proofs) == 3
    assert [console.get(link).status for link in proofs] == [200] * 3


def test_a_picture_is_shown_where_its_bytes_are_kept_and_none_from_elsewhere(console: Console) -> None:
    reply = console.get("/photos/")
    pictures = re.findall(r'<img src="(/pictures/met/[^"]+)"', reply.body.decode())
    assert len(pictures) == 1
    assert console.get(pictures[0]).headers["content-type"] == "image/jpeg"
    assert text_of(reply).count("not kept") == 2
    assert "aliexpress-media" not in reply.body.decode()
    assert "https:" not in reply.headers["content-security-policy"]


def test_a_decision_stands_in_the_group(console: Console) -> None:
    console.post(f"/queue/{SHOES[0].item_id}", {"word": "infringes"}, page="/queue/")
    assert "High 90 infringes" in text_of(console.get(f"/photos/?item={SHOES[1].item_id}"))


def test_pages_of_groups(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "_A_PAGE", 1)
    seen, address = [], "/photos/?order=seen&store=Happy"
    while True:
        seen += listed(console, address.partition("?")[2])
        found = re.search(r'rel="next" href="([^"]+)"', console.get(address).body.decode())
        if not found:
            break
        address = unescape(found[1])
    assert seen == [ids(BAGS), ids(SHOES)]
    monkeypatch.setattr(photos, "_MOST_LOOKED_AT", 1)
    assert "Nothing among these fits." in text_of(console.get("/photos/?order=seen&flagged=1"))


def test_listings_that_share_several_photos_are_one_group(console: Console, server: Server) -> None:
    client = Client(server)
    client.pair()
    for goods in (Goods(40, "Lamp"), Goods(41, "Lamp too", photo=40)):
        html = item_page(goods).replace(f'["{goods.picture}"]', f'["{goods.picture}", "{Goods(99, "").picture}"]')
        client.ask("POST", "/pages", {"url": f"https://www.aliexpress.com/item/{goods.item_id}.html", "html": html})
    lamp = Goods(40, "Lamp")
    assert listed(console, f"item={lamp.item_id}") == [[lamp.item_id, Goods(41, "").item_id]]
    assert "2 photos in common" in text_of(console.get(f"/photos/?item={lamp.item_id}"))


def test_a_listing_leads_to_its_groups(console: Console) -> None:
    for goods, leads in ((BAGS[0], True), (LONE, False)):
        assert (
            f'href="/photos/?item={goods.item_id}"' in console.get(f"/listings/{goods.item_id}").body.decode()
        ) == leads


def test_aliexpress_own_groups_are_shown_where_nothing_else_says_so(console: Console, server: Server) -> None:
    """Of two groups by AliExpress the one whose listings share a file is known; the other is told as what it is."""
    client = Client(server)
    client.pair()
    apart, same = [Goods(50, "Vase"), Goods(51, "Vase too")], [Goods(60, "Clock"), Goods(61, "Clock too", photo=60)]
    for group, goods in (("777", apart), ("888", same)):
        log = f'"trace": {{"utLogMap": {{"pic_group_id": "{group}"}}}}, "trade": {{'
        html = search_page(goods).replace('"trade": {', log)
        client.ask("POST", "/pages", {"url": SEARCH_URL, "html": html})
    said = "AliExpress itself groups them as the same picture"
    assert listed(console).count(ids(apart)) == listed(console).count(ids(same)) == 1
    for goods, told in ((apart, True), (same, False)):
        assert (said in text_of(console.get(f"/photos/?item={goods[0].item_id}"))) == told
    groups = [one["item_ids"] for one in client.ask("GET", "/photos").json["groups"]]
    assert groups.count(ids(apart)) == groups.count(ids(same)) == 1
