"""The custody log: a chain anyone can check, that survives a crash and notices a hand."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from markwarden.evidence.custody import NOTHING, Action, CustodyLog, parse_line, read_log
from markwarden.evidence.errors import BrokenLogError


def log_in(folder: Path) -> CustodyLog:
    return CustodyLog(folder / "custody.jsonl", folder / "custody.head.json")


def filled(folder: Path, count: int = 4) -> CustodyLog:
    log = log_in(folder)
    for n in range(count):
        log.append(Action.VIEWED, f"p{n}", "ab" * 32, "anna „ü“ 连", {"n": n})
    return log


def test_chain_is_checked_by_hand(tmp_path: Path) -> None:
    """With `sed`, `tr`, `sha256sum` and `grep`, as the README in each package says."""
    filled(tmp_path)
    before = NOTHING
    for number in range(1, 5):
        line = f"sed -n {number}p custody.jsonl"
        named = subprocess.run(
            ["sh", "-c", f'{line} | grep -o \'"previous":"[0-9a-f]*"\''],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert named.stdout.strip() == f'"previous":"{before}"'
        digest = subprocess.run(
            ["sh", "-c", f"{line} | tr -d '\\n' | sha256sum"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        before = digest.stdout[:64]


def test_log_goes_on_where_it_ended(tmp_path: Path) -> None:
    filled(tmp_path)
    log = log_in(tmp_path)
    assert log.append(Action.EXPORTED, "p1", None, "ben").n == 5
    assert len(log.entries()) == 5
    assert [entry.by for entry in log.of("p1")][1:] == ["ben"]


def test_torn_line_is_set_aside_and_told(tmp_path: Path) -> None:
    filled(tmp_path)
    with (tmp_path / "custody.jsonl").open("ab") as file:
        file.write(b'{"action":"vie')
    log = log_in(tmp_path)
    last = log.entries()[-1]
    assert (last.action, last.detail["torn_bytes"]) == (Action.RECOVERED, 14)
    assert [path.read_bytes() for path in tmp_path.glob("custody.jsonl.torn-*")] == [b'{"action":"vie']


def test_crash_between_line_and_head(tmp_path: Path) -> None:
    log = filled(tmp_path)
    head = (tmp_path / "custody.head.json").read_bytes()
    log.append(Action.VIEWED, None, None, "x")
    (tmp_path / "custody.head.json").write_bytes(head)
    assert len(log_in(tmp_path).entries()) == 5


def test_nothing_is_added_to_a_log_that_was_changed(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "custody.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    for changed in (lines[:-2], [*lines[:1], *lines[2:]], [lines[0].replace(b"anna", b"otto"), *lines[1:]], []):
        path.write_bytes(b"".join(changed))
        log = log_in(tmp_path)
        with pytest.raises(BrokenLogError):
            log.append(Action.VIEWED, None, None, "x")
        assert path.read_bytes() == b"".join(changed)


def test_head_that_was_taken_away_is_noticed(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "custody.head.json").unlink()
    assert log_in(tmp_path).broken


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    by=st.text(max_size=30),
    detail=st.dictionaries(
        st.text(max_size=8), st.text(max_size=8) | st.integers(-9, 9) | st.booleans() | st.none(), max_size=4
    ),
)
def test_every_entry_is_one_line_in_one_form(
    tmp_path_factory: pytest.TempPathFactory, by: str, detail: dict[str, object]
) -> None:
    log = log_in(tmp_path_factory.mktemp("log"))
    entry = log.append(Action.VIEWED, "p", None, by, detail)  # type: ignore[arg-type]
    line = entry.line().encode()
    assert b"\n" not in line
    assert parse_line(line) == entry
    assert entry.digest == hashlib.sha256(line).hexdigest()
    assert read_log(line + b"\n")[1] == []
