"""One browser for all end-to-end tests: it is paired once, by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from markwarden.extension import extension_path
from markwarden.pairing import new_code
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.conftest import fill
from tests.kit.browser import Eyes, chromium, pair_by_hand
from tests.kit.client import Client
from tests.kit.site import Site


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("shared")
    fill(folder)
    with Server(Settings(data_dir=folder, port=0)) as running:
        yield running


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, site: Site, shared_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The browser, paired with `shared_server`."""
    with chromium(playwright, tmp_path_factory.mktemp("profile"), site, extension_path()) as running:
        pair_by_hand(running, Client(shared_server), new_code(shared_server.settings.data_dir))
        yield running


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new tab; what goes wrong in its scripts fails the test."""
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    yield tab
    tab.close()
    assert wrong == []


@pytest.fixture
def eyes(page: Page) -> Eyes:
    return Eyes(page)


@pytest.fixture
def fresh(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser of its own, not paired."""
    with chromium(playwright, tmp_path / "profile", site, extension_path()) as running:
        yield running
