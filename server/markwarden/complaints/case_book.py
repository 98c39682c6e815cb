"""What the person wrote down for each case, and the files that belong to it. Knows nothing of decisions."""

import hashlib
import re

from markwarden.store import BlobStore
from markwarden.store.interface import Store
from markwarden_schema.case import CaseFacts, CaseFile

COLLECTION = "cases"
_SAFE_NAME = re.compile(r"[^\w .()+-]+")


def case_id(right: str, seller_key: str) -> str:
    """The same right and seller always give the same case."""
    return "k-" + hashlib.sha256(f"{right}\x1f{seller_key}".encode()).hexdigest()[:12]


def plain_name(name: str) -> str:
    """A file name that is only ever shown and offered, never used on the disk: no path, no control characters."""
    return _SAFE_NAME.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")[:120] or "file"


class CaseBook:
    """Facts and files, by case."""

    def __init__(self, store: Store, blobs: BlobStore) -> None:
        self._rows = store.collection(COLLECTION)
        self._blobs = blobs

    def facts(self, case: str) -> CaseFacts:
        """What is written down; empty where nothing is."""
        row = self._rows.get(case)
        return CaseFacts() if row is None else CaseFacts.model_validate(row["facts"])

    def files(self, case: str) -> list[CaseFile]:
        """The files, in the order they came."""
        row = self._rows.get(case)
        return [] if row is None else [CaseFile.model_validate(file) for file in row["files"]]

    def write(self, case: str, facts: CaseFacts) -> None:
        """Put these facts in place of the former ones."""
        self._put(case, facts, self.files(case))

    def add_file(self, case: str, data: bytes, described: CaseFile) -> CaseFile:
        """Keep a file; the same bytes again replace what was said of them."""
        digest = self._blobs.put(data)
        file = described.model_copy(update={"sha256": digest, "size": len(data), "name": plain_name(described.name)})
        others = [one for one in self.files(case) if one.sha256 != digest]
        self._put(case, self.facts(case), [*others, file])
        return file

    def keep(self, data: bytes) -> str:
        """Keep bytes that belong to no case by themselves: files made for a complaint. Their digest."""
        return self._blobs.put(data)

    def read(self, file: CaseFile) -> bytes:
        """The bytes of a file. Raises `FileNotFoundError` where they were taken from the disk."""
        return self._blobs.get(file.sha256)

    def drop_file(self, case: str, digest: str) -> bool:
        """Whether there was such a file. The bytes stay: a complaint that was filed may name them."""
        files = self.files(case)
        left = [file for file in files if file.sha256 != digest]
        if len(left) == len(files):
            return False
        self._put(case, self.facts(case), left)
        return True

    def _put(self, case: str, facts: CaseFacts, files: list[CaseFile]) -> None:
        self._rows.put(
            {
                "id": case,
                "facts": facts.model_dump(mode="json", exclude_defaults=True),
                "files": [file.model_dump(mode="json") for file in files],
            }
        )
