"""Made marks drawn on real photos of goods, by size, turn and contrast, among 10, 100 and 1,000; and the real photos with boxes.

Peer: ORB features and a homography, the usual recipe. A figure counts as found where its box overlaps the truth. The marks
that are counted have had their trial; of the others among 1,000 it is said how often they are shown, for they flag nothing.
"""

import contextlib
import csv
import itertools
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from markwarden.matching.image.logo import (
    ArtworkRefusedError,
    Figure,
    LogoHit,
    LogoIndex,
    Template,
    enrol,
    read_artwork,
)
from markwarden.matching.image.logo.artwork import Artwork
from markwarden.matching.image.logo.shelf import FigureShelf
from markwarden.matching.image.picture import SIDE
from tests.bench.made_marks import made_mark
from tests.bench.tables import median, p95, table, timed

TRIED = 10
MARKS = (10, 100, 1000)
PER_CELL = 10
Rgb = NDArray[np.uint8]
Box = tuple[float, float, float, float]


def main() -> None:
    images = next(
        (
            folder / "shared/data/images"
            for folder in Path(__file__).parents
            if (folder / "shared/data/images").is_dir()
        ),
        None,
    )
    photos = (
        []
        if images is None
        else [*sorted((images / "clothing_photos").iterdir()), *sorted((images / "grocery_packages").iterdir())]
    )
    if images is None or not photos:
        print("no photos beside the project: nothing is measured")
        return
    order = np.random.default_rng(4).permutation(len(photos))
    pictures = [read(photos[index]) for index in order[:130]]
    # OpenCV and numpy let go of Python's lock: two at a time, as there are two cores.
    with ThreadPoolExecutor(2) as both:
        trials = list(both.map(lambda seed: enrol(made_mark(seed), key=str(seed)), range(TRIED)))
        every = list(both.map(_prepared, itertools.islice(_drawn(TRIED), max(MARKS) - TRIED)))
    figures = [trial.figure for trial in trials]
    print(
        f"{sum(trial.outcome.too_simple for trial in trials)} of {TRIED} made marks are too simple by their own trial"
    )
    _by_condition(LogoIndex(figures), figures, pictures)
    innocent = pictures[70:130]
    rows = []
    alone = [sum(bool(LogoIndex([figure]).find(picture)) for picture in innocent[:30]) for figure in figures]
    print(
        f"one tried mark alone: {sum(alone)} of {30 * TRIED} innocent photos flagged, the worst mark {max(alone)} of 30"
    )
    for count in MARKS:
        index = LogoIndex([*figures, *every[: count - TRIED]])
        tried = {figure.key for figure in figures}
        started = time.process_time()
        met = [{hit.key for hit in hits} for hits in _found(index, innocent[: 60 if count < 1000 else 20])]
        taken = (time.process_time() - started) * 1000 / len(met)
        times = timed(lambda: index.find(innocent[0]), 5)
        rows.append([count, f"{sum(bool(one & tried) for one in met)}/{len(met)}", f"{sum(bool(one - tried) for one in met)}/{len(met)}", f"{median(times):.0f}", f"{p95(times):.0f}", f"{taken:.0f}"])  # fmt: skip
    orb = [Orb(figure.template.artwork.ink) for figure in figures]
    flagged = sum(any(one.find(picture) for one in orb) for picture in innocent)
    times = timed(lambda: [one.find(innocent[0]) for one in orb], 7)
    rows.append(["10 by ORB", f"{flagged}/{len(innocent)}", "", f"{median(times):.0f}", f"{p95(times):.0f}", ""])
    table(
        [
            "marks",
            "innocent photos flagged by tried marks",
            "shown, unflagged, by untried ones",
            "ms a photo",
            "p95",
            "of CPU",
        ],
        rows,
    )
    _kept(every)
    _real(images)


