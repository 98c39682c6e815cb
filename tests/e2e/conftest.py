"""One browser for all end-to-end tests: it is paired once, by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from markwarden.extension import extension_path
from markwarden.serving import Server
from tests.conftest import MARKS, WITH_WORKS, filled_server
from tests.kit.browser import Eyes, chromium, paired
from tests.kit.client import Client
from tests.kit.console import console_link
from tests.kit.filing import Filing, filing_of
from tests.kit.site import Site


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With `MARKS`, and a brand that has a text and a patent."""
    with filled_server(tmp_path_factory.mktemp("shared"), replace(MARKS, further=(WITH_WORKS,))) as running:
        yield running


@pytest.fixture(scope="session")
def context(
    playwright: Playwright, site: Site, shared_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The browser, paired with `shared_server`."""
    with paired(playwright, tmp_path_factory.mktemp("profile"), site, shared_server) as running:
        yield running


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A module's own: what is filed stays filed, and what was complained of once is left out of the next complaint."""
    with filled_server(tmp_path_factory.mktemp("own")) as running:
        yield running


@pytest.fixture(scope="module")
def own_context(
    playwright: Playwright, site: Site, own_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The browser, paired with `own_server`."""
    with paired(playwright, tmp_path_factory.mktemp("profile"), site, own_server) as running:
        yield running


@pytest.fixture(scope="module")
def desk(own_server: Server) -> Iterator[Filing]:
    """A reviewer's desk at `own_server`."""
    client = Client(own_server)
    client.pair()
    with filing_of(client) as made:
        yield made


@pytest.fixture(scope="module")
def browser(playwright: Playwright, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser without the extension."""
    with chromium(playwright, tmp_path_factory.mktemp("profile"), site, None) as running:
        yield running


@pytest.fixture
def tab(browser: BrowserContext, filled: Server) -> Iterator[Page]:
    """A tab that has opened the console of the module's own `filled` server.

    What goes wrong in its scripts, or breaks its policy, fails the test."""
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto(console_link(filled))
    yield page
    page.close()
    assert wrong == []


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
