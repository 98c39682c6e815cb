"""A server that runs: its port, its threads, its claim on the data folder."""

import errno
import os
import socket
from dataclasses import replace
from types import TracebackType
from typing import Any

from flask import Flask
from waitress.server import create_server

from markwarden import running
from markwarden.app import create_app
from markwarden.services import services_of
from markwarden.settings import HOST, Settings
from markwarden.store.folder_lock import FolderLock
from markwarden.waitress_thread import WaitressThread

_PORTS_TRIED = 20
_THREADS = 8
"""A page that takes long holds one; `health` has to be answered meanwhile."""
_MOST_BYTES = 256 * 1024 * 1024
"""What waitress itself takes in; each route refuses far less, in the contract's shape."""


class PortsTakenError(OSError):
    """No free port was found."""


class Server:
    """waitress on 127.0.0.1. Raises `FolderInUseError` where another server works on the same data folder."""

    def __init__(self, settings: Settings) -> None:
        self._lock = FolderLock(settings.data_dir)
        self._lock.acquire()
        try:
            listening, self.port = _listen(settings.port)
            try:
                app = create_app(replace(settings, port=self.port))
            except BaseException:
                listening.close()
                raise
            self._services = services_of(app)
            self._waitress = _serve(app, listening)
        except BaseException:
            self._lock.release()
            raise
        self.settings = replace(settings, port=self.port)
        running.tell(settings.data_dir, self.port)
        self._thread: WaitressThread | None = None

    @property
    def url(self) -> str:
        return self.settings.url

    def run(self) -> None:
        """Serve until `stop`, or until waitress is interrupted."""
        self._services.retention.start()
        self._waitress.run()

    def start(self) -> "Server":
        """Serve in a thread of its own."""
        self._thread = WaitressThread(self._waitress, "markwarden-server")
        self._thread.start()
        self._services.retention.start()
        return self

    def stop(self) -> None:
        """Stop serving and give the data folder back."""
        if self._thread is not None:
            self._thread.stop()
        else:
            self._waitress.close()
            self._waitress.task_dispatcher.shutdown()
        self._services.close()
        running.take_back(self.settings.data_dir)
        self._lock.release()

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _serve(app: Flask, listening: socket.socket) -> Any:  # noqa: ANN401 - waitress has no types
    return create_server(
        app,
        sockets=[listening],
        threads=_THREADS,
        max_request_body_size=_MOST_BYTES,
        ident="markwarden",
        clear_untrusted_proxy_headers=True,
    )


def _listen(port: int) -> tuple[socket.socket, int]:
    """A socket on the wanted port, or on the next free one."""
    for number in range(port, port + _PORTS_TRIED) if port else [0]:
        try:
            bound = _bind(number)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            continue
        return bound, bound.getsockname()[1]
    raise PortsTakenError(f"no free port from {port} to {port + _PORTS_TRIED - 1}: name another with --port")


def _bind(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except BaseException:
        listening.close()
        raise
    return listening
