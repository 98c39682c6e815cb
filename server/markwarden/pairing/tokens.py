"""The tokens that pairings gave out: stored as hashes, named, revocable."""

import hashlib
import hmac
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markwarden.store.interface import Store
from markwarden_schema.pairing import Pairing, PairingGrant

COLLECTION = "pairings"
_SEEN_EVERY = timedelta(hours=1)
"""How exactly `last_used` is kept: a write at each page would wear the disk for nothing."""


@dataclass(frozen=True, slots=True)
class Paired:
    """A browser that may talk to the server."""

    id: str
    origin: str | None


class Pairings:
    """All pairings of a store. A change by another process is seen at the next request."""

    def __init__(self, store: Store) -> None:
        self._collection = store.collection(COLLECTION)
        self._lock = threading.Lock()

    def grant(self, name: str, origin: str | None) -> PairingGrant:
        """Pair a browser. The token is told this once."""
        token = secrets.token_urlsafe(32)
        row = {
            "id": secrets.token_hex(8),
            "name": name,
            "origin": origin,
            "created": datetime.now(UTC).isoformat(),
            "last_used": None,
            "token_sha256": _digest(token),
        }
        self._collection.put(row)
        return PairingGrant(id=str(row["id"]), name=name, token=token)

    def find(self, token: str) -> Paired | None:
        """The pairing that a token belongs to. All are compared, each in constant time."""
        digest = _digest(token)
        found = None
        for row in self._collection.all():
            if hmac.compare_digest(row["token_sha256"], digest):
                found = row
        if found is None:
            return None
        self._note_use(found["id"])
        return Paired(found["id"], found["origin"])

    def _note_use(self, pairing_id: str) -> None:
        now = datetime.now(UTC)
        with self._lock:
            row = self._collection.get(pairing_id)
            if row is None:
                return
            last = row["last_used"]
            if last is None or now - datetime.fromisoformat(last) > _SEEN_EVERY:
                self._collection.put({**row, "last_used": now.isoformat()})

    def origins(self) -> frozenset[str]:
        """The extension origins that are paired."""
        return frozenset(row["origin"] for row in self._collection.all() if row["origin"] is not None)

    def all(self) -> list[Pairing]:
        """What a person may see of them: no token, no hash."""
        return [
            Pairing(
                id=row["id"], name=row["name"], origin=row["origin"], created=row["created"], last_used=row["last_used"]
            )
            for row in self._collection.all()
        ]

    def revoke(self, pairing_id: str) -> bool:
        """End a pairing at once; False where there is none of that id."""
        with self._lock:
            return self._collection.delete(pairing_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
