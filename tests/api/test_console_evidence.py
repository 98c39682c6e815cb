"""Evidence in the console: seen, checked, handed out, redacted, compared, supplied, deleted."""

import io
import zipfile
from pathlib import Path

import pytest

from markwarden.evidence import verify
from markwarden.serving import Server
from tests.kit.captures import MHTML, begin_of, capture_over, parts_of, picture_of_page, png, send_part
from tests.kit.client import Client
from tests.kit.console import Console, text_of


@pytest.fixture
def capture(paired: Client) -> str:
    return capture_over(paired)


@pytest.fixture
def console(server: Server) -> Console:
    made = Console(server)
    made.open("/evidence/")
    return made


def packages(server: Server) -> set[str]:
    return {path.name for path in (server.settings.data_dir / "evidence/packages").iterdir()}


def test_list_and_capture(console: Console, capture: str) -> None:
    assert "Linen dress" in text_of(console.get("/evidence/?q=linen"))
    assert "Nothing fits" in text_of(console.get("/evidence/?q=nothing-of-it"))
    page = console.get(f"/evidence/{capture}")
    assert "<b>sold</b>" not in page.body.decode()
    text = text_of(page)
    assert "https://www.aliexpress.com/item/1005001000000001.html" in text
    assert "77665544" not in page.body.decode()
    assert "captured" in text
    assert "viewed" in text  # looking is noted
    assert console.get(f"/evidence/{capture}/thumbnail").headers["content-type"] == "image/jpeg"
    assert console.get("/evidence/20260101-000000-00000000").status == 404
    assert console.get("/evidence/..%2f..").status in (401, 404)


def test_captured_page_is_only_ever_a_download(console: Console, capture: str) -> None:
    for path in ("data/page/document.html.txt", "data/page/page.mhtml", "data/index.html", "data/record.json"):
        reply = console.get(f"/evidence/{capture}/file/{path}")
        assert reply.status == 200, path
        assert reply.headers["content-type"] == "application/octet-stream"
        assert reply.headers["content-disposition"].startswith("attachment")
        assert reply.headers["x-content-type-options"] == "nosniff"
    picture = console.get(f"/evidence/{capture}/file/data/screen/visible.png")
    assert picture.headers["content-type"] == "image/png"
    for path in ("../../../markwarden.sqlite3", "seal/custody.jsonl", "data/none", "%2e%2e/x"):
        assert console.get(f"/evidence/{capture}/file/{path}").status == 404


def test_nothing_without_the_cookie(server: Server, capture: str) -> None:
    stranger = Console(server)
    for path in (
        "/evidence/",
        f"/evidence/{capture}",
        f"/evidence/{capture}/file/data/screen/visible.png",
        "/evidence/log",
    ):
        assert stranger.request("GET", path).status == 401
    assert stranger.request("POST", f"/evidence/{capture}/delete", b"").status in (400, 401)
    assert packages(server) == {capture}


def test_check_and_export(console: Console, capture: str, server: Server, tmp_path: Path) -> None:
    text = text_of(console.post(f"/evidence/{capture}/verify", page=f"/evidence/{capture}"))
    assert "Nothing speaks against" in text
    assert "never authenticity" in text
    reply = console.post(f"/evidence/{capture}/export", page=f"/evidence/{capture}")
    (tmp_path / "x.zip").write_bytes(reply.body)
    log = console.get("/evidence/log").body
    (tmp_path / "log.jsonl").write_bytes(log)
    result = verify(tmp_path / "x.zip", tmp_path / "log.jsonl")
    assert result.sound, result.problems
    wacz = console.post(f"/evidence/{capture}/export", {"as": "wacz"}, page=f"/evidence/{capture}")
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(wacz.body)).namelist()
    changed = server.settings.data_dir / "evidence/packages" / capture / "data/record.json"
    changed.unlink()
    changed.write_bytes(b"{}")
    assert "Something was changed" in text_of(console.post(f"/evidence/{capture}/verify", page="/evidence/"))


def test_dossier_and_table(console: Console, capture: str) -> None:
    pdf = console.post(
        "/evidence/dossier", {"package": [capture], "title": "Case 7", "right": "NIKE", "as": "pdf"}, page="/evidence/"
    )
    assert pdf.body.startswith(b"%PDF-")
    table = console.post("/evidence/dossier", {"package": [capture], "as": "csv"}, page="/evidence/")
    assert capture in table.body.decode("utf-8-sig")
    assert "Choose at least one" in text_of(console.post("/evidence/dossier", {"as": "pdf"}, page="/evidence/"))


def test_redacted_copy(console: Console, capture: str, server: Server) -> None:
    box = {"file": "data/screen/full-01.jpg", "x": "5", "y": "5", "width": "50", "height": "20", "why": "name"}
    page = console.post(f"/evidence/{capture}/redact", box)
    assert "A redacted copy was made" in text_of(page)
    [copy] = packages(server) - {capture}
    assert verify(server.settings.data_dir / "evidence/packages" / copy).sound
    wrong = console.post(f"/evidence/{capture}/redact", {**box, "x": "left"})
    assert "A box is not whole" in text_of(wrong)


