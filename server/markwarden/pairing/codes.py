"""The pairing code: shown by the program, typed by the person, good for one browser and two minutes.

It passes from the command that shows it to the server that checks it through a file that only this user may read,
so that nothing on the network can ask for a code. The file holds a hash.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from markwarden.errors import Refusal
from markwarden_schema.error import ErrorCode

SECONDS = 120
TRIES = 5
"""Tries a minute, by whomever: 10 tries at 31^8 codes in the two minutes that a code lives."""
WINDOW = 60
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0/O, 1/I/L: read off a screen and typed."""
_LENGTH = 8
_FILE = "pairing-code.json"


def _plain(code: str) -> str:
    """A code as typed: capitals, spaces and hyphens do not matter."""
    return "".join(char for char in code.upper() if char.isalnum())


def _hash(code: str, salt: bytes) -> str:
    return hashlib.scrypt(code.encode(), salt=salt, n=2**13, r=8, p=1).hex()


def new_code(folder: Path, now: Callable[[], float] = time.time) -> str:
    """Make a code (`ABCD-EFGH`) that the server on this data folder accepts; an earlier one ends."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    salt = secrets.token_bytes(16)
    note = {"salt": salt.hex(), "hash": _hash(code, salt), "expires": now() + SECONDS}
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f".{_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        json.dump(note, file)
    temporary.replace(folder / _FILE)
    return f"{code[:4]}-{code[4:]}"


class PairingDesk:
    """Checks codes; counts the tries."""

    def __init__(self, folder: Path, now: Callable[[], float] = time.time) -> None:
        self._path = folder / _FILE
        self._now = now
        self._tries: deque[float] = deque()
        self._lock = threading.Lock()

    def redeem(self, code: str) -> None:
        """Use up the code. Raises `Refusal`: too many tries, none valid, wrong."""
        with self._lock:
            now = self._now()
            while self._tries and self._tries[0] <= now - WINDOW:
                self._tries.popleft()
            if len(self._tries) >= TRIES:
                wait = int(self._tries[0] + WINDOW - now) + 1
                raise Refusal(ErrorCode.TOO_MANY_ATTEMPTS, f"Too many tries. Wait {wait} seconds.", {"seconds": wait})
            self._tries.append(now)
            try:
                note = json.loads(self._path.read_text("ascii"))
            except FileNotFoundError:
                note = None
            if note is None or note["expires"] <= now:
                raise Refusal(
                    ErrorCode.PAIRING_CODE_EXPIRED, "No pairing code is valid now. Run `markwarden pair` for a new one."
                )
            if not hmac.compare_digest(_hash(_plain(code), bytes.fromhex(note["salt"])), note["hash"]):
                raise Refusal(ErrorCode.PAIRING_CODE_WRONG, "The pairing code is wrong.")
            self._path.unlink()
