"""Fixtures that several kinds of tests share."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Playwright, sync_playwright

from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from tests.kit.client import Client
from tests.kit.pages import Marks
from tests.kit.site import Site

MARKS = Marks(
    ("Nike", "Adidas", "Chanel", "Gucci", "Prada", "Apple", "iPhone", "Samsung"),
    {"Nike": [{"text": "耐克", "tactic": "chinese name", "risk": "low"}]},
)

PRODUCT_TEXT = (
    "The Acmara field jacket is cut from waxed cotton that our mill in the north has woven since 1921.\n"
    "Storm flaps close over the zip, the collar stands up against the wind.\n"
    "The lining holds two pockets for maps."
)
WITH_WORKS: dict[str, object] = {
    "id": "brand-works",
    "name": "Acmara",
    "rights": [
        {"id": "right-text", "kind": "copyright", "title": "Field jacket", "texts": [PRODUCT_TEXT]},
        {"id": "right-patent", "kind": "patent", "title": "Vacuum", "terms": ["cyclone", "bagless", "telescopic tube"]},
    ],
}
"""A brand that has a product text of short lines, and a patent with its terms."""


def fill(data_dir: Path, marks: Marks = MARKS) -> None:
    """Put word marks into a data folder."""
    registry = Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs"))
    registry.take_over(parse(json.dumps(marks.document()).encode(), "registry.json", {}))


@contextmanager
def filled_server(data_dir: Path, marks: Marks = MARKS) -> Iterator[Server]:
    """A running server on a folder with word marks."""
    fill(data_dir, marks)
    with Server(Settings(data_dir=data_dir, port=0)) as running:
        yield running


# How long an example takes is the machine's affair: speed is measured in tests/bench.
settings.register_profile("markwarden", deadline=None)
settings.load_profile("markwarden")


def pytest_configure() -> None:
    """Programs that the tests start end at Ctrl-C, also where the tests run in the background.

    A shell's background job ignores SIGINT, and so does whatever it starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for the whole run: a process has room for one."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that commands and servers of this test use."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MARKWARDEN_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def server(data_dir: Path) -> Iterator[Server]:
    """A real server on a free port, with `MARKS`."""
    with filled_server(data_dir) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Client:
    """A client of it, not paired yet."""
    return Client(server)


@pytest.fixture
def paired(client: Client) -> Client:
    """A client that is paired."""
    client.pair()
    return client
