"""Words on goods, read by letter height, turn, bend, contrast and sharpness on photos; brands of real packages; seconds.

Peer: the reader as it comes. Made words are printed on photos where those are beside the project, else on made pictures.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.fuzz import partial_ratio, ratio
from rapidocr import RapidOCR

from markwarden.matching.image.logo.innocents import innocents
from markwarden.matching.image.words import Reader
from tests.bench.tables import median, p95, table, timed

WORDS = ("Vexillo", "TARN HOLLOW", "Quorvane", "BRELUMI", "Ostrade", "KELPIND", "Maruvia", "ZENTHORPE")
SIDE = 640
"""Pixels of the pictures that the extension fetches."""
_READ = 85
Rgb = NDArray[np.uint8]


class Print(NamedTuple):
    """`height` of the capitals in pixels, `turn` and `bend` (of the whole word, along a circle) in degrees, `contrast` of
    255, `blur` in pixels."""

    height: int
    turn: float = 0.0
    bend: float = 0.0
    contrast: float = 90.0
    blur: float = 0.0


CONDITIONS = {
    **{f"{height} px": Print(height) for height in (8, 10, 12, 16, 24, 40)},
    **{f"20 px, turned {turn}°": Print(20, turn=turn) for turn in (10, 20, 35, 90)},
    **{f"20 px, bent by {bend}°": Print(20, bend=bend) for bend in (30, 60, 100)},
    **{f"20 px, contrast {contrast} of 255": Print(20, contrast=contrast) for contrast in (25, 40, 60)},
    **{f"20 px, blurred by {blur} px": Print(20, blur=blur) for blur in (1.5, 2.5)},
}


def main() -> None:
    reader = Reader()
    plain = RapidOCR(params={"Global.log_level": "error"})
    rows = []
    for name, how in CONDITIONS.items():
        pictures = [(word, _printed(word, how, seed)) for seed, word in enumerate(WORDS * 2)]
        ours = sum(_has(word, [line.text for line in reader.read(picture)]) for word, picture in pictures)
        theirs = sum(_has(word, plain(picture[:, :, ::-1].copy()).txts or ()) for word, picture in pictures)
        rows.append([name, f"{ours / len(pictures):.2f}", f"{theirs / len(pictures):.2f}"])
    table(["printed on photos", "read", "rapidocr as it comes"], rows)
    picture = _printed("Vexillo", Print(24), 1)
    ours_ms, theirs_ms = timed(lambda: reader.read(picture), 5), timed(lambda: plain(picture[:, :, ::-1].copy()), 5)
    print(
        f"{median(ours_ms) / 1000:.2f} s a picture of {SIDE} px on one thread (p95 {p95(ours_ms) / 1000:.2f}); as it comes, on all cores: {median(theirs_ms) / 1000:.2f}"
    )
    _packages(reader)


def _has(word: str, lines: Sequence[str]) -> bool:
    return any(ratio(line.lower(), word.lower()) >= _READ for line in lines)


def _printed(word: str, how: Print, seed: int) -> Rgb:
    draw = np.random.default_rng(seed)
    grounds = _grounds()
    ground = grounds[seed % len(grounds)].copy()
    cover = _bent(_word(word, how.height), how.bend)
    height, width = cover.shape
    middle = draw.uniform(0.4, 0.6, 2) * SIDE
    affine = cv2.getRotationMatrix2D((width / 2, height / 2), how.turn, 1.0)
    affine[:, 2] += middle - (width / 2, height / 2)
    placed = cv2.warpAffine(cover, affine, (SIDE, SIDE)).astype(np.float32)[..., None] / 255
    if how.blur:
        placed = cv2.GaussianBlur(placed, (0, 0), how.blur)[..., None]
    under = float(ground[placed[..., 0] > 0.3].mean())
    # Print has a tone of its own against the surface right under it, and the surface's light.
    tone = ground.astype(np.float32) + how.contrast * (1 if under < 128 else -1)
    noisy = ground * (1 - placed) + tone * placed + draw.normal(0, 4, ground.shape)
    _, coded = cv2.imencode(".jpg", np.clip(noisy, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def _word(word: str, height: int) -> Rgb:
    # A font's size is about 1.4 of its capitals' height.
    font = ImageFont.load_default(height * 1.4)
    left, top, right, bottom = font.getbbox(word)
    image = Image.new("L", (int(right - left) + 8, int(bottom - top) + 8), 0)
    ImageDraw.Draw(image).text((4 - left, 4 - top), word, font=font, fill=255)
    return np.asarray(image)


def _bent(cover: Rgb, bend: float) -> Rgb:
    """A word on an arc, as on a cap or a bottle's shoulder."""
    if not bend:
        return cover
    height, width = cover.shape
    radius = width / np.deg2rad(bend)
    sag = int(radius * (1 - np.cos(np.deg2rad(bend) / 2))) + height
    y, x = np.mgrid[: height + sag, : width + 2 * height].astype(np.float32)
    across, down = x - width / 2 - height, radius + height - y
    angle = np.arctan2(across, down)
    from_centre = np.hypot(across, down)
    source_x, source_y = (
        (angle * radius + width / 2).astype(np.float32),
        (radius + height - from_centre).astype(np.float32),
    )
    return np.asarray(cv2.remap(cover, source_x, source_y, cv2.INTER_LINEAR, borderValue=0), np.uint8)


def _images() -> Path | None:
    folders = (folder / "shared/data/images" for folder in Path(__file__).parents)
    return next((folder for folder in folders if folder.is_dir()), None)


@cache
def _grounds() -> list[Rgb]:
    images = _images()
    if images is None:
        return [_sized(picture) for picture in innocents(16)]
    photos = sorted((images / "clothing_photos").iterdir())
    chosen = np.random.default_rng(2).permutation(len(photos))[:16]
    return [_sized(_read_photo(photos[index])) for index in chosen]


def _sized(picture: Rgb) -> Rgb:
    return np.asarray(cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def _read_photo(path: Path) -> Rgb:
    return np.asarray(cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB), np.uint8)


def _packages(reader: Reader) -> None:
    """Real photos of packages: how many give their brand away."""
    images = _images()
    if images is None:
        return
    with (images / "images_manifest.csv").open(encoding="utf-8") as rows:
        labelled = [
            row
            for row in csv.DictReader(rows)
            if row["file"].startswith("grocery_packages/") and row["label"] == "natural photo" and row["brand"]
        ]
    some = labelled[:: max(1, len(labelled) // 40)]
    read = 0
    for row in some:
        lines = reader.read(_read_photo(images / row["file"]))
        read += any(
            partial_ratio(row["brand"].lower(), line.text.lower()) >= _READ for line in lines if len(line.text) > 2
        )
    print(f"brand read on {read} of {len(some)} real photos of packages")
