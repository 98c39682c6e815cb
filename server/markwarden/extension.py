"""Knows where the extension's files lie and which id its manifest gives it. Knows nothing of browsers."""

import base64
import hashlib
import json
from pathlib import Path


def extension_path() -> Path:
    """The folder to load unpacked: inside the installed package, or `extension/` of a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "_extension"
    path = installed if installed.is_dir() else here.parents[1] / "extension"
    if not (path / "manifest.json").is_file():
        raise FileNotFoundError(f"the extension is missing: no manifest.json in {path}")
    return path


def extension_id() -> str:
    """The id Chromium derives from the manifest's `key`: half of its SHA-256, each hex digit as a letter a–p."""
    manifest = json.loads((extension_path() / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)
