"""1,000 random changes of packages and of the custody log, each the smallest of its kind: how many are found, and how fast.

The peer is `sha256sum -c` on the manifest alone: what a check finds that looks at the named files and at nothing else.
"""

import io
import random
import shutil
import subprocess
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from markwarden.evidence import verify
from tests.bench.tables import median, p95, table, timed
from tests.kit.captures import archive_in, sealed_capture
from tests.kit.tampering import LOG, PACKAGE

CHANGES = 1000
ON_LOG = 0.3


def main() -> None:
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    peer: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        archive = archive_in(root / "data")
        state = sealed_capture(archive)
        sealed_capture(archive)
        archive.viewed(state.id, "bench")
        with zipfile.ZipFile(io.BytesIO(archive.export(state.id, "bench"))) as zipped:
            zipped.extractall(root)
        log = root / "log"
        log.mkdir()
        for file, data in archive.whole_log().items():
            (log / file).write_bytes(data)
        package = root / state.id
        assert verify(package, log / "custody.jsonl").sound
        for seed in range(CHANGES):
            chance = random.Random(seed)
            on_log = chance.random() < ON_LOG
            change = chance.choice(LOG if on_log else PACKAGE)
            copy = root / "copy"
            shutil.copytree(log if on_log else package, copy)
            what = change(copy, chance)
            kind = change.__name__
            made[kind] += 1
            if on_log:
                changed = copy / "custody.jsonl"
                found[kind] += not changed.is_file() or not verify(package, changed).sound
            else:
                found[kind] += not verify(copy).sound
                peer[kind] += subprocess.run(["sha256sum", "-c", "--status", "manifest-sha256.txt"], cwd=copy, stderr=subprocess.DEVNULL, check=False).returncode != 0  # fmt: skip
            if found[kind] < made[kind]:
                print(f"NOT FOUND: seed {seed}, {what}")
            shutil.rmtree(copy)
        times = timed(lambda: verify(package, log / "custody.jsonl"), 20)
    rows = [[kind, made[kind], found[kind], peer[kind] if not kind.startswith("log") else "–"] for kind in sorted(made)]
    table(["change", "made", "found", "by sha256sum -c alone"], [*rows, ["all", made.total(), found.total(), ""]])
    print(f"checking one package of {state.bytes / 1e3:.0f} kB: {median(times):.0f} ms, p95 {p95(times):.0f} ms")
