"""The server's port, its claim on the data folder, its end."""

import socket
from pathlib import Path

import pytest

from markwarden.running import running_server
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store.errors import FolderInUseError


def test_next_port_is_taken_when_one_is_not_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with Server(Settings(data_dir=tmp_path, port=taken)) as server:
            assert taken < server.port <= taken + 20


def test_second_server_on_a_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with Server(Settings(data_dir=tmp_path, port=0)) as server:
        with pytest.raises(FolderInUseError):
            Server(Settings(data_dir=tmp_path, port=0))
        assert running_server(tmp_path) == server.port
    assert running_server(tmp_path) is None
    with Server(Settings(data_dir=tmp_path, port=0)):
        pass


def test_only_this_machine_is_answered(server: Server) -> None:
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in own - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as the system has it
            socket.create_connection((str(address), server.port), timeout=2)
