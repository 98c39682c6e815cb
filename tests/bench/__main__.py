"""`make bench`: the measured figures, each beside a named peer of the same run. `make bench ARGS="pages"` runs one."""

import importlib
import sys

BENCHES = {
    "pages": "what is read from the real saved pages, and how fast",
    "recall": "disguised marks found, by tactic, and clean real titles flagged",
    "titles": "assessing a page of titles against many marks, beside rapidfuzz over all of them",
    "server_time": "POST /api/v1/pages through a real socket, and memory",
    "main_thread": "what the extension costs the page's main thread",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {unknown[0]!r}; there are: {', '.join(BENCHES)}")
        return 2
    for name in names or BENCHES:
        print(f"\n== {name}: {BENCHES[name]}")
        importlib.import_module(f"tests.bench.{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
