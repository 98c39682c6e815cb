"""What can go wrong with stored data, said for a person."""


class StoreError(Exception):
    """Stored data could not be read or written; nothing was overwritten."""


class FolderInUseError(StoreError):
    """Another server works on the same data folder."""


class BrokenFileError(StoreError):
    """A stored file is no longer valid; the message names file and line, and the last good generation."""


class NotWritableError(StoreError):
    """The folder or the disk does not take the write; what was there before still stands."""
