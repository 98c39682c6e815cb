"""The console as a browser sees it: a cookie from a one-time link, forms with their token, over a real socket."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

from markwarden.pairing import ConsoleDoor
from markwarden.serving import Server
from markwarden.settings import ROWS
from markwarden.store import SqliteStore
from tests.kit.client import Client, Reply

FILE = tuple[str, bytes, str]
"""Name, bytes, media type."""


def console_link(server: Server, page: str = "/") -> str:
    """A link as `markwarden open` makes it."""
    store = SqliteStore(server.settings.data_dir / ROWS)
    try:
        return f"{server.url}/open/{ConsoleDoor(store).new_link(page)}"
    finally:
        store.close()


@dataclass
class Console:
    """A browser that keeps the console's cookie and follows its redirects."""

    server: Server
    language: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)
    at: str = ""
    """Path of the page that was shown last."""

    def open(self, page: str = "/") -> Reply:
        """Log in by a link."""
        return self.get(urlsplit(console_link(self.server, page)).path)

    def request(self, method: str, path: str, body: bytes | None = None, **headers: str | None) -> Reply:
        """One request, no redirect followed."""
        sent: dict[str, str | None] = {"Accept-Language": self.language}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        reply = Client(self.server).raw(method, path, sent, body)
        for name, value in re.findall(r"(markwarden-\d+)=([^;]*);", reply.headers.get("set-cookie", "")):
            self.cookies[name] = value
        return reply

    def get(self, path: str, **headers: str | None) -> Reply:
        """A page, redirects followed."""
        for _ in range(5):
            reply = self.request("GET", path, **headers)
            if reply.status not in (302, 303):
                self.at = path
                return reply
            path = reply.headers["location"]
        raise AssertionError("too many redirects")

    def token(self, page: str) -> str:
        """The CSRF token of the forms on a page."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page).body.decode())
        assert found, f"no form on {page}"
        return unescape(found[1])

    def post(
        self,
        path: str,
        data: Mapping[str, str | Sequence[str]] = {},
        files: Mapping[str, FILE | Sequence[FILE]] = {},
        page: str | None = None,
        **headers: str | None,
    ) -> Reply:
        """Send a form that stands on `page` (by default at its own address), then see where it leads."""
        fields = [("csrf_token", self.token(page or path))]
        for name, value in data.items():
            fields += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        sent: dict[str, str | None] = {"Origin": self.server.url, "Sec-Fetch-Site": "same-origin"}
        if files:
            body, sent["Content-Type"] = _multipart(fields, files)
        else:
            body, sent["Content-Type"] = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        reply = self.request("POST", path, body, **{**sent, **headers})
        self.at = path
        return self.get(reply.headers["location"]) if reply.status in (302, 303) else reply


def _multipart(fields: Sequence[tuple[str, str]], files: Mapping[str, FILE | Sequence[FILE]]) -> tuple[bytes, str]:
    boundary = secrets.token_hex(16)
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields]
    for name, value in files.items():
        some: Sequence[FILE] = [value] if isinstance(value, tuple) and isinstance(value[0], str) else value  # type: ignore[list-item,assignment]
        parts += [
            f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
            + data
            for file, data, kind in some
        ]
    mark = f"--{boundary}".encode()
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    return body, f"multipart/form-data; boundary={boundary}"


def text_of(reply: Reply) -> str:
    """What a page says, without its tags."""
    body = re.sub(r"(?s)<(script|style|svg|title)\b.*?</\1>", " ", reply.body.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
