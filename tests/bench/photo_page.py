"""A page of 60 pictures against 100,000 reference photos, over a real socket, as the extension sends it.

The references are variations of made photos (a tenth of the bits of each feature are turned, its hashes are drawn anew), so
that making them takes a minute, not an hour; those of the first 1,000 are true. `MARKWARDEN_BENCH_QUICK=1`: 10,000.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import cast

import numpy as np
import psutil

from markwarden.matching.image.photo.detector import VERSION
from markwarden.matching.image.photo.features import Features, features_of
from markwarden.matching.image.photo.hashes import OWN, hashes_of
from markwarden.matching.image.photo.shelf import Shelf
from markwarden.matching.image.picture import decode
from markwarden.pages import read_page
from markwarden.registry import Registry
from markwarden.registry.interchange import with_ids
from markwarden.serving import Server
from markwarden.settings import PICTURE_INDEX, Settings
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import FORMAT, Brand, RegistryDocument
from tests.api.test_images import send
from tests.bench.tables import median, p95, table
from tests.kit.client import Client
from tests.kit.pages import SEARCH_URL, Goods, search_page
from tests.kit.photo_edits import jpeg, made_photo

_REFERENCES = 10_000 if os.environ.get("MARKWARDEN_BENCH_QUICK") == "1" else 100_000
_MADE = 1_000
_PAGES = 15
_CARDS = 60
_COPIES = 3
"""Cards of a page that show a copy."""
_BATCH, _AT_ONCE = 8, 2
"""Pictures of a batch, and batches that are sent at once."""
_ADDED = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        maker = multiprocessing.get_context("spawn").Process(target=_made, args=(folder,))
        maker.start()
        maker.join()
        if maker.exitcode:
            raise SystemExit(maker.exitcode)
        _measured(folder)


def _made(folder: Path) -> None:
    """The registry, the references' features and their sorted tables, in a process that ends: what it took is given back."""
    rng = np.random.default_rng(4)
    digests = [f"{number:064x}" for number in range(_REFERENCES)]
    brand = Brand.model_validate(
        {
            "name": "Acmara",
            "rights": [{"kind": "copyright", "title": "Photos", "images": [f"files/{one}.jpg" for one in digests]}],
        }
    )
    brand = with_ids(RegistryDocument(format=FORMAT, brands=[brand])).brands[0]
    Registry(TinyStore(folder), BlobStore(folder / "blobs")).put(brand)
    right = str(brand.rights[0].id)
    shelf = Shelf(VERSION)
    shelf.open(folder / PICTURE_INDEX / "photo.index")
    made = [decode(jpeg(made_photo(seed))) for seed in range(_MADE)]
    features = [features_of(one) for one in made]
    began = time.perf_counter()
    for number, digest in enumerate(digests):
        own = features[number % _MADE]
        if number < _MADE:
            shelf.put(right, digest, hashes_of(made[number].grey), own)
        else:
            shelf.put(right, digest, rng.integers(0, 2**64, OWN, dtype=np.uint64), _varied(own, rng))
    shelf.close()
    print(f"{_REFERENCES:,} references made and kept in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    with Server(Settings(data_dir=folder, port=0)) as server:
        server._services.pictures.current()
        server._services.pictures.look(jpeg(made_photo(99)))
    print(f"sorted and saved in {time.perf_counter() - began:.0f} s", flush=True)
    for path in sorted((folder / PICTURE_INDEX).glob("photo.*")):
        print(f"  {path.name}: {path.stat().st_size / 2**20:.0f} MB", flush=True)


def _varied(own: Features, rng: np.random.Generator) -> Features:
    turned = np.packbits(rng.random((len(own.descriptors), 256)) < 0.1, axis=1)
    return replace(own, descriptors=own.descriptors ^ turned)


@cache
def _picture(seed: int) -> bytes:
    return jpeg(made_photo(seed))


def _measured(folder: Path) -> None:
    pages = []
    for page in range(_PAGES + 1):
        seeds = [
            *range(page * _COPIES, page * _COPIES + _COPIES),
            *range(10**6 + page * 100, 10**6 + page * 100 + _CARDS - _COPIES),
        ]
        goods = [Goods(page * 100 + number, f"plain goods {number}") for number in range(_CARDS)]
        pages.append((search_page(goods), [(one.key, _picture(seed)) for one, seed in zip(goods, seeds, strict=True)]))
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    with Server(Settings(data_dir=folder, port=0)) as server:
        started = time.perf_counter() - began
        pictures = server._services.pictures
        began = time.perf_counter()
        pictures.current()
        pictures.look(_picture(5))
        loaded = time.perf_counter() - began
        client = Client(server)
        client.pair()
        there = _There(server.port, str(client.token))
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as browser:
            # First one for nothing: the word lists and the tables' pages of the disk are warm then.
            took = list(browser.map(partial(_page, there), *zip(*pages[::-1], strict=True)))[1:]
        pages.pop()
        process = psutil.Process().memory_info()
        print(f"start {started:.2f} s, first search {loaded:.2f} s")
        print(
            f"memory {process.rss / 2**20:.0f} MB, {(process.rss - before) / 2**20:.0f} since the start, of it {process.shared / 2**20:.0f} mapped files"
        )
        rows: list[list[object]] = []
        for name, each in zip(
            ("page read, pictures asked for", "first verdicts", "page done", "page seen before"),
            zip(*took, strict=True),
            strict=True,
        ):
            ordered = sorted(each)
            rows.append([name, f"{median(ordered):.0f}", f"{p95(ordered):.0f}"])
        again = sorted(_pictures_again(server, html) for html, _ in pages)
        rows.append(["of that, its pictures", f"{median(again):.1f}", f"{p95(again):.1f}"])
        table([f"page of {_CARDS}, ms", "median", "p95"], rows)
        _alone(server, pages[0][1])
        _added(server)


@dataclass(frozen=True)
class _There:
    """Where the server is, for a process of its own: the browser's, too, does not share the server's interpreter."""

    port: int
    token: str


def _page(there: _There, html: str, parts: Sequence[tuple[str, bytes]]) -> tuple[float, float, float, float]:
    """Milliseconds: reading the page, until each picture was glanced at, until all were looked at, and the page once more."""
    client = Client(cast("Server", there), there.token)  # all of a server that sending asks for is its port
    body = {"url": SEARCH_URL, "html": html, "fragment": False}
    began = time.perf_counter()
    wanted = client.ask("POST", "/pages", body).json["wanted"]
    read = time.perf_counter()
    assert len(wanted) == len(parts)
    bytes_of = dict(parts)
    ordered = [(one["key"], bytes_of[one["key"]]) for one in wanted]
    flagged: set[str] = set()
    batches = [ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH)]
    with ThreadPoolExecutor(_AT_ONCE) as posting:
        for reply in posting.map(partial(send, client), batches):
            flagged |= {
                one["item_id"] for one in reply.json["listings"] if one["assessment"]["level"] in ("medium", "high")
            }
    first = time.perf_counter()
    keys = [key for key, _ in ordered]
    while keys:
        reply = client.ask("POST", "/images/verdicts", {"keys": keys})
        keys = [one["key"] for one in reply.json["images"] if one["state"] == "pending"]
    done = time.perf_counter()
    again = client.ask("POST", "/pages", body).json
    seen = time.perf_counter()
    assert not again["wanted"]
    found = {one["item_id"] for one in again["listings"] if one["assessment"]["level"] in ("medium", "high")}
    if len(found) != _COPIES or not flagged <= found:
        print(f"  {len(flagged)} flagged at first, {len(found)} in the end", file=sys.stderr)
    return tuple((end - start) * 1000 for start, end in ((began, read), (read, first), (read, done), (done, seen)))  # type: ignore[return-value]


