"""Fixtures that several kinds of tests share."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
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


def fill(data_dir: Path, marks: Marks = MARKS) -> None:
    """Put word marks into a data folder."""
    registry = Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs"))
    registry.take_over(parse(json.dumps(marks.document()).encode(), "registry.json", {}))


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
    fill(data_dir)
    with Server(Settings(data_dir=data_dir, port=0)) as running:
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