def test_genuine_beside_suspect(console: Console, capture: str) -> None:
    made = console.post(
        f"/evidence/{capture}/compare",
        {"suspect": "data/screen/visible.png", "right": "NIKE"},
        {"genuine": ("shoe.png", png(picture_of_page(60)), "image/png")},
        page=f"/evidence/{capture}",
    )
    assert "Genuine and suspect" in text_of(made)
    address = next(line for line in text_of(console.get(f"/evidence/{capture}")).split() if line == "NIKE")
    assert address
    link = console.get(f"/evidence/{capture}").body.decode().split("/evidence/compare/")[1].split('"')[0]
    kept = console.post(f"/evidence/compare/{link}", {"right": "NIKE", "name": ["Logo", ""], "genuine": ["sharp", ""], "suspect": ["blurred", ""], "at_genuine": ["40 25", ""], "at_suspect": ["10.5, 99", ""]})  # fmt: skip
    assert 'value="40.0 25.0"' in kept.body.decode()
    assert console.get(f"/evidence/compare/{link}/genuine").headers["content-type"] == "image/png"
    refused = console.post(f"/evidence/compare/{link}", {"name": ["Logo"], "genuine": [""], "suspect": [""], "at_genuine": ["400 25"], "at_suspect": [""]})  # fmt: skip
    assert "A feature is not whole" in text_of(refused)
    no_picture = console.post(f"/evidence/{capture}/compare", {"suspect": "data/screen/visible.png"}, {"genuine": ("x.png", b"x", "image/png")}, page=f"/evidence/{capture}")  # fmt: skip
    assert "Choose a PNG" in text_of(no_picture)


def test_files_handed_in(console: Console, server: Server) -> None:
    page = console.post(
        "/evidence/supply",
        {"what": "import", "title": "From a friend"},
        {"files": ("page.mhtml", MHTML, "multipart/related")},
    )
    assert "Lower grade" in text_of(page)
    refused = console.post("/evidence/supply", {"what": "import"}, {"files": ("page.html", b"<html>", "text/html")})
    assert "neither MHTML nor PDF" in text_of(refused)
    facts = {
        "what": "test_buy",
        "order_number": "8190",
        "verdict": "counterfeit",
        "method": "compared",
        "examiner": "A.",
    }
    bought = console.post("/evidence/supply", facts, {"files": ("box.png", png(picture_of_page(60)), "image/png")})
    assert "8190" in text_of(bought)
    assert "order number" in text_of(console.post("/evidence/supply", {**facts, "order_number": ""}))
    assert len(packages(server)) == 2


def test_capture_that_was_never_finished(console: Console, paired: Client, server: Server) -> None:
    capture_id = str(paired.ask("POST", "/captures", begin_of()).json["id"])
    for part in parts_of()[:3]:
        send_part(paired, capture_id, part)
    assert "Not finished" in text_of(console.get("/evidence/"))
    page = console.post(f"/evidence/open/{capture_id}/seal", page="/evidence/")
    assert "interrupted" in text_of(page)
    other = str(paired.ask("POST", "/captures", begin_of()).json["id"])
    console.post(f"/evidence/open/{other}/drop", page="/evidence/")
    assert packages(server) == {capture_id}
    assert "Not finished" not in text_of(console.get("/evidence/"))


def test_delete_leaves_a_tombstone(console: Console, capture: str, server: Server) -> None:
    page = console.post(f"/evidence/{capture}/delete", {"why": "case closed"}, page=f"/evidence/{capture}")
    assert "tombstone" in text_of(page)
    assert packages(server) == set()
    assert b'"why":"case closed"' in console.get("/evidence/log").body


def test_settings(console: Console, capture: str, server: Server) -> None:
    assert "https:// " not in text_of(console.get("/evidence/settings"))
    wrong = console.post("/evidence/settings", {"what": "stamps", "url": "ftp://x"})
    assert "http:// or https://" in text_of(wrong)
    assert "Kept." in text_of(console.post("/evidence/settings", {"what": "stamps", "url": "", "roots": ""}))
    assert packages(server) == {capture}


def test_retention_is_shown_before_it_is_kept(console: Console, capture: str, server: Server) -> None:
    rule = {"what": "retention", "keep": "used", "days": "1"}
    assert "whole number" in text_of(console.post("/evidence/settings", {**rule, "days": "0"}))
    tried = text_of(console.post("/evidence/settings", rule))
    assert "Not kept yet. With this rule 1 captures would be deleted, 0 of them within the hour" in tried
    assert "Linen dress" in tried
    assert server._services.retention.rule().keep.value == "all"
    assert "within a week" not in text_of(console.get("/evidence/"))
    assert "Kept." in text_of(console.post("/evidence/settings", {**rule, "step": "keep"}))
    assert "1 captures are deleted within a week" in text_of(console.get("/evidence/"))
    assert "0 captures were deleted" in text_of(console.post("/evidence/settings", {"what": "delete_due"}))
    assert packages(server) == {capture}
