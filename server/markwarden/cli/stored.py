"""What people have stored, for the commands that read or change it."""

from markwarden.audit import AuditedStore, Trail
from markwarden.registry import Registry
from markwarden.settings import ROWS, data_dir
from markwarden.store import BlobStore, SqliteStore, TinyStore


def audited_store() -> AuditedStore:
    """What people write, for a command that changes it: every change is told in the trail."""
    folder = data_dir()
    return AuditedStore(TinyStore(folder), Trail(SqliteStore(folder / ROWS)))


def stored_registry() -> Registry:
    """The registry of the data folder. Reading needs no lock: a server may run meanwhile."""
    return Registry(audited_store(), BlobStore(data_dir() / "blobs"))
