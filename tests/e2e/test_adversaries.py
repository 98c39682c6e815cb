"""What a hostile page in the same browser can do to the server: nothing."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from markwarden.pairing import new_code
from markwarden.serving import Server
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, search_page, some_goods
from tests.kit.site import Site

EVIL = "https://www.evil.example/"
ATTEMPTS = """
async ([base, token]) => {
  const tries = {
    "read": () => fetch(base + "/health"),
    "post": () => fetch(base + "/pages", {method: "POST", headers: {"Content-Type": "application/json", Authorization: "Bearer " + token}, body: "{}"}),
    "simple post": () => fetch(base + "/pages", {method: "POST", mode: "no-cors", headers: {"Content-Type": "text/plain"}, body: "{}"}),
    "pair": () => fetch(base + "/pair", {method: "POST", mode: "no-cors", headers: {"Content-Type": "text/plain"}, body: "{}"}),
  };
  const out = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try { const reply = await attempt(); out[name] = reply.type === "opaque" ? "opaque" : await reply.text(); }
    catch (error) { out[name] = "blocked"; }
  }
  return out;
}
"""


@pytest.fixture
def lan_allowed(context: BrowserContext) -> Iterator[None]:
    """The person has allowed the page to reach the local network: the server's own guards stand alone."""
    for origin in ("https://www.evil.example", "https://www.aliexpress.com"):
        context.grant_permissions(["local-network-access"], origin=origin)
    yield
    context.clear_permissions()


def test_local_network_access_stops_a_page(page: Page, site: Site, shared_server: Server) -> None:
    page.goto(site.put(EVIL, "<h1>evil</h1>"))
    done = page.evaluate(ATTEMPTS, [f"http://127.0.0.1:{shared_server.port}/api/v1", "x"])
    assert set(done.values()) == {"blocked"}


@pytest.mark.usefixtures("lan_allowed")
@pytest.mark.parametrize("origin", [EVIL, SEARCH_URL])
def test_cross_site_requests_are_refused_by_the_server_itself(
    page: Page, site: Site, shared_server: Server, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    token = Client(shared_server).pair()
    page.goto(site.put(origin, "<h1>hostile</h1>"))
    caplog.set_level("INFO", "markwarden")
    caplog.clear()
    done = page.evaluate(ATTEMPTS, [f"http://127.0.0.1:{shared_server.port}/api/v1", token])
    assert done["read"] == done["post"] == "blocked"
    codes = [record.code for record in caplog.records if getattr(record, "code", None)]
    assert len(codes) >= 3, "the browser let nothing through: this test proves nothing"
    assert set(codes) == {"cross_site"}


def test_dns_rebinding(page: Page, shared_server: Server) -> None:
    """A name of the attacker's that leads to this machine: for the browser one site, for the server a foreign Host."""
    base = f"http://rebound.example:{shared_server.port}"
    # The attacker's page came from his own server, before the name was rebound: without our Content-Security-Policy.
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.goto(f"{base}/")
    done = page.evaluate(
        """async (code) => {
          const out = [];
          for (const [path, options] of [["/api/v1/health", {}], ["/api/v1/pair", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({code})}]]) {
            const reply = await fetch(path, options);
            out.push([reply.status, (await reply.json()).error.code]);
          }
          return out;
        }""",
        new_code(shared_server.settings.data_dir),
    )
    assert done == [[421, "host_not_allowed"]] * 2


@pytest.mark.usefixtures("lan_allowed")
def test_a_form_cannot_post(page: Page, site: Site, shared_server: Server) -> None:
    action = f"http://127.0.0.1:{shared_server.port}/api/v1/pair"
    page.goto(
        site.put(
            EVIL,
            f'<form method="post" enctype="text/plain" action="{action}"><input name=\'{{"code":"\' value=\'x"}}\'><button>go</button></form>',
        )
    )
    with page.expect_response(lambda reply: "/pair" in reply.url) as caught:
        page.click("button")
    assert caught.value.status == 403


def test_a_page_cannot_frame_the_server(page: Page, site: Site, shared_server: Server) -> None:
    page.goto(site.put(EVIL, f'<iframe src="http://127.0.0.1:{shared_server.port}/api/v1/docs/"></iframe>'))
    page.wait_for_load_state("networkidle")
    assert all(
        "swagger" not in (frame.content() if frame.url.startswith("http://127") else "") for frame in page.frames
    )


def test_page_scripts_cannot_speak_to_the_extension(page: Page, site: Site) -> None:
    page.goto(site.put(SEARCH_URL, search_page(some_goods(3))))
    assert page.evaluate(
        "typeof chrome === 'undefined' || chrome.runtime === undefined || chrome.runtime.sendMessage === undefined"
    )


def test_content_scripts_cannot_read_the_token(context: BrowserContext, page: Page, site: Site) -> None:
    """Storage is closed to them: asked in the content script's own world."""
    page.goto(site.put(SEARCH_URL, search_page(some_goods(3))))
    session = context.new_cdp_session(page)
    worlds: list[dict[str, object]] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    session.send("Runtime.enable")
    (own,) = [world for world in worlds if "Markwarden" in str(world["name"])]
    asked = session.send(
        "Runtime.evaluate",
        {
            "contextId": own["id"],
            "expression": "chrome.storage.local.get(null).then(JSON.stringify, (error) => 'refused: ' + error)",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    assert "token" not in json.dumps(asked["result"].get("value", "")) or "refused" in str(asked["result"]["value"])
    assert str(asked["result"]["value"]).startswith("refused")
