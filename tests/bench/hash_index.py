"""A million hashes searched for 60 others: ours, by their quarters, beside numpy plainly, Python's integers, and engines where installed."""

import importlib
import importlib.util
import tempfile
import time
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.photo.near import HashIndex
from tests.bench.tables import median, table, timed

_QUERIES = 60
_VIEWS = 7
"""Hashes of a picture that are compared at once."""


def main() -> None:
    rng = np.random.default_rng(4)
    rows: list[list[object]] = []
    for count in (10_000, 100_000, 1_000_000):
        hashes = rng.integers(0, 2**64, count, dtype=np.uint64)
        asked = hashes[rng.integers(0, count, _QUERIES)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "hashes.npy"
            np.save(path, hashes)
            size = path.stat().st_size
            load = median(timed(lambda path=path: np.load(path), 5))  # type: ignore[misc]
        started = time.perf_counter()
        index = HashIndex.over(hashes)
        built = time.perf_counter() - started
        own = f"{(index.hashes.nbytes + index.order.nbytes + index.in_order.nbytes) / 1e6:.1f}"
        rows.append(
            [
                "ours: by quarters, seven at once",
                f"{count:,}",
                own,
                f"{load:.1f}",
                f"{built:.2f}",
                f"{median(timed(partial(_near, index, asked), 5)):.1f}",
            ]
        )
        kept = [f"{count:,}", f"{size / 1e6:.1f}", f"{load:.1f}", "0"]
        search = lambda hashes=hashes, asked=asked: [int(np.bitwise_count(hashes ^ one).argmin()) for one in asked]  # noqa: E731
        rows.append(["numpy XOR, bitwise_count", *kept, f"{median(timed(search, 5)):.1f}"])
        if count == 10_000:
            numbers, some = [int(one) for one in hashes], [int(one) for one in asked]
            plain = lambda: [min(range(len(numbers)), key=lambda n: (numbers[n] ^ one).bit_count()) for one in some]  # noqa: E731
            rows.append(["Python integers", f"{count:,}", "–", "–", "0", f"{timed(plain, 1)[0]:.1f}"])
        packed = hashes.view(np.uint8).reshape(-1, 8)
        wanted = asked.view(np.uint8).reshape(-1, 8)
        if importlib.util.find_spec("faiss"):
            faiss = importlib.import_module("faiss")
            flat = faiss.IndexBinaryFlat(64)
            flat.add(packed)
            rows.append(
                [
                    "faiss IndexBinaryFlat",
                    f"{count:,}",
                    f"{packed.nbytes / 1e6:.1f}",
                    "–",
                    "0",
                    f"{median(timed(lambda flat=flat: flat.search(wanted, 1), 5)):.1f}",
                ]
            )  # type: ignore[misc]
        if importlib.util.find_spec("usearch") and count <= 100_000:
            usearch = importlib.import_module("usearch.index")
            graph = usearch.Index(ndim=64, metric="hamming", dtype="b1")
            started = time.perf_counter()
            graph.add(np.arange(count), packed)
            built = time.perf_counter() - started
            rows.append(
                [
                    "usearch HNSW",
                    f"{count:,}",
                    f"{graph.memory_usage / 1e6:.1f}",
                    "–",
                    f"{built:.1f}",
                    f"{median(timed(lambda graph=graph: graph.search(wanted, 1), 5)):.1f}",
                ]
            )  # type: ignore[misc]
    table(["method", "hashes", "MB", "load, ms", "build, s", "60 queries, ms"], rows)


def _near(index: HashIndex, asked: NDArray[np.uint64]) -> None:
    for start in range(0, len(asked), _VIEWS):
        index.near(asked[start : start + _VIEWS])
