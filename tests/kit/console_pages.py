"""A console with something in every place, and the addresses of its pages."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import JSHandle, Page

from markwarden.registry import Registry
from markwarden.registry.sample import sample_registry
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import Brand, Document, PortalRight, PortalState, PriceFloor, Seller, Standing
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, Goods, old_search_page

BRAND = "b-08bb42a30ca5"
TITLES = ("N1ke air running shoes men 1:1", "Gucci belt <b>", "Ceramic mug", "Addides hoodie", "Case for iPhone 15")


def worked_on(registry: Registry, brand: Brand) -> Brand:
    """Adidas with something in every place of its page."""
    logo = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(logo, "PNG")
    first, *others = brand.rights
    papers = [
        Document(file=registry.put_file(b"%PDF-1.7", "c.pdf"), name="Certificate EU.pdf", kind="certificate", colour=False, language="de", expires=date(2026, 12, 20)),
        Document(file=registry.put_file(b"PK", "p.docx"), name="Power of attorney.docx", kind="authorization"),
    ]  # fmt: skip
    update = {"documents": papers, "image": registry.put_file(logo.getvalue(), "l.png"), "registrant": "adidas AG", "expires": date(2027, 1, 15), "portals": [PortalRight(portal="aidc", state=PortalState.SENT, id="IPR-77")]}  # fmt: skip
    sellers = [Seller(store_id="1100000001", name="Happy Shop", standing=Standing.AUTHORISED, contract="C-12", contract_until=date(2026, 12, 1)), Seller(store_id="1100000002", name="Bad Shop", standing=Standing.INFRINGER)]  # fmt: skip
    floors = [PriceFloor(goods="shoes", currency="USD", amount=45)]
    return brand.model_copy(
        update={"rights": [first.model_copy(update=update), *others], "sellers": sellers, "price_floors": floors}
    )


@contextmanager
def worked_on_server(folder: Path) -> Iterator[Server]:
    """A server with the sample registry, one brand of it worked on, a paired browser, and listings that were seen."""
    Registry(TinyStore(folder), BlobStore(folder / "blobs")).take_over(sample_registry())
    with Server(Settings(data_dir=folder, port=0)) as running:
        registry = running._services.registry
        registry.change(BRAND, None, lambda brand: worked_on(registry, brand))
        client = Client(running)
        client.pair()
        goods = [
            Goods(n, title, store=("1100000001", "Happy Shop"), photo=0 if n == 3 else None)
            for n, title in enumerate(TITLES)
        ]
        client.ask("POST", "/pages", {"url": SEARCH_URL, "html": old_search_page(goods), "fragment": False})
        yield running


ADDRESSES = {
    "overview": "/", "brands": "/brands/", "new-brand": "/brands/new", "brand": "/brands/{brand}?measure=1", "edit": "/brands/{brand}/edit",
    "right": "/brands/{brand}/rights/{right}", "new-right": "/brands/{brand}/rights/new/patent", "paper": "/brands/{brand}/rights/{right}/papers/0",
    "documents": "/documents/", "sellers": "/sellers/", "seller": "/sellers/1100000001", "listings": "/listings/", "listing": "/listings/1005001000000001", "photos": "/photos/", "try": "/try/?title=N1ke+shoes+1:1&brand={brand}&text=shoes&risk=low",
    "paste": "/paste/", "exchange": "/exchange/", "decisions": "/decisions/", "precision": "/learning/", "spellings": "/brands/{brand}/spellings/", "settings": "/settings/", "trail": "/trail/",
}  # fmt: skip


def address(server: Server, name: str) -> str:
    brand = server._services.registry.brand(BRAND)
    assert brand is not None
    return ADDRESSES[name].format(brand=brand.id, right=brand.rights[0].id)


def dropped(tab: Page, *files: tuple[str, str, bytes]) -> JSHandle:
    """What a drag from the desktop carries: name, media type, bytes of each file."""
    given = [[name, kind, list(data)] for name, kind, data in files]
    return tab.evaluate_handle(
        """files => { const data = new DataTransfer(); for (const [name, type, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name, { type })); return data; }""",
        given,
    )
