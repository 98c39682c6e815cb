"""Addresses of listing pictures: the key that names a picture on every host, and the original behind a thumbnail."""

import re
from urllib.parse import unquote

_EXTENSION = r"(?:jpe?g|png|webp|gif|avif|bmp)"
# `/kf/<key>.jpg`, `/kf/<key>/<slug>.jpg`, either with size and format suffixes behind the first extension.
_KF = re.compile(
    rf"/kf/([A-Za-z0-9][A-Za-z0-9_.\-]{{7,80}}?)(?:\.({_EXTENSION})|/([^/?#]{{1,300}}?)\.({_EXTENSION}))(?=[_?#]|$)",
    re.IGNORECASE,
)
_BADGE_NAME = re.compile(r"^\d{1,4}x\d{1,4}$")
# Chrome's "Save page as" rewrites pictures to `./<title>_files/<file>`; the file name keeps key and suffix.
_SAVED = re.compile(
    rf"^(?:\./|\.\\)?[^?#]{{0,500}}_files/(?:saved_resource)?([AHSU][A-Za-z0-9_.\-]{{20,80}}?)\.({_EXTENSION})(?=[_?#(]|$)",
    re.IGNORECASE,
)
_CDN = "https://ae-pic-a1.aliexpress-media.com"
_HOST = re.compile(r"^(?:https?:)?//([a-z0-9.-]{1,253})(?::\d{1,5})?/", re.IGNORECASE)


def image_key(url: str) -> str | None:
    """What names a picture on every host of AliExpress's image network; None for badges and foreign pictures."""
    found = _KF.search(url) or _SAVED.match(url)
    if not found:
        return None
    if found.re is _KF and found[3] and _BADGE_NAME.match(found[3]):
        return None
    return found[1]


def original(url: str | None) -> str | None:
    """The address of the picture as uploaded, behind a thumbnail's; None for badges, placeholders and foreign pictures."""
    if not url or len(url) > 2000:
        return None
    url = unquote(url.strip()) if "%2F" in url else url.strip()
    saved = _SAVED.match(url)
    if saved and "/kf/" not in url:
        return f"{_CDN}/kf/{saved[1]}.{saved[2].lower()}"
    found = _KF.search(url)
    if not found or image_key(url) is None:
        return None
    host = _HOST.match(url)
    if host is None:
        return None
    scheme = "http:" if url.lower().startswith("http:") and host[1].startswith("127.") else "https:"
    start = url.index("//")
    return scheme + url[start : found.end()]


def unique(urls: list[str]) -> list[str]:
    """The same pictures without repetition (by key, not by address), in their order."""
    seen: set[str] = set()
    kept = []
    for url in urls:
        key = image_key(url) or url
        if key not in seen:
            seen.add(key)
            kept.append(url)
    return kept
