"""The log never holds a page, a title, a token, an address or a code."""

import io
import json
import logging

import pytest

from markwarden import logs, services
from tests.kit.client import Client
from tests.kit.pages import search_page, some_goods

CANARY = "Kanarienvogel"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.log_to_stderr()
    yield stream
    for logger in (logs.LOGGER, logging.getLogger("waitress")):
        logger.handlers[:] = []
        logger.propagate = True


def test_nothing_of_a_page_is_logged(paired: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    page = {
        "url": f"https://www.aliexpress.com/w/wholesale-{CANARY}.html?q={CANARY}",
        "html": search_page(some_goods(5, (f"{CANARY} Nike shoes",))),
        "fragment": False,
    }
    assert paired.ask("POST", "/pages", page).status == 200
    assert paired.ask("POST", "/pages", {"url": CANARY, "htm": CANARY}).status == 422
    assert paired.ask("GET", f"/{CANARY}?{CANARY}", Authorization=f"Bearer {CANARY}").status == 401
    assert paired.ask("POST", "/pair", {"code": CANARY}).status in (403, 410)

    def fail(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(services.EngineHolder, "current", fail)
    assert paired.ask("POST", "/pages", page).code == "internal"
    text = log.getvalue()
    assert CANARY not in text
    assert str(paired.token) not in text
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line["event"] for line in lines} == {"request", "a request failed"}
    assert {"method", "route", "status", "ms"} <= lines[0].keys()


def test_an_error_of_the_server_says_nothing_of_itself(paired: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(services.EngineHolder, "current", fail)
    reply = paired.ask("POST", "/pages", {"url": "https://www.aliexpress.com/", "html": "", "fragment": False})
    assert (reply.status, reply.code) == (500, "internal")
    assert CANARY not in reply.body.decode()
