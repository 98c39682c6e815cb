"""What is handed to others: the PDF, the table, the web archive."""

import csv
import hashlib
import io
import json
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from warcio.archiveiterator import ArchiveIterator

from markwarden.evidence import Archive
from markwarden.evidence.comparisons import Comparisons, Feature, Place
from markwarden.evidence.dossier import fonts
from markwarden.evidence.dossier.pdf import dossier, gather
from markwarden.evidence.dossier.rows import table
from markwarden.evidence.dossier.wacz import surt, wacz
from markwarden.evidence.errors import EvidenceError
from markwarden.store import BlobStore, TinyStore
from tests.kit.captures import picture_of_page, png, sealed_capture

TITLES = ("Nike 耐克 运动鞋", "فستان كتان", "Платье льняное", "=HYPERLINK(1)")


@pytest.fixture
def comparisons(tmp_path: Path) -> Comparisons:
    return Comparisons(TinyStore(tmp_path), BlobStore(tmp_path / "blobs"))


def text_of(pdf: bytes) -> str:
    """The text of all pages, by a reader that is not ours."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_dossier_names_right_addresses_and_seals(archive: Archive, comparisons: Comparisons, tmp_path: Path) -> None:
    states = [sealed_capture(archive, title=title) for title in TITLES]
    comparisons.new(
        capture=states[0].id,
        right="Trademark NIKE",
        genuine=comparisons.blobs.put(png(picture_of_page(80))),
        suspect="data/screen/visible.png",
        features=[Feature(name="Stitching", genuine="double", suspect="single 单", at_genuine=Place(x=0.5, y=0.5), at_suspect=Place(x=0.9, y=0.1))],
    )  # fmt: skip
    entries = gather(archive, comparisons, [state.id for state in states], "anna")
    pdf = dossier(entries, "Case 7", "Trademark NIKE, EU 1000", datetime(2026, 11, 24, tzinfo=UTC), comparisons)
    assert pdf.startswith(b"%PDF-")
    assert len(archive.log.of(states[0].id)) == 2
    text = text_of(pdf)
    flat = "".join(text.split())
    for state in states:
        assert str(state.seal) in flat
    assert text.count("Trademark NIKE, EU 1000") >= 2  # on the index and on the store's first page
    for word in ("耐克", "Платье", "Stitching", "double", "单", "1005001000000001.html"):
        assert word in flat, word
    assert "77665544" not in flat


def test_fonts_that_are_missing_are_named_with_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"NotoSans-Regular\.ttf was not found.*fonts-noto-cjk"):
        fonts.find((tmp_path,))


def test_table_holds_all_and_runs_nothing(archive: Archive, comparisons: Comparisons) -> None:
    states = [sealed_capture(archive, title=title) for title in TITLES]
    data = table(gather(archive, comparisons, [state.id for state in states], "anna"))
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["seal_sha256"] for row in rows] == [state.seal for state in states]
    assert rows[0]["title"] == TITLES[0]
    assert rows[3]["title"] == "'=HYPERLINK(1)"
    assert rows[0]["item_id"] == "1005001000000001"


def test_web_archive_is_built_as_the_specification_says(archive: Archive) -> None:
    state = sealed_capture(archive)
    record = archive.record(state.id)
    data = wacz(record, (archive.folder(state.id) / "data/page/page.mhtml").read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
        assert all(
            zipped.getinfo(name).compress_type == zipfile.ZIP_STORED
            for name in files
            if name.startswith(("archive/", "indexes/"))
        )
    package = json.loads(files["datapackage.json"])
    assert package["wacz_version"] == "1.1.1"
    for resource in package["resources"]:
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}"
        assert resource["bytes"] == len(files[resource["path"]])
    digest = json.loads(files["datapackage-digest.json"])["hash"]
    assert digest == f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"
    lines = [json.loads(line) for line in files["pages/pages.jsonl"].splitlines()]
    assert lines[0]["format"] == "json-pages-1.0"
    assert lines[1]["url"] == package["mainPageUrl"]
    warc = files["archive/data.warc.gz"]
    found = {
        one.rec_headers.get_header("WARC-Target-URI"): one.content_stream().read()
        for one in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
        if one.rec_type == "response"
    }
    assert found[lines[1]["url"]] == b"<p>page</p>"
    for line in files["indexes/index.cdx"].decode().splitlines():
        key, stamp, fields = line.split(" ", 2)
        entry = json.loads(fields)
        assert key == surt(entry["url"])
        assert len(stamp) == 14
        start, length = int(entry["offset"]), int(entry["length"])
        [one] = list(ArchiveIterator(io.BytesIO(warc[start : start + length])))[:1] or [None]
        assert one is not None


def test_styles_of_the_page_itself_are_in_the_web_archive(archive: Archive) -> None:
    """The browser puts them into parts of their own, at addresses that only MHTML has."""
    record = archive.record(sealed_capture(archive).id)
    mhtml = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n'
        b'<link rel=stylesheet href="cid:css-1@mhtml.blink">\r\n--b\r\nContent-Type: text/css\r\nContent-Location: cid:css-1@mhtml.blink\r\n\r\np{color:red}\r\n--b--\r\n'
    )
    with zipfile.ZipFile(io.BytesIO(wacz(record, mhtml))) as zipped:
        warc = zipped.read("archive/data.warc.gz")
    found = {
        one.rec_headers.get_header("WARC-Target-URI"): one.content_stream().read()
        for one in ArchiveIterator(io.BytesIO(warc), check_digests="raise")
        if one.rec_type == "response"
    }
    assert found["https://cid.invalid/css-1@mhtml.blink"] == b"p{color:red}"
    assert b'href="https://cid.invalid/css-1@mhtml.blink"' in found["https://a.example/"]


def test_archive_without_a_page_is_refused(archive: Archive) -> None:
    record = archive.record(sealed_capture(archive).id)
    with pytest.raises(EvidenceError):
        wacz(record, b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b--\r\n")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.aliexpress.com/item/1.html?b=2&a=1", "com,aliexpress)/item/1.html?a=1&b=2"),
        ("http://ae01.alicdn.com:8080", "com,alicdn,ae01:8080)/"),
        ("https://AliExpress.com/W/X", "com,aliexpress)/w/x"),
    ],
)
def test_index_keys(url: str, key: str) -> None:
    assert surt(url) == key
