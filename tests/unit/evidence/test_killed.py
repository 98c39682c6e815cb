"""`kill -9` at every step of a capture leaves a whole sealed package, or a visible remainder that can be finished."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_capture_killed_at_every_step() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.evidence.killed_capture"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == {}, done.stderr
    assert found["steps"] > 60
