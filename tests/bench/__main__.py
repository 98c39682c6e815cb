"""`make bench`: the measured figures, each beside a named peer of the same run. `make bench ARGS="pages"` runs one."""

import importlib
import sys

BENCHES = {
    "pages": "what is read from the real saved pages, and how fast",
    "recall": "disguised marks found, by tactic, and clean real titles flagged",
    "aliases": "spellings observed at sellers that are flagged, with and without the shipped packs",
    "renderings": "names in other scripts flagged without an alias",
    "compatibility": "what an accessory fits told from goods of the mark, by language",
    "calibration": "share truly infringing by band of risk, on labelled titles",
    "titles": "assessing a page of titles against many marks, beside rapidfuzz over all of them",
    "durability": "kill -9 at 1,000 random moments under eight writing threads: writes lost, files unreadable",
    "store_sizes": "insert and get at 1,000, 10,000 and 100,000 documents, beside TinyDB's default and CachingMiddleware",
    "store_faults": "two servers on one folder, eight threads writing for a minute, a full disk: outcomes",
    "console": "every page of the console: axe-core's findings, weight, first paint",
    "first_brand": "a first brand in the wizard at a person's pace: keys, clicks, drags, seconds",
    "images": "copied photos found by edit, and innocent ones flagged at 10,000 references, beside hashes alone",
    "photo_page": "a page of 60 pictures against 100,000 reference photos: first verdicts, all of them, the page again; memory",
    "hash_index": "a million hashes: size, load and query time",
    "logos": "figurative marks found on photos by size, turn and contrast, beside ORB; false alarms at 10, 100, 1,000",
    "ocr": "words on goods read by letter height, and seconds a picture",
    "sightings": "what a page costs as the listings remembered grow: 0, 10,000, 200,000",
    "filling": "complaint forms filled and read back, by library and control, beside assigning values by label",
    "walk": "from five flagged listings of two rights to two filled forms: keys, clicks, seconds",
    "complaints": "a complaint of 300 links: planned, drafted, checked, put into form values",
    "long_complaint": "a complaint of 300 links in a real form: prepared, checked, filled",
    "server_time": "POST /api/v1/pages through a real socket, and memory",
    "capture": "what a capture of a page takes and weighs, headless and in a window",
    "tampering": "1,000 random changes of packages and the custody log: how many are found",
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
