"""Files handed in: sealed, of lower grade, and marked so wherever they show."""

import pytest
from pydantic import ValidationError

from markwarden.evidence import Archive, verify
from markwarden.evidence.errors import EvidenceError
from markwarden.evidence.supplying import Supplied, import_files, keep_test_buy
from markwarden_schema.record import Grade, RecordKind, TestBuy
from tests.kit.captures import MHTML, picture_of_page, png

PDF = b"%PDF-1.7\n%%EOF\n"
FACTS = {
    "order_number": "8190001112223334",
    "item_id": "1005001000000001",
    "ordered": "2026-10-01",
    "received": "2026-10-20",
    "verdict": "counterfeit",
    "method": "compared with a genuine pair",
    "examiner": "A. Prüfer",
}


def test_foreign_captures_are_of_lower_grade(archive: Archive) -> None:
    files = [
        Supplied("C:\\x\\page.mhtml", MHTML),
        Supplied("a.pdf", PDF),
        Supplied("../../shot.png", png(picture_of_page(80))),
    ]
    record = archive.record(import_files(archive, files, "", None, "anna"))
    assert (record.kind, record.grade) == (RecordKind.IMPORT, Grade.SUPPLIED)
    assert [(file.path, file.source) for file in record.files] == [
        ("data/supplied/01.mhtml", "page.mhtml"),
        ("data/supplied/02.pdf", "a.pdf"),
        ("data/supplied/03.png", "shot.png"),
    ]
    assert record.address.shown == "https://www.aliexpress.com/item/1005001000000001.html"
    folder = archive.folder(record.id)
    for path in ("data/index.html", "README.txt"):
        assert "ower grade" in (folder / path).read_text("utf-8")
    result = verify(folder, archive.layout.log)
    assert result.sound, result.problems
    assert any("lower grade" in line for line in result.not_proved)
    assert [entry.action.value for entry in archive.log.of(record.id)] == ["imported"]


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"PK\x03\x04", b"\x89PNG\r\n\x1a\nbroken", b"GIF89a"])
def test_other_files_are_refused_and_nothing_is_kept(archive: Archive, data: bytes) -> None:
    with pytest.raises(EvidenceError):
        import_files(archive, [Supplied("a.pdf", PDF), Supplied("x", data)], "", None, "anna")
    assert (archive.rows(), archive.disk()) == ([], 0)


def test_test_buy_is_sealed_like_a_capture(archive: Archive) -> None:
    photo = Supplied("box.png", png(picture_of_page(80)))
    record = archive.record(
        keep_test_buy(archive, [photo, Supplied("report.pdf", PDF)], TestBuy.model_validate(FACTS), "anna")
    )
    assert record.kind is RecordKind.TEST_BUY
    assert record.test_buy is not None
    assert record.test_buy.verdict == "counterfeit"
    assert archive.rows()[0].item_id == FACTS["item_id"]
    assert "8190001112223334" in (archive.folder(record.id) / "data/index.html").read_text("utf-8")
    assert verify(archive.folder(record.id)).sound


@pytest.mark.parametrize(
    "wrong", [{"verdict": "maybe"}, {"order_number": ""}, {"ordered": "1.10.2026"}, {"method": ""}]
)
def test_facts_that_cannot_be(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        TestBuy.model_validate(FACTS | wrong)
