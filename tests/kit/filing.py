"""Real complaints of a running server, made over the wire as a reviewer makes them."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.kit.client import Client
from tests.kit.pages import Goods

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Filing:
    """Decisions, cases and complaints of one paired client."""

    client: Client

    def decide(self, *goods: Goods, mark: str = "Nike") -> None:
        """These infringe the mark."""
        for one in goods:
            body = {"item_id": one.item_id, "word": "infringes", "right": f"right-{mark}", "title": one.title}
            if one.store:
                body["seller"] = {"id": one.store[0], "name": one.store[1]}  # type: ignore[assignment]
            self._done("POST", "/decisions", body)

    def cases(self) -> list[dict[str, Any]]:
        return list(self._done("GET", "/cases")["cases"])

    def add_picture(self, case: str, name: str = "comparison.png", data: bytes = PNG, kind: str = "comparison") -> None:
        """A picture that proves something of the whole case."""
        sent = {"name": name, "media_type": "image/png", "kind": kind, "data": base64.b64encode(data).decode()}
        self._done("POST", f"/cases/{case}/files", sent)

    def draft(self, portal: str = "ipp-aidc", **more: object) -> list[dict[str, Any]]:
        """Drafts of every case."""
        request = {"cases": [case["id"] for case in self.cases()], "portal": portal, **more}
        return list(self._done("POST", "/complaints", request)["complaints"])

    def complaints(self) -> list[dict[str, Any]]:
        return list(self._done("GET", "/complaints")["complaints"])

    def complaint(self, complaint: str) -> dict[str, Any]:
        return dict(self._done("GET", f"/complaints/{complaint}"))

    def values(self, complaint: str) -> dict[str, Any]:
        """What goes into the form."""
        return dict(self._done("GET", f"/complaints/{complaint}/form")["values"])

    def step(self, complaint: str, **event: object) -> None:
        self._done("POST", f"/complaints/{complaint}/events", event)

    def drop(self, complaint: str) -> None:
        """Give up a draft."""
        self._done("DELETE", f"/complaints/{complaint}")

    def clear(self) -> None:
        """Take back every decision; what was drafted goes, what was filed is withdrawn from the lists by its end."""
        for complaint in self.complaints():
            if complaint["status"] in ("draft", "ready"):
                self.drop(complaint["id"])
        for one in self._done("GET", "/decisions")["decisions"]:
            self._done("DELETE", f"/decisions/{one['id']}")

    def _done(self, method: str, path: str, body: object = None) -> Any:
        reply = self.client.ask(method, path, body)
        assert reply.status < 300, (method, path, reply.body)
        return reply.json if reply.body else None


@contextmanager
def filing_of(client: Client) -> Iterator[Filing]:
    """A reviewer's desk that is clear afterwards."""
    desk = Filing(client)
    yield desk
    desk.clear()
