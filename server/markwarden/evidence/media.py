"""What bytes are, by their first ones: what a sender says of them is not believed."""

from pathlib import Path

UNKNOWN = ("application/octet-stream", "bin")
_MARKS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png", "png"),
    (b"\xff\xd8\xff", 0, "image/jpeg", "jpg"),
    (b"GIF87a", 0, "image/gif", "gif"),
    (b"GIF89a", 0, "image/gif", "gif"),
    (b"WEBP", 8, "image/webp", "webp"),
    (b"ftypavif", 4, "image/avif", "avif"),
    (b"ftypavis", 4, "image/avif", "avif"),
    (b"%PDF-", 0, "application/pdf", "pdf"),
)


def type_of(path: Path) -> tuple[str, str]:
    """Media type and file suffix."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, at, media_type, suffix in _MARKS:
        if head[at : at + len(mark)] == mark:
            return media_type, suffix
    low = head.lower()
    if b"multipart/related" in low and b"mime-version:" in low:
        return "multipart/related", "mhtml"
    return UNKNOWN
