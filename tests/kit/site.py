"""A web site over TLS that a mapped Chromium sees at AliExpress's own addresses."""

import io
import ssl
import sys
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme
from PIL import Image

from tests.kit.served import Served

HTML = "text/html; charset=utf-8"


_KINDS = {".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def kind_of(path: str) -> str:
    """The media type of a page's address: HTML unless its ending says otherwise."""
    return _KINDS.get(Path(path.split("?")[0]).suffix, HTML)


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (48, 48), "#c8b79a").save(made, "JPEG")
    return made.getvalue()


@dataclass
class Site(Served):
    """Pages by `host/path`, set by the tests; every picture address answers with a picture; the rest is 404."""

    folder: Path
    pages: dict[str, str | bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    inert: set[str] = field(default_factory=set)

    def __enter__(self) -> "Site":
        picture = _picture()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                where = (self.headers.get("Host") or "").split(":")[0] + self.path.split("?")[0]
                self.where = where
                site.asked.append(where)
                page = site.pages.get(where)
                if page is not None:
                    self.answer(
                        200,
                        kind_of(self.path),
                        page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page,
                    )
                elif "/kf/" in self.path:
                    self.answer(200, "image/jpeg", picture)
                else:
                    self.answer(404, HTML, b"nothing here")

            def answer(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if self.where in site.inert:
                    self.send_header("Content-Security-Policy", "script-src 'none'")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A browser that closes in the middle of an answer is no error."""
                if not isinstance(sys.exception(), OSError):
                    raise

        authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(
            "*.aliexpress.com", "*.aidcgroup.net", "aliexpress.ru", "*.aliexpress.us", "*.alicdn.com"
        ).configure_cert(context)
        server = Server(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        return self._start(server)

    def put(self, url: str, page: str | bytes, *, inert: bool = False) -> str:
        """Serve `page` at `url`, which is given back; `inert`: its own scripts do not run."""
        where = url.removeprefix("https://").split("?")[0].split("#")[0]
        self.pages[where] = page
        (self.inert.add if inert else self.inert.discard)(where)
        return url
