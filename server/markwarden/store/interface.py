"""What the rest of the program knows of storage: named collections of JSON documents with string ids.

Small enough to be implemented on a database server for a team.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

Document = Mapping[str, Any]
"""A JSON object with its id under `id`."""


class Collection(Protocol):
    """Documents of one kind. Every write is durable when it returns, and atomic."""

    def version(self) -> str:
        """Changes with every write, also by another process. Cheap."""

    def get(self, document_id: str) -> Document | None:
        """The document, or None."""

    def all(self) -> list[Document]:
        """All documents, in the order they were added."""

    def put(self, document: Document) -> None:
        """Add the document, or replace the one with its id."""

    def change(self, document_id: str, to: Callable[[Document | None], Document]) -> Document:
        """Replace the document by what `to` makes of it, with no other change in between; the new one."""

    def delete(self, document_id: str) -> bool:
        """Whether there was such a document."""

    def replace_all(self, documents: Iterable[Document]) -> None:
        """All documents at once: either all of the new ones stand, or all of the old."""

    def change_all(self, to: Callable[[list[Document]], Iterable[Document] | None]) -> None:
        """Replace all documents by what `to` makes of them, with no other change in between; None: nothing is to change."""


class Store(Protocol):
    """A place that keeps collections."""

    def collection(self, name: str) -> Collection:
        """The collection of that name, made on its first write."""
