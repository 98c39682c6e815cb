"""Each guard alone, and each in its place in front of the routes."""

import json
from collections.abc import Callable

import pytest

from markwarden import gate
from markwarden.errors import Refusal
from markwarden.guards.body import check_body
from markwarden.guards.fetch_site import check_fetch_site
from markwarden.guards.host import check_host
from markwarden.guards.origin import check_origin, check_pairing_origin
from markwarden.pairing import new_code
from tests.kit.client import EXTENSION, OTHER_EXTENSION, Client

PAGE = {"url": "https://www.aliexpress.com/w/wholesale-x.html", "html": "<p>", "fragment": True}


def code_of(check: Callable[[], object]) -> str | None:
    try:
        check()
    except Refusal as refusal:
        return refusal.code.value
    return None


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "LocalHost:8765", "[::1]:8765"])
def test_own_hosts_pass(host: str) -> None:
    assert code_of(lambda: check_host(host, 8765)) is None


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:8766", "127.0.0.1.evil.example:8765", "localhost.evil.example:8765", "evil.example@127.0.0.1:8765", "127.0.0.1:8765, evil.example", " 127.0.0.1:8765", "0.0.0.0:8765", "[::ffff:127.0.0.1]:8765", "127.0.0.2:8765", "127.1:8765", "2130706433:8765", "[::1]"],
)  # fmt: skip
def test_foreign_hosts_are_refused(host: str | None) -> None:
    assert code_of(lambda: check_host(host, 8765)) == "host_not_allowed"


@pytest.mark.parametrize(("value", "code"), [(None, None), ("none", None), ("same-origin", None), ("cross-site", "cross_site"), ("same-site", "cross_site"), ("CROSS-SITE", "cross_site"), ("", "cross_site"), ("rubbish", "cross_site")])  # fmt: skip
def test_fetch_site(value: str | None, code: str | None) -> None:
    assert code_of(lambda: check_fetch_site(value)) == code


@pytest.mark.parametrize(("origin", "code"), [(None, None), (EXTENSION, None), (OTHER_EXTENSION, "origin_not_allowed"), ("null", "origin_not_allowed"), ("https://www.aliexpress.com", "origin_not_allowed"), ("", "origin_not_allowed"), (EXTENSION + ".evil.example", "origin_not_allowed"), (EXTENSION.upper(), "origin_not_allowed")])  # fmt: skip
def test_origin(origin: str | None, code: str | None) -> None:
    assert code_of(lambda: check_origin(origin, {EXTENSION})) == code


@pytest.mark.parametrize(("origin", "code"), [(None, None), (EXTENSION, None), (OTHER_EXTENSION, None), ("moz-extension://0a1b2c3d-0000-4000-8000-000000000000", None), ("https://evil.example", "origin_not_allowed"), ("null", "origin_not_allowed"), ("http://127.0.0.1:8765", "origin_not_allowed"), (EXTENSION + "\n", "origin_not_allowed"), (EXTENSION + "/x", "origin_not_allowed")])  # fmt: skip
def test_pairing_origin(origin: str | None, code: str | None) -> None:
    assert code_of(lambda: check_pairing_origin(origin)) == code


@pytest.mark.parametrize(
    ("content_type", "encoding", "length", "code"),
    [("application/json", None, 5, None), ("Application/JSON; charset=utf-8", "identity", 100, None), ("text/plain", None, 5, "unsupported_media_type"), (None, None, 5, "unsupported_media_type"), ("application/x-www-form-urlencoded", None, 5, "unsupported_media_type"), ("application/json", "gzip", 5, "unsupported_media_type"), ("application/json", None, None, "length_required"), ("application/json", None, 101, "body_too_large")],
)  # fmt: skip
def test_body(content_type: str | None, encoding: str | None, length: int | None, code: str | None) -> None:
    assert code_of(lambda: check_body(content_type, encoding, length, 100)) == code


# In their place: a request that only this guard refuses. Without the guard, each of these succeeds.
REFUSED: dict[str, tuple[str, dict[str, str | None], str]] = {
    "check_host": ("foreign Host", {"Host": "evil.example"}, "host_not_allowed"),
    "check_fetch_site": ("foreign page", {"Sec-Fetch-Site": "cross-site"}, "cross_site"),
    "check_origin": ("foreign extension", {"Origin": "https://www.aliexpress.com"}, "origin_not_allowed"),
    "check_token": ("no token", {"Authorization": None}, "token_missing"),
    "check_body": ("form", {"Content-Type": "text/plain"}, "unsupported_media_type"),
}


