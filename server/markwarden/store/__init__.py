"""Where data lives. The rest of the program knows `interface` and `errors`; only start-up knows TinyDB."""

from markwarden.store.blobs import BlobStore
from markwarden.store.errors import StoreError
from markwarden.store.tinydb_store import TinyStore

__all__ = ["BlobStore", "StoreError", "TinyStore"]
