"""Copied photos found, by what was done to them, and innocent pictures flagged, beside hashes alone.

References are the real pictures as far as they go, filled up with made ones; what was fitted on is neither copied nor asked.
10,000 references, or with `MARKWARDEN_BENCH_QUICK=1` 1,000 and a fifth of the queries.
"""

import io
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from markwarden.matching.image.photo import PhotoDetector
from markwarden.matching.image.picture import decode
from tests.bench.photo_sets import photo_sets
from tests.bench.tables import median, p95, table
from tests.kit.pdq import pdq
from tests.kit.photo_edits import Edit, edits, jpeg, made_photo

_QUICK = os.environ.get("MARKWARDEN_BENCH_QUICK") == "1"
_REFERENCES = 1_000 if _QUICK else 10_000
_COPIED = 20 if _QUICK else 100
"""Real references that are copied, each with every edit."""
_MADE_INNOCENT = 300 if _QUICK else 1_200
_SLOW = 24
"""References and queries of the slowest peer."""
_ALLOWED = 0.001
Hash = Callable[[Image.Image], int]


class Query(NamedTuple):
    """A picture asked for: what was done, and the number of the reference it copies, or None."""

    edit: str
    copied: int | None
    data: bytes


def main() -> None:
    sets, fitted = photo_sets("test", _MADE_INNOCENT), photo_sets("fit", 0)
    real = [*sets.references, *fitted.references, *fitted.innocent]
    done = edits(random.Random(2), sets.innocent)
    queries = [*_copies(sets.references, done), *_innocent(sets.innocent, done)]
    innocent = sum(query.copied is None for query in queries)
    print(f"{_REFERENCES} references, {len(real)} of them real; {len(queries) - innocent} copies; {innocent} innocent")
    ours, phashes, pdqs = _registered(real)
    columns = {
        "ours": _asked(ours, queries),
        "phash": _nearest(phashes, _phash, queries),
        "PDQ": _nearest(pdqs, pdq, queries),
    }
    copied = np.array([query.copied is not None for query in queries])
    rows: list[list[object]] = []
    for name in (*done, "all edits"):
        at = copied & np.array([name in (query.edit, "all edits") for query in queries])
        rows.append([name, *(f"{hits[at].mean():.3f}" for hits in columns.values())])
    flagged = [f"{hits[~copied].mean():.4f} ({hits[~copied].sum()})" for hits in columns.values()]
    table(["recall by edit", *columns], [*rows, ["innocent flagged", *flagged]])
    _other_shots(sets.shots)
    _crop_resistant(sets.references, queries)


def _other_shots(packages: Sequence[Sequence[Image.Image]]) -> None:
    """Another photo of the same package is no copy, and nothing is more like one."""
    detector = PhotoDetector()
    for number, shots in enumerate(packages):
        detector.add(f"r{number}", f"{number:064x}", decode(jpeg(shots[0])))
    told = [bool(detector.find(decode(jpeg(image)))) for shots in packages for image in shots[1:]]
    print(f"other photos of the same package: {sum(told)} of {len(told)} flagged")


def _copies(references: Sequence[Image.Image], done: dict[str, Edit]) -> Iterator[Query]:
    for number in random.Random(1).sample(range(len(references)), min(_COPIED, len(references))):
        for name, edit in done.items():
            yield Query(name, number, jpeg(edit(references[number])))


def _innocent(innocent: Sequence[Image.Image], done: dict[str, Edit]) -> Iterator[Query]:
    real = len(innocent) - _MADE_INNOCENT
    for number, image in enumerate(innocent):
        yield Query("", None, jpeg(image))
        if number < real and not (_QUICK and number % 5):
            # A shop's template must not make copies of all that it is set on.
            for edit in done.values():
                yield Query("", None, jpeg(edit(image)))


def _phash(image: Image.Image) -> int:
    return int(str(imagehash.phash(image)), 16)


