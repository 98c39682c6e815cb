"""A short run of the bench `durability`: nothing that was acknowledged is lost to `kill -9`."""

import os
from pathlib import Path

import pytest

from tests.bench.durability import kill_often


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writing process is forked")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_acknowledged_writes_survive_kills(tmp_path: Path) -> None:
    outcome = kill_often(tmp_path, 40)
    assert outcome.kills == 40
    assert outcome.acknowledged >= 40
    assert outcome.lost == []
    assert outcome.unreadable == []
