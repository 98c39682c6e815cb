"""Asking an authority for time-stamps: off until the person names one, only a digest leaves, what fails waits and is shown.

This is the one request that the server makes to another machine.
"""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from cryptography import x509
from pydantic import BaseModel, ConfigDict, field_validator
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from markwarden.evidence.stamps import BadStampError, check_signature, decoded
from markwarden.logs import LOGGER
from markwarden.store import SqliteStore
from markwarden.store.interface import Store

MIGRATIONS = (
    """CREATE TABLE stamp_wanted (package TEXT NOT NULL PRIMARY KEY, tries INTEGER NOT NULL, due INTEGER NOT NULL,
        error TEXT)""",
)
_PATIENCE = 20
_MOST_REPLY = 1 << 20
_WAITS = (60, 300, 1800, 7200, 21600)
"""Seconds until the next try after the first, second, … failure; the last one stays."""


class StampSettings(BaseModel):
    """The authority, and the certificates that it is checked against."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str | None = None
    roots: str | None = None

    @field_validator("url")
    @classmethod
    def _web(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError("The authority's address has to begin with http:// or https://.")
        return value

    @field_validator("roots")
    @classmethod
    def _pem(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                x509.load_pem_x509_certificates(value.encode())
            except ValueError as error:
                raise ValueError("The root certificates have to be PEM (-----BEGIN CERTIFICATE-----).") from error
        return value


class StampSettingsStore:
    """Reads and writes them."""

    def __init__(self, store: Store) -> None:
        self._collection = store.collection("stamping")

    def get(self) -> StampSettings:
        return StampSettings.model_validate(self._collection.get("authority") or {})

    def put(self, settings: StampSettings) -> None:
        self._collection.put({"id": "authority", **settings.model_dump(mode="json")})


class Waiting(NamedTuple):
    """A package that has no time-stamp yet."""

    package: str
    tries: int
    due: int
    error: str | None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The person named one address; it is the only one that is asked."""

    def redirect_request(self, *_: object) -> None:
        return None


def request_stamp(url: str, message: bytes, roots: str | None) -> bytes:
    """A time-stamp of `message`, whose SHA-256 is all that is sent. Raises `BadStampError`, `OSError`."""
    query = TimestampRequestBuilder(data=message, hash_algorithm=HashAlgorithm.SHA256).build()
    asked = urllib.request.Request(  # noqa: S310 - the scheme was checked when it was set
        url, data=query.as_bytes(), headers={"Content-Type": "application/timestamp-query"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(asked, timeout=_PATIENCE) as reply:
            data = _limited(reply)
    except urllib.error.HTTPError as error:
        raise BadStampError(f"the authority answered with status {error.code}") from error
    except urllib.error.URLError as error:
        raise BadStampError(f"the authority could not be reached: {error.reason}") from error
    except (HTTPException, TimeoutError) as error:
        raise BadStampError(f"the authority gave no whole answer: {error or 'too slow'}") from error
    response = decoded(data, message)
    if query.nonce is not None and response.tst_info.nonce != query.nonce:
        raise BadStampError("the authority answered another question (nonce)")
    if roots is not None:
        check_signature(response, message, roots.encode())
    return data


def _limited(reply: HTTPResponse | IO[bytes]) -> bytes:
    data = reply.read(_MOST_REPLY + 1)
    if len(data) > _MOST_REPLY:
        raise BadStampError("the authority's answer is too large to be a time-stamp")
    return data


class StampQueue:
    """Packages that wait for a time-stamp, and the thread that asks for it."""

    def __init__(
        self,
        rows: SqliteStore,
        settings: StampSettingsStore,
        message_of: Callable[[str], bytes],
        stamped: Callable[[str, bytes, str], None],
    ) -> None:
        self._rows = rows
        self._settings = settings
        self._message_of = message_of
        self._stamped = stamped
        self._wake = threading.Event()
        self._stop = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        rows.migrate("stamping", MIGRATIONS)

    def add(self, package: str) -> None:
        """Wanted, where an authority is set."""
        if self._settings.get().url is None:
            return
        with self._rows.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO stamp_wanted VALUES (?, 0, ?, NULL)", (package, int(time.time())))
        self.start()

    def drop(self, package: str) -> None:
        """Not wanted any more."""
        with self._rows.writing() as connection:
            connection.execute("DELETE FROM stamp_wanted WHERE package = ?", (package,))

    def waiting(self) -> list[Waiting]:
        """What has no time-stamp yet, with the last failure."""
        with self._rows.reading() as connection:
            return [Waiting(*row) for row in connection.execute("SELECT * FROM stamp_wanted ORDER BY due, package")]

    def retry_now(self) -> None:
        """Ask for all of them at once."""
        with self._rows.writing() as connection:
            connection.execute("UPDATE stamp_wanted SET due = ?", (int(time.time()),))
        self.start()

    def start(self) -> None:
        """Work through what is due, now and later."""
        with self._lock:
            if self._stop or self._settings.get().url is None or not self.waiting():
                return
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="markwarden-stamps", daemon=True)
                self._thread.start()
            self._wake.set()

    def stop(self) -> None:
        """End the thread; what is under way is finished or fails first."""
        with self._lock:
            self._stop = True
            self._wake.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE + 5)

    def _run(self) -> None:
        while not self._stop:
            self._wake.clear()
            waiting = self.waiting()
            if not waiting:
                return
            now = time.time()
            for one in waiting:
                if one.due <= now and not self._stop:
                    self._try(one)
            rest = self.waiting()
            if rest and not self._stop:
                self._wake.wait(max(0.0, min(one.due for one in rest) - time.time()))

    def _try(self, one: Waiting) -> None:
        settings = self._settings.get()
        if settings.url is None:
            self._failed(one, "no authority is set any more")
            return
        try:
            message = self._message_of(one.package)
            reply = request_stamp(settings.url, message, settings.roots)
        except (BadStampError, OSError) as error:
            self._failed(one, str(error))
            return
        try:
            self._stamped(one.package, reply, settings.url)
        except Exception as error:  # noqa: BLE001 - the thread has to live on; the log says what it was
            LOGGER.error("a time-stamp could not be kept", exc_info=error)
            self._failed(one, f"it came, but could not be kept: {error}")
            return
        self.drop(one.package)

    def _failed(self, one: Waiting, why: str) -> None:
        wait = _WAITS[min(one.tries, len(_WAITS) - 1)]
        with self._rows.writing() as connection:
            connection.execute(
                "UPDATE stamp_wanted SET tries = tries + 1, due = ?, error = ? WHERE package = ?",
                (int(time.time()) + wait, why, one.package),
            )
