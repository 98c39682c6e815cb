"""Pages saved to disk: HTML, and MHTML (RFC 2557) as Chromium writes it."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from markwarden.pages.bounds import MOST_HTML
from markwarden.pages.reader import read_page
from markwarden_schema.page import Page

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)


class UnreadableFileError(ValueError):
    """A file that is no saved page; the message says why, for a person."""


def read_saved(path: Path, url: str | None = None) -> Page:
    """Read a saved page. `url` overrides the address that the file carries. Raises `UnreadableFileError`, `OSError`."""
    if path.stat().st_size > 4 * MOST_HTML:
        raise UnreadableFileError(f"larger than {4 * MOST_HTML // 2**20} MB")
    data = path.read_bytes()
    if _is_mhtml(data):
        html, own = _from_mhtml(data)
        return read_page(html, url or own)
    if not _is_html(data):
        raise UnreadableFileError("neither HTML nor MHTML")
    return read_page(decode(data), url)


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"multipart/related" in head and b"mime-version:" in head


def _is_html(data: bytes) -> bool:
    head = data[:8192].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return (
        b"\x00" not in head[:512]
        and re.search(rb"<(?:!doctype|html|head|body|!--|div|a|ul|li|script|meta|span|section)\b|<!--", head)
        is not None
    )


def decode(data: bytes) -> str:
    """Bytes of an HTML file → text: byte order mark, then `<meta charset>`, then UTF-8; what is broken is replaced."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    found = _CHARSET.search(data[:16384])
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        return data.decode(name, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _from_mhtml(data: bytes) -> tuple[str, str | None]:
    message = message_from_bytes(data, policy=policy.default)
    address = str(message.get("Snapshot-Content-Location") or "").strip() or None
    first: tuple[str, str | None] | None = None
    for part in message.walk():
        if not isinstance(part, EmailMessage) or part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        location = str(part.get("Content-Location") or "").strip() or None
        charset = part.get_content_charset()
        try:
            text = payload.decode(charset, "replace") if charset else decode(payload)
        except LookupError:
            text = decode(payload)
        if address is None or location == address:
            return text, address or location
        first = first or (text, address)
    if first is None:
        raise UnreadableFileError("an MHTML file without an HTML part")
    return first
