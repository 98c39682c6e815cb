"""Whatever way a change comes, by the console, the extension or a command, it stands in the trail: what, by whom, by which way."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from markwarden.audit import Entry
from markwarden.cli import main
from markwarden.serving import Server
from markwarden.settings import Settings
from tests.kit.casework import browse, decide, fill, worked
from tests.kit.console import Console


def command(*words: str) -> None:
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output


def test_every_kind_of_change_stands_in_the_trail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKWARDEN_DATA_DIR", str(tmp_path / "data"))
    fill(tmp_path / "data")
    told: list[tuple[str, str, str]] = []
    with Server(Settings(data_dir=tmp_path / "data", port=0)) as server:
        trail = server._services.trail
        last = 0

        def look(collection: str, action: str, via: str) -> Entry:
            """The newest entry is of that kind and new."""
            nonlocal last
            (entry,) = trail.entries(1)
            assert (entry.collection, entry.action, entry.via) == (collection, action, via)
            assert entry.number > last
            assert entry.who
            last = entry.number
            told.append((collection, action, via))
            return entry

        client = browse(server)
        pairing = look("pairings", "added", "extension")
        assert client.ask("POST", "/decisions", {"item_id": "1005", "word": "watched", "right": _right(server)}).status == 201  # fmt: skip
        made = look("decisions", "added", "extension")
        assert client.ask("DELETE", f"/decisions/{made.subject}").status in (200, 204)
        look("decisions", "removed", "extension")

        console = Console(server)
        console.open()
        brand = server._services.registry.document().brands[0]
        page = f"/brands/{brand.id}/edit"
        console.post(page, {"revision": _revision(console, page), "name": "Nike", "owner": "Nike Inc"})
        assert look("brands", "changed", "console").changes[0].after == "Nike Inc"
        console.post("/brands/new", {"name": "Acmara"})
        added = look("brands", "added", "console")
        shown = f"/brands/{added.subject}"
        console.post(f"{shown}/remove", {"revision": _revision(console, shown)}, page=shown)
        look("brands", "removed", "console")
        console.post("/settings/", {"language": "en", "theme": "dark"})
        look("preferences", "added", "console")
        console.post("/documents/calendar", {}, page="/documents/")
        look("calendar", "added", "console")
        console.post("/documents/calendar", {"end": "1"}, page="/documents/")
        look("calendar", "removed", "console")

        decide(server)
        look("decisions", "added", "command line")  # made in this process, by no request
        ids = worked(server)
        look("complaints", "added", "command line")
        command("complaint", "step", ids["draft"], "--reference", "AE-1")
        look("complaints", "changed", "command line")

        pack = tmp_path / "pack.csv"
        pack.write_text("brand,text\nNike,nkie\n", "utf-8")
        command("registry", "import", str(pack))
        look("brands", "changed", "command line")
        command("portals", "add-reason", "ipp-aidc", "other", "--en", "Other", "--right", "trademark")
        look("portal_overrides", "added", "command line")
        command("portals", "reset", "ipp-aidc")
        look("portal_overrides", "changed", "command line")
        command("pair", "--revoke", pairing.subject)
        look("pairings", "removed", "command line")
        assert [entry for entry in trail.entries(200) if entry.action == "outside"] == []
    assert len(told) == 16


def _right(server: Server) -> str:
    return str(server._services.registry.document().brands[0].rights[0].id)


def _revision(console: Console, page: str) -> str:
    found = re.search(r'name="revision"[^>]*value="([^"]+)"', console.get(page).body.decode())
    assert found
    return found[1]
