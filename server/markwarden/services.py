"""What a running server works with, built in one place."""

import threading

from flask import Flask, current_app

from markwarden.matching import Engine
from markwarden.pairing import PairingDesk, Pairings
from markwarden.registry import Registry
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.listing import Listing

_KEY = "markwarden"


class EngineHolder:
    """The engine for the registry as it is now.

    Who first asks after a change brings it up to date; who asks meanwhile is answered by the former one, so that
    no page waits for the indexing of another's import.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._lock = threading.Lock()
        self._version = registry.version()
        self._engine = Engine.build(registry.document())
        # Word lists load at the first use: while the server starts, not while the first page waits.
        self._engine.assess([Listing(item_id="0", title="warm up 1:1")])

    def current(self) -> Engine:
        """The engine; brought up to date when the registry has changed."""
        version = self._registry.version()
        if version != self._version and self._lock.acquire(blocking=False):
            try:
                self._engine = self._engine.updated(self._registry.document())
                self._version = version
            finally:
                self._lock.release()
        return self._engine


class Services:
    """The parts that routes call."""

    def __init__(self, settings: Settings) -> None:
        store = TinyStore(settings.data_dir)
        self.settings = settings
        self.registry = Registry(store, BlobStore(settings.data_dir / "blobs"))
        self.pairings = Pairings(store)
        self.desk = PairingDesk(settings.data_dir)
        self.engine = EngineHolder(self.registry)

    def attach(self, app: Flask) -> None:
        """Make them known to the routes of `app`."""
        app.extensions[_KEY] = self


def services() -> Services:
    """Those of the application that serves the current request."""
    found: Services = current_app.extensions[_KEY]
    return found
