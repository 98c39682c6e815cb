"""What the tests of the console's pages share."""

import pytest

from markwarden.serving import Server
from tests.kit.console import Console


@pytest.fixture
def console(server: Server) -> Console:
    """The console of the file's `server`, opened."""
    opened = Console(server)
    opened.open()
    return opened
