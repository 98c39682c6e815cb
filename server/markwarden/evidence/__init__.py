"""Captures: taken in part by part, sealed as packages, checked, kept, shown, deleted. Knows no HTTP.

A package is a BagIt folder (RFC 8493): `data/` with what was kept, manifests of SHA-256, a README for people without
this program, and `seal/` with what came to be after the sealing: entries of the custody log, a time-stamp.
The SHA-256 of `tagmanifest-sha256.txt` stands for the whole package and is called its *seal*.
"""

from markwarden.evidence.archive import Archive
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.verify import Verification, verify

__all__ = ["Archive", "EvidenceError", "Verification", "verify"]
