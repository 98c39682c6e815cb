"""Saved files: HTML of any encoding, MHTML, and what is neither."""

from pathlib import Path

import pytest

from markwarden.pages.saved import UnreadableFileError, read_saved
from tests.kit.pages import SEARCH_URL, search_page, some_goods

GOODS = some_goods(4, ("Crème brûlée torch", "Кружка керамическая"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(search_page(GOODS), encoding)
    page = read_saved(path, SEARCH_URL)
    assert [listing.title for listing in page.listings] == [one.title for one in GOODS]


def test_declared_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    html = search_page(some_goods(1, ("Чашка",))).replace('charset="utf-8"', 'charset="windows-1251"')
    path.write_bytes(html.encode("windows-1251", "xmlcharrefreplace"))
    assert read_saved(path, SEARCH_URL).listings[0].title == "Чашка"


def test_address_is_that_of_the_file_unless_given(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<!-- saved from url=(0043){SEARCH_URL} -->" + search_page(GOODS), "utf-8")
    assert read_saved(path).url == SEARCH_URL
    assert (
        read_saved(path, "https://de.aliexpress.com/w/wholesale-x.html").url
        == "https://de.aliexpress.com/w/wholesale-x.html"
    )


def test_mhtml(tmp_path: Path) -> None:
    import quopri

    body = quopri.encodestring(search_page(GOODS).encode()).decode()
    path = tmp_path / "page.mhtml"
    path.write_text(
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {SEARCH_URL}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"\r\n\r\n------x\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {SEARCH_URL}\r\n\r\n"
        f"{body}\r\n------x--\r\n",
        "ascii",
    )
    page = read_saved(path)
    assert page.url == SEARCH_URL
    assert [listing.title for listing in page.listings] == [one.title for one in GOODS]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"%PDF-1.7", b"just words", b'{"a": 1}'])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError):
        read_saved(path)
