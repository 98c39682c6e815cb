"""The console's door: one-time links, the cookie, and every guard in front of its pages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from markwarden import gate
from markwarden.errors import Refusal
from markwarden.guards.console import check_own_origin
from markwarden.pairing import ConsoleDoor
from markwarden.pairing.console import LINK_SECONDS, SESSION_SECONDS, signing_key
from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.serving import Server
from markwarden.store import BlobStore, SqliteStore, TinyStore
from tests.kit.client import EXTENSION, Client
from tests.kit.clock import Clock
from tests.kit.console import Console, console_link, text_of

HOST = "127.0.0.1:8765"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(tmp_path: Path, clock: Clock) -> Iterator[ConsoleDoor]:
    store = SqliteStore(tmp_path / "rows.sqlite3")
    yield ConsoleDoor(store, clock)
    store.close()


@pytest.fixture
def console(server: Server) -> Console:
    return Console(server)


@pytest.fixture
def opened(console: Console) -> Console:
    assert console.open().status == 200
    return console


def test_a_link_works_once(door: ConsoleDoor) -> None:
    link = door.new_link("/brands/")
    opened = door.open(link)
    assert opened is not None
    assert opened.page == "/brands/"
    assert door.knows(opened.session)
    assert door.open(link) is None
    assert door.open("guessed") is None


def test_a_link_ends_after_two_minutes(door: ConsoleDoor, clock: Clock) -> None:
    link = door.new_link()
    clock.now += LINK_SECONDS
    assert door.open(link) is None


def test_a_session_ends_when_it_is_not_used(door: ConsoleDoor, clock: Clock) -> None:
    opened = door.open(door.new_link())
    assert opened is not None
    for _ in range(3):
        clock.now += SESSION_SECONDS - 1
        assert door.knows(opened.session)
    clock.now += SESSION_SECONDS
    assert not door.knows(opened.session)


def test_sessions_can_be_ended(door: ConsoleDoor) -> None:
    first, second = (door.open(door.new_link()) for _ in range(2))
    assert first is not None
    assert second is not None
    door.close(first.session)
    assert (door.knows(first.session), door.knows(second.session)) == (False, True)
    waiting = door.new_link()
    door.close_all()
    assert not door.knows(second.session)
    assert door.open(waiting) is None
    assert not door.knows(None)
    assert not door.knows("")


def test_neither_link_nor_session_is_on_the_disk(tmp_path: Path, door: ConsoleDoor) -> None:
    link = door.new_link()
    used = door.new_link()
    opened = door.open(used)
    assert opened is not None
    for path in tmp_path.iterdir():
        for secret in (link, used, opened.session):
            assert secret.encode() not in path.read_bytes()


def test_the_signing_key_is_for_this_user_only_and_stays(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    assert signing_key(tmp_path) == key
    assert (tmp_path / "console.key").stat().st_mode & 0o077 == 0
    (tmp_path / "console.key").write_bytes(b"half")
    assert len(signing_key(tmp_path)) == 32


@pytest.mark.parametrize(
    ("origin", "fine"),
    [(None, True), (f"http://{HOST}", True), ("null", False), ("", False), (f"https://{HOST}", False), ("http://localhost:8765", False), ("http://127.0.0.1:8766", False), (EXTENSION, False), ("https://evil.example", False)],
)  # fmt: skip
def test_own_origin(origin: str | None, fine: bool) -> None:
    try:
        check_own_origin(origin, HOST)
    except Refusal:
        assert not fine
    else:
        assert fine


def test_the_cookie_is_for_the_server_alone(console: Console) -> None:
    reply = console.request("GET", urlsplit(console_link(console.server)).path)
    assert reply.status == 303
    assert reply.headers["location"] == "/"
    (cookie,) = re.findall(r"markwarden-\d+=[^;]+;.*", reply.headers["set-cookie"])
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_a_used_link_opens_nothing(console: Console) -> None:
    path = urlsplit(console_link(console.server)).path
    assert console.get(path).status == 200
    other = Console(console.server)
    reply = other.get(path)
    assert reply.status == 410
    assert "does not work any more" in text_of(reply)
    assert other.get("/").status == 401


def test_an_address_without_its_last_slash_leads_to_the_page(opened: Console) -> None:
    reply = opened.request("GET", "/complaints/due?x=1")
    assert (reply.status, urlsplit(reply.headers["location"]).path) == (308, "/complaints/due/")
    for headers in (REFUSED["check_host"][0], REFUSED["check_fetch_site"][0]):
        assert opened.request("GET", "/complaints/due", **headers).status in (403, 421)
    assert Console(opened.server).get("/complaints/due/").status == 401


# In their place: a request that only this guard refuses. Without the guard, each of these succeeds.
REFUSED: dict[str, tuple[dict[str, str | None], int]] = {
    "check_host": ({"Host": "evil.example"}, 421),
    "check_fetch_site": ({"Sec-Fetch-Site": "same-site"}, 403),
    "check_own_origin": ({"Origin": "http://127.0.0.1:1"}, 403),
    "check_session": ({"Cookie": None}, 401),
}


@pytest.mark.parametrize("guard", REFUSED)
def test_guard_stands_in_front_of_the_pages(opened: Console, guard: str) -> None:
    headers, status = REFUSED[guard]
    reply = opened.get("/brands/", **headers)
    assert reply.status == status
    assert "Adidas" not in reply.body.decode()
    assert reply.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("guard", REFUSED)
def test_without_the_guard_the_page_would_be_shown(
    opened: Console, guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, guard, lambda *_: None)
    reply = opened.get("/brands/", **REFUSED[guard][0])
    assert reply.status == 200
    assert "Adidas" in reply.body.decode()


def test_a_bearer_token_opens_no_page(paired: Client) -> None:
    for path in ("/", "/brands/", "/close"):
        reply = paired.raw("GET", path, {"Authorization": f"Bearer {paired.token}"})
        assert reply.status in (401, 405)


def test_the_cookie_opens_no_endpoint(opened: Console) -> None:
    assert opened.request("GET", "/api/v1/registry").code == "token_missing"


def test_forms_need_their_token(opened: Console) -> None:
    token = opened.token("/")
    # The last character of a signature holds bits that count for nothing.
    spoilt = token[:-5] + ("y" if token[-5] == "x" else "x") + token[-4:]
    own = {"Origin": opened.server.url, "Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"", urlencode({"csrf_token": spoilt}).encode(), b"csrf_token="):
        assert opened.request("POST", "/close", body, **own).status == 400
    stolen = Console(opened.server)
    stolen.open()
    assert stolen.request("POST", "/close", urlencode({"csrf_token": token}).encode(), **own).status == 400
    assert opened.get("/").status == 200
    assert opened.request("POST", "/close", urlencode({"csrf_token": token}).encode(), **own).status == 200
    assert opened.get("/").status == 401


def test_a_cookie_of_our_own_making_is_not_believed(opened: Console) -> None:
    (name, value), *_ = opened.cookies.items()
    for forged in (value[:-2] + "xx", value.split(".")[0], "eyJzZXNzaW9uIjoieCJ9.a.b"):
        assert opened.request("GET", "/", Cookie=f"{name}={forged}").status == 401


def test_headers_of_every_page(opened: Console) -> None:
    for path in ("/", "/brands/", "/open/none"):
        reply = opened.get(path)
        policy = reply.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["x-content-type-options"] == "nosniff"
        body = reply.body.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=|https?://(?!127\.0\.0\.1|www\.w3\.org)", body)


def test_links_for_the_extension(paired: Client) -> None:
    reply = paired.ask("POST", "/console-links", {"page": "/brands/"})
    assert reply.status == 201
    url = reply.json["url"]
    assert url.startswith(paired.server.url + "/open/")
    console = Console(paired.server)
    assert "Adidas" in text_of(console.get(urlsplit(url).path))
    assert console.at == "/brands/"


@pytest.mark.parametrize(
    "page", ["//evil.example", "https://evil.example", "/\\evil.example", "", "brands", "/a\nb", "/ /x", "/\t/x"]
)
def test_a_link_leads_nowhere_else(paired: Client, page: str) -> None:
    assert paired.ask("POST", "/console-links", {"page": page}).code == "invalid_request"


def test_what_is_written_is_only_text(server: Server) -> None:
    folder = server.settings.data_dir
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    document = {"format": "markwarden-registry/1", "brands": [{"name": evil}]}
    registry = Registry(TinyStore(folder), BlobStore(folder / "blobs"))
    registry.take_over(parse(json.dumps(document).encode(), "registry.json", {}))
    console = Console(server)
    console.open()
    body = console.get("/brands/").body.decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    assert "&lt;script&gt;alert(1)" in body