def _by_condition(index: LogoIndex, figures: list[Figure], pictures: list[Rgb]) -> None:
    orb = {figure.key: Orb(figure.template.artwork.ink) for figure in figures}
    conditions = (
        [("size", size, 0.0, 90.0) for size in (0.12, 0.2, 0.35, 0.5)]
        + [("turn", 0.3, turn, 90.0) for turn in (15.0, 45.0, 120.0)]
        + [("contrast", 0.3, 0.0, contrast) for contrast in (25.0, 50.0, 130.0)]
    )
    rows = []
    draw = np.random.default_rng(8)
    for name, size, turn, contrast in conditions:
        found, by_orb, wrong = 0, 0, 0
        cases = [
            (figure, *printed(picture, figure.template.artwork.ink, draw, size, turn, contrast))
            for figure, picture in zip(
                itertools.islice(itertools.cycle(figures), PER_CELL * 3), itertools.cycle(pictures[:70]), strict=False
            )
        ]
        for (figure, shown, truth), hits in zip(cases, _found(index, [shown for _, shown, _ in cases]), strict=True):
            found += any(hit.key == figure.key and overlap(hit.box, truth) > 0.4 for hit in hits)
            wrong += any(hit.key != figure.key for hit in hits)
            box = orb[figure.key].find(shown)
            by_orb += box is not None and overlap(box, truth) > 0.4
        value = {"size": f"{size:.0%} of the side", "turn": f"{turn:.0f}°", "contrast": f"{contrast:.0f} of 255"}[name]
        total = PER_CELL * 3
        rows.append([name, value, f"{found / total:.2f}", f"{by_orb / total:.2f}", f"{wrong / total:.2f}"])
    table(["condition", "", "recall", "ORB", "another mark met"], rows)


def _found(index: LogoIndex, pictures: list[Rgb]) -> list[list[LogoHit]]:
    with ThreadPoolExecutor(2) as both:
        return list(both.map(index.find, pictures))


def _drawn(first: int) -> Iterator[tuple[int, Artwork]]:
    """Made marks in which something is drawn, with their seeds."""
    for seed in itertools.count(first):
        with contextlib.suppress(ArtworkRefusedError):
            yield seed, read_artwork(made_mark(seed))


def _prepared(mark: tuple[int, Artwork]) -> Figure:
    return Figure.of(str(mark[0]), Template.of(mark[1]))


