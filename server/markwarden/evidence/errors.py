"""What can go wrong with evidence, said for a person."""


class EvidenceError(Exception):
    """Something was asked for that cannot be done; nothing was changed."""


class UnknownCaptureError(EvidenceError, LookupError):
    """There is no capture of that id."""


class CaptureClosedError(EvidenceError):
    """The capture was sealed: nothing is added to it or taken from it."""


class DigestMismatchError(EvidenceError):
    """The bytes that came are not those that were announced."""


class TooLargeError(EvidenceError):
    """More than a capture may hold."""


class BrokenLogError(EvidenceError):
    """The custody log is not what was written; nothing is appended to it."""
