"""A client that sends exactly the headers it is told, over a real socket."""

import http.client
import json
from dataclasses import dataclass
from typing import Any

from markwarden.pairing import new_code
from markwarden.serving import Server

EXTENSION = "chrome-extension://" + "abcdefghijklmnop" * 2
OTHER_EXTENSION = "chrome-extension://" + "ponmlkjihgfedcba" * 2


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


@dataclass
class Client:
    """Talks to a server that runs in this process."""

    server: Server
    token: str | None = None

    def raw(self, method: str, path: str, headers: dict[str, str | None], body: bytes | None = None) -> Reply:
        """Only these headers; `Host` and `Content-Length` unless they are given (None leaves one out)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent: dict[str, str | None] = {"Host": f"127.0.0.1:{self.server.port}"}
            if body is not None:
                sent["Content-Length"] = str(len(body))
            for name, value in (sent | headers).items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def ask(self, method: str, path: str, body: object = None, **headers: str | None) -> Reply:
        """As the paired extension asks; `headers` with `_` for `-` replace or (None) take away."""
        sent: dict[str, str | None] = {}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent |= {"Content-Type": "application/json", "Origin": EXTENSION}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw(method, f"/api/v1{path}", sent, data)

    def pair(self, origin: str | None = EXTENSION) -> str:
        """Pair, and go on as that browser; the token."""
        code = new_code(self.server.settings.data_dir)
        reply = self.ask("POST", "/pair", {"code": code, "name": "test"}, Origin=origin)
        assert reply.status == 201, reply.body
        self.token = str(reply.json["token"])
        return self.token
