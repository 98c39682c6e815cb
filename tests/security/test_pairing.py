"""Pairing codes: short-lived, counted, kept as hashes."""

from pathlib import Path

import pytest

from markwarden.errors import Refusal
from markwarden.pairing import PairingDesk, Pairings, new_code
from markwarden.pairing.codes import SECONDS, TRIES, WINDOW
from markwarden.store import TinyStore


class Clock:
    """Time that the test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> PairingDesk:
    return PairingDesk(tmp_path, clock)


def refusal(desk: PairingDesk, code: str) -> str | None:
    try:
        desk.redeem(code)
    except Refusal as error:
        return error.code.value
    return None


def test_right_code(tmp_path: Path, desk: PairingDesk, clock: Clock) -> None:
    assert refusal(desk, new_code(tmp_path, clock)) is None


def test_code_ends_after_two_minutes(tmp_path: Path, desk: PairingDesk, clock: Clock) -> None:
    code = new_code(tmp_path, clock)
    clock.now += SECONDS
    assert refusal(desk, code) == "pairing_code_expired"


def test_a_new_code_ends_the_former(tmp_path: Path, desk: PairingDesk, clock: Clock) -> None:
    former, code = new_code(tmp_path, clock), new_code(tmp_path, clock)
    assert refusal(desk, former) == "pairing_code_wrong"
    assert refusal(desk, code) is None


def test_guessing_is_stopped_and_the_right_code_too(tmp_path: Path, desk: PairingDesk, clock: Clock) -> None:
    code = new_code(tmp_path, clock)
    assert [refusal(desk, "WRONG") for _ in range(TRIES)] == ["pairing_code_wrong"] * TRIES
    assert refusal(desk, code) == "too_many_attempts"
    clock.now += WINDOW + 1
    assert refusal(desk, code) is None


def test_tries_in_the_life_of_a_code_are_few(tmp_path: Path, desk: PairingDesk, clock: Clock) -> None:
    """An attacker who asks a thousand times a second gets ten answers of 31^8 codes."""
    new_code(tmp_path, clock)
    start, answered = clock.now, 0
    while clock.now < start + SECONDS:
        answered += refusal(desk, "GUESSED1") == "pairing_code_wrong"
        clock.now += 0.05
    assert answered <= TRIES * SECONDS / WINDOW


def test_neither_code_nor_token_is_on_the_disk(tmp_path: Path, clock: Clock) -> None:
    code = new_code(tmp_path, clock)
    token = Pairings(TinyStore(tmp_path)).grant("browser", None).token
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert code.encode() not in path.read_bytes()
            assert code.replace("-", "").encode() not in path.read_bytes()
            assert token.encode() not in path.read_bytes()


def test_code_file_is_for_this_user_only(tmp_path: Path, clock: Clock) -> None:
    new_code(tmp_path, clock)
    assert (tmp_path / "pairing-code.json").stat().st_mode & 0o077 == 0


def test_revoking_elsewhere_takes_effect_here(tmp_path: Path) -> None:
    here, elsewhere = Pairings(TinyStore(tmp_path)), Pairings(TinyStore(tmp_path))
    grant = here.grant("browser", None)
    assert here.find(grant.token)
    assert elsewhere.revoke(grant.id)
    assert here.find(grant.token) is None
