"""The commands about complaints, run as programs."""

import json
from pathlib import Path

from markwarden.decisions import Decisions
from markwarden.registry import Registry
from markwarden.registry.interchange import parse
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.decision import DecisionRequest
from markwarden_schema.listing import SellerRef
from tests.kit.commands import markwarden
from tests.kit.complaints import registry


def test_from_case_to_reference_number(data_dir: Path) -> None:
    store = TinyStore(data_dir)
    Registry(store, BlobStore(data_dir / "blobs")).take_over(
        parse(json.dumps(registry()).encode(), "registry.json", {})
    )
    Decisions(store).add(
        DecisionRequest(
            item_id="1005001000000001",
            word="infringes",
            right="r-mark",
            title="Acmara bag",
            seller=SellerRef(id="1100000001"),
        )
    )
    listed = markwarden("cases", data_dir=data_dir)
    assert listed.returncode == 0, listed.stderr
    case = listed.stdout.split("\t")[0]
    assert "1 listings, 1 open" in listed.stdout
    drafted = markwarden("complaint", "plan", case, "--draft", data_dir=data_dir)
    complaint = json.loads(drafted.stdout)["complaints"][0]["id"]
    done = markwarden("complaint", "step", complaint, "--status", "submitted", "--reference", "R-5", data_dir=data_dir)
    assert json.loads(done.stdout)["reference"] == "R-5"
    for arguments, told in (
        (("complaint", "step", complaint, "--status", "draft"), "does not follow"),
        (("complaint", "show", "c-none"), "There is no such complaint."),
        (("cases", "k-none"), "There is no such case."),
    ):
        refused = markwarden(*arguments, data_dir=data_dir)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert told in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
