"""Writes `openapi.json`, `api.d.ts` and `record.schema.json` beside the package, or with `--check` says which is stale."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from markwarden_schema.openapi import document
from markwarden_schema.record import schema_text

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parent


def _openapi() -> str:
    return json.dumps(document(), indent=2, ensure_ascii=False) + "\n"


def _types(openapi: str) -> str:
    """TypeScript types of the document, by openapi-typescript."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "openapi.json", Path(folder) / "api.d.ts"
        source.write_text(openapi, "utf-8")
        command = ["npm", "exec", "--no", "--silent", "--", "openapi-typescript", str(source), "-o", str(target)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode or not target.is_file():
            raise SystemExit(f"openapi-typescript failed: {done.stderr or done.stdout}")
        return target.read_text("utf-8")


def main() -> int:
    """Exit code 1 where a file is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    check = parser.parse_args().check
    openapi = _openapi()
    stale = []
    for path, text in (
        (HERE / "openapi.json", openapi),
        (HERE / "api.d.ts", _types(openapi)),
        (HERE / "record.schema.json", schema_text()),
    ):
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.write_text(text, "utf-8")
    for path in stale:
        sys.stdout.write(f"{path} {'is stale: run `make schema`' if check else 'written'}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
