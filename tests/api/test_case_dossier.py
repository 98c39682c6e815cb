"""From a case to its dossier in one action; and what a case uses is never deleted."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from markwarden.evidence import verify
from markwarden.evidence.redaction import redact
from markwarden.evidence.retention import Keep, Rule
from markwarden.serving import Server
from tests.api.test_complaints import ITEM, decide
from tests.kit.captures import capture_over
from tests.kit.client import Client
from tests.kit.console import Console, text_of

OTHER = "1005001000000777"


@pytest.fixture
def case(paired: Client) -> str:
    """A case of two listings, the first of them captured twice."""
    capture_over(paired)
    decide(paired)
    decide(paired, item=OTHER)
    [made] = paired.ask("GET", "/cases").json["cases"]
    return f"/cases/{made['id']}/dossier"


@pytest.fixture
def console(server: Server) -> Console:
    made = Console(server)
    made.open("/evidence/")
    return made


def test_one_action_gives_everything(
    console: Console, paired: Client, server: Server, case: str, tmp_path: Path
) -> None:
    latest = capture_over(paired)
    page = console.get(case)
    assert "Trademark Nike" in text_of(page)
    assert "Without a capture" in text_of(page)
    assert f"/item/{OTHER}.html" in page.body.decode()
    with zipfile.ZipFile(io.BytesIO(console.post(case).body)) as given:
        files = {name: given.read(name) for name in given.namelist()}
    assert set(files) == {"README.txt", "dossier.pdf", "captures.csv", "listings.csv", f"web-archives/{latest}.wacz", f"packages/{latest}.zip"}  # fmt: skip
    assert files["dossier.pdf"].startswith(b"%PDF-")
    [capture] = csv.DictReader(io.StringIO(files["captures.csv"].decode("utf-8-sig")))
    assert (capture["id"], capture["item_id"]) == (latest, ITEM)
    listings = list(csv.DictReader(io.StringIO(files["listings.csv"].decode("utf-8-sig"))))
    assert {one["item_id"]: one["captures"] for one in listings} == {ITEM: latest, OTHER: ""}
    (tmp_path / "package.zip").write_bytes(files[f"packages/{latest}.zip"])
    assert verify(tmp_path / "package.zip").sound
    assert console.post(case, {"as": "pdf"}).body.startswith(b"%PDF-")
    assert latest in console.post(case, {"as": "captures"}).body.decode("utf-8-sig")
    assert OTHER in console.post(case, {"as": "listings"}).body.decode("utf-8-sig")
    exports = [entry for entry in server._services.evidence.log.of(latest) if entry.action.value == "exported"]
    assert "package in a dossier" in {entry.detail["as"] for entry in exports}


def test_redacted_copy_stands_for_its_original(console: Console, paired: Client, server: Server, case: str) -> None:
    original = capture_over(paired)
    copy = redact(server._services.evidence, original, [], "test")
    with zipfile.ZipFile(io.BytesIO(console.post(case).body)) as given:
        names = given.namelist()
    assert f"packages/{copy}.zip" in names
    assert not any(original in name for name in names)


def test_case_without_captures_and_no_case(console: Console, paired: Client) -> None:
    decide(paired, item=OTHER)
    [made] = paired.ask("GET", "/cases").json["cases"]
    assert "No listing of this case has a capture yet" in text_of(console.get(f"/cases/{made['id']}/dossier"))
    assert "has a capture yet" in text_of(console.post(f"/cases/{made['id']}/dossier", page="/evidence/settings"))
    assert console.get("/cases/k-000000000000/dossier").status == 404
    assert Console(console.server).get(f"/cases/{made['id']}/dossier").status == 401


def test_what_cases_and_complaints_use_is_kept(paired: Client, server: Server, case: str) -> None:
    retention = server._services.retention
    unused = capture_over(paired, url="https://www.aliexpress.com/w/wholesale-others.html")
    with server._services.rows.writing() as connection:
        connection.execute("UPDATE package SET item_id = NULL WHERE id = ?", (unused,))
    retention.set_rule(Rule(keep=Keep.OPEN, days=1))
    assert [one.row.id for one in retention.coming()] == [unused]
    [made] = paired.ask("GET", "/cases").json["cases"]
    [draft] = paired.ask("POST", "/complaints", {"cases": [made["id"]]}).json["complaints"]
    for status in ("submitted", "removed"):
        assert [one.row.id for one in retention.coming()] == [unused]  # an open complaint uses it
        paired.ask("POST", f"/complaints/{draft['id']}/events", {"status": status, "reference": "R-1"})
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    assert {one.row.id for one in retention.coming() if one.at > tomorrow - timedelta(hours=48)} > {unused}
    retention.set_rule(Rule(keep=Keep.USED, days=1))
    assert [one.row.id for one in retention.coming()] == [unused]  # ended, and used all the same
    assert retention.apply("test", datetime.now(UTC) + timedelta(days=900)) == [unused]