@pytest.mark.parametrize("guard", REFUSED)
def test_guard_stands_in_front_of_the_route(paired: Client, guard: str) -> None:
    _, headers, code = REFUSED[guard]
    reply = paired.ask("POST", "/pages", PAGE, **headers)
    assert reply.code == code
    assert "readable" not in reply.body.decode()


@pytest.mark.parametrize("guard", REFUSED)
def test_without_the_guard_the_request_would_pass(paired: Client, guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above is worth something: it is this guard that refuses."""
    monkeypatch.setattr(gate, guard, lambda *_: None)
    if guard == "check_origin":
        monkeypatch.setattr(gate, "check_token", lambda *_: None)
    assert paired.ask("POST", "/pages", PAGE, **REFUSED[guard][1]).status == 200


@pytest.mark.parametrize("host", ["LOCALHOST:{port}", "[::1]:{port}", "localhost:{port}"])
def test_other_names_of_this_machine_are_answered(paired: Client, host: str) -> None:
    assert paired.ask("GET", "/registry", Host=host.format(port=paired.server.port)).status == 200


@pytest.mark.parametrize(
    ("authorization", "code"),
    [(None, "token_missing"), ("", "token_missing"), ("Bearer", "token_invalid"), ("Bearer wrong", "token_invalid"), ("Basic {token}", "token_invalid"), ("Bearer {token}x", "token_invalid"), ("{token}", "token_invalid")],
)  # fmt: skip
def test_tokens(paired: Client, authorization: str | None, code: str) -> None:
    value = None if authorization is None else authorization.format(token=paired.token)
    assert paired.ask("GET", "/registry", Authorization=value).code == code


def test_revoked_token_is_refused_at_once(paired: Client) -> None:
    (one,) = paired.ask("GET", "/pairings").json["pairings"]
    paired.ask("DELETE", f"/pairings/{one['id']}")
    assert paired.ask("POST", "/pages", PAGE, Origin=None).code == "token_invalid"


def test_token_of_one_extension_is_no_good_in_another(paired: Client) -> None:
    first = paired.token
    paired.pair(OTHER_EXTENSION)
    paired.token = first
    assert paired.ask("POST", "/pages", PAGE, Origin=OTHER_EXTENSION).code == "origin_not_allowed"


def test_oversize_body_is_refused_before_it_is_read(paired: Client) -> None:
    reply = paired.ask("POST", "/pair", {"code": "x" * 70_000})
    assert reply.code == "body_too_large"


def test_chunked_body_without_length(paired: Client) -> None:
    chunks = json.dumps(PAGE).encode()
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(chunks), chunks)
    reply = paired.raw(
        "POST",
        "/api/v1/pages",
        {
            "Authorization": f"Bearer {paired.token}",
            "Content-Type": "application/json",
            "Content-Length": None,
            "Transfer-Encoding": "chunked",
        },
        body,
    )
    assert reply.status in (200, 411)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/pages", "/registry", "/pairings", "/pairings/x", "/nothing", "/../../etc/passwd"])
def test_nothing_answers_without_a_token(client: Client, method: str, path: str) -> None:
    reply = client.ask(method, path)
    assert reply.status in (401, 404, 405)
    assert reply.json["error"]["code"]


def test_cors_names_only_the_paired_extension(paired: Client) -> None:
    def allowed(origin: str) -> str | None:
        reply = paired.ask("OPTIONS", "/pages", Origin=origin, Access_Control_Request_Method="POST", Authorization=None)
        return reply.headers.get("access-control-allow-origin")

    assert allowed(EXTENSION) == EXTENSION
    assert allowed(OTHER_EXTENSION) is None
    assert allowed("https://www.aliexpress.com") is None
    assert paired.ask("GET", "/health", Origin=EXTENSION).headers.get("access-control-allow-origin") == EXTENSION


def test_headers_on_every_reply(paired: Client) -> None:
    for reply in (
        paired.ask("GET", "/health"),
        paired.ask("GET", "/nothing"),
        paired.ask("GET", "/registry", Host="evil.example"),
        paired.ask("GET", "/docs/"),
    ):
        assert reply.headers["markwarden-api"]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert "access-control-allow-origin" not in reply.headers


def test_codes_work_once(client: Client) -> None:
    code = new_code(client.server.settings.data_dir)
    assert client.ask("POST", "/pair", {"code": code.lower().replace("-", " ")}).status == 201
    assert client.ask("POST", "/pair", {"code": code}).code == "pairing_code_expired"


def test_a_web_page_cannot_pair(client: Client) -> None:
    code = new_code(client.server.settings.data_dir)
    for origin in ("https://www.aliexpress.com", "null", "http://127.0.0.1:1"):
        assert client.ask("POST", "/pair", {"code": code}, Origin=origin).code == "origin_not_allowed"
    assert client.ask("POST", "/pair", {"code": code}).status == 201
