"""A server of a test's own on 127.0.0.1: run in a thread while the test is within it."""

import threading
from http.server import HTTPServer
from types import TracebackType
from typing import Self


class Served:
    """What a kit's server is derived from; `_start` says which one runs."""

    _server: HTTPServer
    _thread: threading.Thread

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def _start(self, server: HTTPServer) -> Self:
        self._server = server
        # The time of one poll is what each end of such a server costs.
        self._thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()
