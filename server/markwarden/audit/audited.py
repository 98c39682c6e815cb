"""A store that notes every change in the trail: same interface, so that who writes need not think of it."""

from collections.abc import Callable, Iterable, Sequence

from markwarden.audit.difference import Change, differences
from markwarden.audit.trail import Trail
from markwarden.store.interface import Collection, Document, Store

_ONE_BY_ONE = 200
"""More documents changed at once (an import) are noted as one entry."""
_UNNOTED: dict[str, frozenset[str]] = {"pairings": frozenset({"last_used"})}
"""Fields that change without anybody changing them."""


class AuditedCollection:
    """See `Collection`. The entry is written before the change and stands only if the change does."""

    def __init__(self, inner: Collection, name: str, trail: Trail) -> None:
        self._inner = inner
        self._name = name
        self._trail = trail
        self._notice_outside()

    def _notice_outside(self) -> None:
        """A file that was edited by hand, restored, or written in the moment of a crash says so in the trail."""
        known, now = self._trail.known_version(self._name), self._inner.version()
        if known == now:
            return
        if known is not None:
            self._trail.note("outside", self._name, "", "")
        self._trail.keep_version(self._name, now)

    def version(self) -> str:
        return self._inner.version()

    def get(self, document_id: str) -> Document | None:
        return self._inner.get(document_id)

    def all(self) -> list[Document]:
        return self._inner.all()

    def put(self, document: Document) -> None:
        with self._trail.store.writing():  # nobody else writes between the look at the old and the new
            old = self._inner.get(document["id"])
            self._inner.put(document)
            self._note_all(self._entries([(old, document)]))

    def delete(self, document_id: str) -> bool:
        with self._trail.store.writing():
            old = self._inner.get(document_id)
            if old is None:
                return self._inner.delete(document_id)
            done = self._inner.delete(document_id)
            self._note_all(self._entries([(old, None)]))
        return done

    def change(self, document_id: str, to: Callable[[Document | None], Document]) -> Document:
        entries: list[tuple[str, str, str, list[Change]]] = []

        def watched(old: Document | None) -> Document:
            new = to(old)
            entries.extend(self._entries([(old, new)]))
            return new

        with self._trail.store.writing():
            result = self._inner.change(document_id, watched)
            self._note_all(entries)
        return result

    def replace_all(self, documents: Iterable[Document]) -> None:
        new = list(documents)
        self.change_all(lambda _before: new)

    def change_all(self, to: Callable[[list[Document]], Iterable[Document] | None]) -> None:
        entries: list[tuple[str, str, str, list[Change]]] = []

        def watched(rows: list[Document]) -> list[Document] | None:
            new = to(rows)
            if new is None:
                return None
            new = list(new)
            before, after = ({row["id"]: row for row in some} for some in (rows, new))
            keys = [*before, *(key for key in after if key not in before)]
            entries.extend(self._entries([(before.get(key), after.get(key)) for key in keys]))
            return new

        with self._trail.store.writing():
            self._inner.change_all(watched)
            self._note_all(entries)

    def _note_all(self, entries: Sequence[tuple[str, str, str, list[Change]]]) -> None:
        for action, subject, label, changes in entries:
            self._trail.note(action, self._name, subject, label, changes)
        self._trail.keep_version(self._name, self._inner.version())

    def _entries(
        self, pairs: Sequence[tuple[Document | None, Document | None]]
    ) -> list[tuple[str, str, str, list[Change]]]:
        unnoted = _UNNOTED.get(self._name, frozenset())
        found = []
        for old, new in pairs:
            changes = [one for one in differences(old or {}, new or {}) if one.path not in unnoted]
            if changes:
                action = "added" if old is None else "removed" if new is None else "changed"
                known = new or old or {}
                found.append((action, str(known.get("id", "")), _label(known), changes))
        if len(found) > _ONE_BY_ONE:
            counts = {word: sum(1 for one in found if one[0] == word) for word in ("added", "changed", "removed")}
            return [("many", "", "", [Change(word, None, count) for word, count in counts.items() if count])]
        return found


def _label(document: Document) -> str:
    return str(document.get("name") or document.get("title") or document.get("id") or "")


class AuditedStore:
    """See `Store`."""

    def __init__(self, inner: Store, trail: Trail) -> None:
        self._inner = inner
        self._trail = trail
        self._collections: dict[str, AuditedCollection] = {}

    def collection(self, name: str) -> AuditedCollection:
        """The collection of that name, its changes noted."""
        if name not in self._collections:
            self._collections[name] = AuditedCollection(self._inner.collection(name), name, self._trail)
        return self._collections[name]
