"""What one complaint has one of, and the name that a part of a plan goes by."""

import hashlib
from dataclasses import dataclass

from markwarden_schema.case import ComplaintType, Ground


@dataclass(frozen=True, slots=True)
class Key:
    """What one complaint has one of."""

    right: str
    complaint_type: ComplaintType
    ground: Ground
    reason: str
    order: str | None

    @property
    def digest(self) -> str:
        """The same key has the same digest in every plan."""
        said = "\x1f".join((self.right, self.complaint_type, self.ground, self.reason, self.order or ""))
        return hashlib.sha256(said.encode()).hexdigest()[:8]

    def part(self, number: int) -> str:
        """The name of the `number`-th part with this key."""
        return f"{self.digest}-{number}"
