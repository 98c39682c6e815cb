"""Where data lives. The rest of the program knows `interface` and `errors`; only start-up knows TinyDB and SQLite."""

from markwarden.store.blobs import BlobStore
from markwarden.store.errors import StoreError
from markwarden.store.sqlite_store import SqliteStore
from markwarden.store.tinydb_store import TinyStore

__all__ = ["BlobStore", "SqliteStore", "StoreError", "TinyStore"]