def _registered(real: Sequence[Image.Image]) -> tuple[PhotoDetector, list[int], list[int]]:
    """Our detector and the hashes of the peers over the same references; each picture is made, hashed and let go."""
    detector = PhotoDetector()

    def add(number: int) -> tuple[float, int, int]:
        image = real[number] if number < len(real) else made_photo(number)
        data = jpeg(image)
        began = time.thread_time()
        detector.add(f"r{number}", f"{number:064x}", decode(data))
        return time.thread_time() - began, _phash(image), pdq(image)

    with ThreadPoolExecutor(2) as pool:
        rows = list(pool.map(add, range(_REFERENCES)))
    began = time.perf_counter()
    detector.find(decode(jpeg(made_photo(99_999_999))))
    print(
        f"ours: {np.mean([row[0] for row in rows]) * 1000:.1f} ms CPU to add one; {time.perf_counter() - began:.1f} s to sort all"
    )
    return detector, [row[1] for row in rows], [row[2] for row in rows]


def _asked(detector: PhotoDetector, queries: Sequence[Query]) -> NDArray[np.bool_]:
    took: list[tuple[float, float]] = []

    def ask(query: Query) -> bool:
        picture = decode(query.data)
        began, wall = time.thread_time(), time.perf_counter()
        rights = {one.right for one in detector.find(picture)}
        took.append(((time.thread_time() - began) * 1000, (time.perf_counter() - wall) * 1000))
        return bool(rights) if query.copied is None else f"r{query.copied}" in rights

    with ThreadPoolExecutor(2) as pool:
        hits = list(pool.map(ask, queries))
    for name, each in zip(("CPU", "wall, two at once"), zip(*took, strict=True), strict=True):
        ordered = sorted(each)
        print(
            f"ours: searched and proved in {median(ordered):.1f} ms {name} (mean {np.mean(each):.1f}, p95 {p95(ordered):.1f})"
        )
    return np.array(hits)


def _nearest(references: Sequence[int], hashed: Hash, queries: Sequence[Query]) -> NDArray[np.bool_]:
    """The nearest reference counts, up to the widest distance at which it flags no more innocent ones than allowed."""
    words = max(1, max(references).bit_length() + 63 >> 6)

    def split(value: int) -> NDArray[np.uint64]:
        return np.frombuffer(value.to_bytes(words * 8, "big"), dtype=np.uint64)

    known = np.stack([split(one) for one in references])
    met = []
    for query in queries:
        with Image.open(_file(query.data)) as image:
            away = np.bitwise_count(known ^ split(hashed(image))).sum(axis=1)
        met.append((int(away.min()), int(away.argmin())))
    distances = np.array([away for away, _ in met])
    innocent = np.array([query.copied is None for query in queries])
    widest = max((limit for limit in range(-1, 128) if (distances[innocent] <= limit).mean() <= _ALLOWED), default=-1)
    right = np.array([query.copied in (None, place) for query, (_, place) in zip(queries, met, strict=True)])
    return np.asarray((distances <= widest) & right)


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def _crop_resistant(references: Sequence[Image.Image], queries: Sequence[Query]) -> None:
    """The slowest peer, on a few pictures: its recall there is no more than an indication."""

    def hashed(query: Query) -> imagehash.ImageMultiHash:
        with Image.open(_file(query.data)) as image:
            return imagehash.crop_resistant_hash(image)

    some = random.Random(3).sample([query for query in queries if query.copied is not None], _SLOW)
    started = time.perf_counter()
    asked = [hashed(query) for query in some]
    each = (time.perf_counter() - started) / len(some) * 1000
    own = [imagehash.crop_resistant_hash(references[query.copied or 0]) for query in some]
    met = np.mean([one.matches(other) for one, other in zip(asked, own, strict=True)])
    strangers = [hashed(query) for query in [one for one in queries if one.copied is None][:_SLOW]]
    wrong = np.mean([any(one.matches(other) for other in own) for one in strangers])
    print(
        f"crop_resistant_hash: {each:.0f} ms a picture; {met:.2f} of {len(some)} copies, {wrong:.2f} of {len(strangers)} innocent flagged by {len(own)} references"
    )