def _pictures_again(server: Server, html: str) -> float:
    """Milliseconds that the pictures of a page seen before cost: what they show, who shows them too, what is wanted."""
    here = server._services
    page = read_page(html, SEARCH_URL)
    report = here.screen(page)
    began = time.perf_counter()
    here.pictures.seen(page)
    here.pictures.found(page.listings, page.kind)
    here.same_photos.noted(report.listings)
    wanted = here.pictures.wanted(report)
    took = (time.perf_counter() - began) * 1000
    assert not wanted
    return took


def _alone(server: Server, parts: Sequence[tuple[str, bytes]]) -> None:
    """One picture after the other in one thread, without the socket."""
    (detector,) = server._services.pictures._detectors.values()
    rows = []
    for name, work in (("decode", decode), ("glance", detector.glance), ("search and proof", detector.find)):  # type: ignore[attr-defined]
        each = []
        for _, data in parts:
            given = data if name == "decode" else decode(data)
            began = time.thread_time()
            work(given)  # type: ignore[operator]
            each.append((time.thread_time() - began) * 1000)
        rows.append([name, f"{median(sorted(each)):.1f}", f"{p95(sorted(each)):.1f}"])
    table(["CPU ms a picture", "median", "p95"], rows)


def _added(server: Server) -> None:
    """A reference more, until a search finds it."""
    registry = server._services.registry
    pictures = server._services.pictures
    (right,) = registry.document().brands[0].rights
    took = []
    for number in range(_ADDED):
        data = _picture(77_000_000 + number)
        path = registry.put_file(data, "more.jpg")
        brand = registry.document().brands[0]
        began = time.perf_counter()
        images = [*brand.rights[0].images, path]  # type: ignore[union-attr]
        registry.put(brand.model_copy(update={"rights": [right.model_copy(update={"images": images})]}))
        assert any(one.reference == Path(path).stem for one in pictures.look(data))
        took.append((time.perf_counter() - began) * 1000)
    print(
        f"a reference added, until it is found: {median(sorted(took)):.0f} ms (with writing and reading a registry of {_REFERENCES:,})"
    )
