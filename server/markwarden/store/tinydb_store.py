"""The store on TinyDB: one JSON file a collection in one folder, safe for threads and processes."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from tinydb import TinyDB, where
from tinydb.table import Table

from markwarden.store.errors import NotWritableError
from markwarden.store.interface import Document
from markwarden.store.json_storage import DurableJsonStorage
from markwarden.store.steps import STEPS, Step

_WRITE_SECONDS = 30
"""How long a write waits for another process to finish its own."""


class TinyCollection:
    """One collection. See `Collection` for the contract."""

    def __init__(self, path: Path, name: str, thread_lock: threading.RLock, steps: Sequence[Step] = ()) -> None:
        self._name = name
        self._path = path
        self._thread_lock = thread_lock
        self._storage = DurableJsonStorage(path, steps)
        self._index: tuple[str, dict[str, Document]] = ("unread", {})

    def version(self) -> str:
        return self._storage.signature()

    def _by_id(self) -> dict[str, Document]:
        """Documents by id, kept until the file changes: TinyDB would copy the table at each look."""
        with self._thread_lock:
            signature = self._storage.signature()
            if self._index[0] != signature:
                tables = self._storage.read() or {}
                rows = tables.get(self._name, {})
                self._index = (signature, {document["id"]: document for document in rows.values()})
            return self._index[1]

    def get(self, document_id: str) -> Document | None:
        return self._by_id().get(document_id)

    def all(self) -> list[Document]:
        return list(self._by_id().values())

    @contextmanager
    def _writing(self) -> Iterator[Table]:
        """The table, with every other writer of this collection kept out, in this process and in others."""
        with self._thread_lock:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                lock = FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=_WRITE_SECONDS)
                lock.acquire()
            except OSError as error:
                raise NotWritableError(f"{self._path.parent} cannot be written: {error.strerror or error}") from error
            try:
                yield TinyDB(storage=lambda: self._storage).table(self._name, cache_size=0)
            finally:
                lock.release()

    def put(self, document: Document) -> None:
        with self._writing():
            self._replace(document)

    def _replace(self, document: Document) -> None:
        """TinyDB's own upsert merges the old fields into the new, and alters documents that readers hold."""
        rows = dict((self._storage.read() or {}).get(self._name, {}))
        key = next((key for key, row in rows.items() if row["id"] == document["id"]), None)
        rows[key or str(max(map(int, rows), default=0) + 1)] = dict(document)
        self._storage.write({self._name: rows})

    def change(self, document_id: str, to: Callable[[Document | None], Document]) -> Document:
        with self._writing():
            document = to(self.get(document_id))
            self._replace(document)
            return document

    def delete(self, document_id: str) -> bool:
        with self._writing() as table:
            return bool(table.remove(where("id") == document_id))

    def replace_all(self, documents: Iterable[Document]) -> None:
        self.change_all(lambda _before: documents)

    def change_all(self, to: Callable[[list[Document]], Iterable[Document] | None]) -> None:
        with self._writing():
            documents = to(self.all())
            if documents is not None:
                rows = {str(number): dict(document) for number, document in enumerate(documents, start=1)}
                self._storage.write({self._name: rows})


class TinyStore:
    """Collections in a folder. Reading needs no lock, so that a second program may look while a server runs."""

    def __init__(self, folder: Path, steps: Mapping[str, Sequence[Step]] = STEPS) -> None:
        self._folder = folder
        self._steps = steps
        self._thread_lock = threading.RLock()
        self._collections: dict[str, TinyCollection] = {}

    def collection(self, name: str) -> TinyCollection:
        """The collection of that name."""
        with self._thread_lock:
            if name not in self._collections:
                self._collections[name] = TinyCollection(
                    self._folder / f"{name}.json", name, self._thread_lock, self._steps.get(name, ())
                )
            return self._collections[name]