def _kept(figures: list[Figure]) -> None:
    """What a start costs with figures that were made ready before."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures.shelf"
        shelf = FigureShelf(path)
        shelf.put("figure", {figure.key: figure for figure in figures})
        shelf.close()
        digests = {figure.key for figure in figures}
        started = time.perf_counter()
        shelf = FigureShelf(path)
        index = LogoIndex(replace(one, key=key) for key, one in shelf.get("figure", digests).items())
        taken = time.perf_counter() - started
        shelf.close()
        print(
            f"{len(index)} figures that were made ready before: read and searched for after {taken:.1f} s, {path.stat().st_size / 2**20:.0f} MB"
        )


REFERENCES = {
    "Adidas": "2553832700",
    "Cocacola": "4451970390",
    "Ferrari": "1224628248",
    "Intel": "3675228207",
    "McDonalds": "3858957735",
    "Pepsi": "3190245804",
    "RedBull": "310764290",
    "Starbucks": "2562313655",
}
"""The photo whose box is the reference of its brand: a clean one, chosen by looking; the trefoil is in no template."""
FILES = {"Nike": "test_nike.png", "Puma": "test_puma1.png", "Lexus": "test_lexus.png"}


def _real(images: Path) -> None:
    """The photos with boxes, and the photos of cars: one reference a brand, found in photos that it was not taken from."""
    with (images / "flickr_logos10_boxes.csv").open(encoding="utf-8") as lines:
        boxes = list(csv.DictReader(lines))
    references = {name: (images / "logo_templates" / file).read_bytes() for name, file in FILES.items()}
    for name, start in REFERENCES.items():
        row = next(row for row in boxes if row["brand"] == name and row["file"].startswith(start))
        references[name] = _cut(images / "flickr_logos10" / row["file"], row)
    with ThreadPoolExecutor(2) as both:
        made = both.map(lambda name: enrol(references[name], key=name), references)
        trials = dict(zip(references, made, strict=True))
    index = LogoIndex([trial.figure for trial in trials.values()])
    shown = dict.fromkeys(sorted((images / "logohunter_scenes").iterdir()), "Lexus")
    shown |= {images / "flickr_logos10" / row["file"]: row["brand"] for row in boxes}
    counts = {name: [0, 0, 0, 0] for name in references}
    seen = _found(index, [read(path, SIDE) for path in shown])
    for (path, brand), hits in zip(shown.items(), seen, strict=True):
        met = {hit.key for hit in hits}
        for name, count in counts.items():
            if path.name.startswith(REFERENCES.get(name, "-")):
                continue
            shows = int(name == brand)
            count[0 if shows else 2] += 1
            count[1 if shows else 3] += name in met
    rows = [
        [name, f"{trials[name].threshold:.2f}", trials[name].outcome.too_simple, f"{found}/{of}", f"{wrong}/{others}"]
        for name, (of, found, others, wrong) in counts.items()
    ]
    of, found, others, wrong = (sum(count[place] for count in counts.values()) for place in range(4))
    rows.append(["all", "", "", f"{found}/{of}", f"{wrong}/{others}"])
    table(["real photos", "threshold", "too simple", "found", "photos of other marks in which it was"], rows)


def _cut(path: Path, row: dict[str, str]) -> bytes:
    picture = cv2.imread(str(path))
    height, width = picture.shape[:2]
    across, down = float(row["w"]) * width, float(row["h"]) * height
    left, top = float(row["xc"]) * width - across / 2, float(row["yc"]) * height - down / 2
    room = 0.03
    cut = np.s_[
        max(0, int(top - room * down)) : int(top + (1 + room) * down),
        max(0, int(left - room * across)) : int(left + (1 + room) * across),
    ]
    return bytes(cv2.imencode(".png", picture[cut])[1])


class Orb:
    """The peer: ORB matches that pass the ratio test and agree on a homography."""

    def __init__(self, ink: Rgb) -> None:
        self._orb = cv2.ORB.create(nfeatures=500)
        framed = cv2.copyMakeBorder(255 - ink, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=255)
        self._points, self._words = self._orb.detectAndCompute(framed, None)
        self._size = ink.shape

    def find(self, picture: Rgb) -> Box | None:
        points, words = self._orb.detectAndCompute(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), None)
        if words is None or self._words is None or len(words) < 2:
            return None
        pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(self._words, words, k=2)
        good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < 0.8 * pair[1].distance]
        if len(good) < 8:
            return None
        own = np.array([self._points[match.queryIdx].pt for match in good], np.float32) - 24
        there = np.array([points[match.trainIdx].pt for match in good], np.float32)
        homography, inliers = cv2.findHomography(own, there, cv2.RANSAC, 5.0)
        if homography is None or inliers.sum() < 8:
            return None
        height, width = self._size
        corners = cv2.perspectiveTransform(
            np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float32), homography
        )[0]
        return (*corners.min(axis=0), *np.ptp(corners, axis=0))


def read(path: Path, side: int = 350) -> Rgb:
    picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    scale = side / max(picture.shape[:2])
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def printed(
    picture: Rgb, ink: Rgb, draw: np.random.Generator, size: float, turn: float, contrast: float
) -> tuple[Rgb, Box]:
    """A figure printed on a photo, under the photo's own light; and its box."""
    height, width = picture.shape[:2]
    scale, angle = size * min(height, width) / max(ink.shape), np.deg2rad(turn)
    affine = scale * np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0]])
    middle = np.array([draw.uniform(0.35, 0.65) * width, draw.uniform(0.35, 0.65) * height])
    affine[:, 2] = middle - affine[:, :2] @ [ink.shape[1] / 2, ink.shape[0] / 2]
    source = cv2.GaussianBlur(ink, (0, 0), 0.4 / scale) if scale < 0.8 else ink
    cover = cv2.warpAffine(source, affine, (width, height)).astype(np.float32)[..., None] / 255
    ys, xs = np.nonzero(cover[..., 0] > 0.5)
    under = picture[cover[..., 0] > 0.5].mean(axis=0)
    tone = under + contrast * (1 if under.mean() < 128 else -1)
    light = cv2.GaussianBlur(picture.astype(np.float32).mean(axis=2), (0, 0), 8)[..., None] - under.mean()
    noisy = picture * (1 - cover) + (tone + 0.5 * light) * cover + draw.normal(0, 3, picture.shape)
    _, coded = cv2.imencode(".jpg", np.clip(noisy, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8), (xs.min(), ys.min(), np.ptp(xs), np.ptp(ys))


def overlap(one: Box, two: Box) -> float:
    across = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    down = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    shared = max(0.0, across) * max(0.0, down)
    return shared / (one[2] * one[3] + two[2] * two[3] - shared + 1e-6)
