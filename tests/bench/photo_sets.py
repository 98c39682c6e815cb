"""Which pictures are references, which are innocent: real ones where they are, made ones for the rest."""

import csv
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tests.kit.photo_edits import made_photo
from tests.real.conftest import SHARED

_FOLDERS = ("clothing_photos", "grocery_packages", "flickr_logos10", "logohunter_scenes")
_SIDE = 500
_SEED = 11


class PhotoSets(NamedTuple):
    """`references` are copied in the bench, `innocent` are not; the same thing is never in both.

    `shots`: of each package all photos that were taken of it: none is a copy of another, and nothing is more like one.
    """

    references: Sequence[Image.Image]
    innocent: Sequence[Image.Image]
    shots: Sequence[Sequence[Image.Image]]


def _thing(path: Path) -> str:
    """What a picture shows, as its name tells: several shots of one package, several exports of one photo."""
    if path.parent.name == "grocery_packages":
        return path.name.split("__")[0]
    return path.name.split("_jpg.rf.")[0]


def _kin(path: Path, brands: dict[str, str]) -> str:
    """What a picture shares its artwork with: labels of one line, photos of one flat logo, adverts in one frame.

    Those are copies of each other in part, which no label of the data says; looked at one by one.
    """
    if path.parent.name == "grocery_packages":
        return f"line:{path.name.split('-')[0]}"
    if path.parent.name == "flickr_logos10":
        return f"brand:{brands.get(f'{path.parent.name}/{path.name}', '')}"
    return "lexus" if path.parent.name == "logohunter_scenes" else f"{path.parent.name}/{path.name}"


def _brands() -> dict[str, str]:
    path = SHARED / "data" / "images" / "images_manifest.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["file"]: row["brand"] for row in csv.DictReader(file)}


def photo_sets(part: str, made: int) -> PhotoSets:
    """The real pictures of a part, "fit" or "test", halved by kin, and `made` innocent ones more.

    What the judgement was fitted on is never tested on.
    """
    brands = _brands()
    by_kin: dict[str, dict[str, list[Path]]] = {}
    for folder in _FOLDERS:
        for path in sorted((SHARED / "data" / "images" / folder).glob("*.*")):
            by_kin.setdefault(_kin(path, brands), {}).setdefault(_thing(path), []).append(path)
    every = sorted(by_kin)
    random.Random(_SEED).shuffle(every)
    halves: tuple[list[str], list[str]] = ([], [])
    sizes = [0, 0]
    for one in every:
        smaller = 0 if sizes[0] <= sizes[1] else 1
        halves[smaller].append(one)
        sizes[smaller] += sum(map(len, by_kin[one].values()))
    kin = halves[0] if part == "fit" else halves[1]
    # One picture of each thing copied: of two references that show the same, either would be right.
    references = [_opened(paths[0]) for one in kin[::2] for paths in by_kin[one].values()]
    # Of one photo an export may have a label and another none: what stands among other kin too is innocent of nothing.
    kins = Counter(thing for things in by_kin.values() for thing in things)
    innocent = [
        _opened(path) for one in kin[1::2] for thing, paths in by_kin[one].items() for path in paths if kins[thing] == 1
    ]
    packages = [paths for one in kin if one.startswith("line:") for paths in by_kin[one].values() if len(paths) > 1]
    shots = [[_opened(path) for path in paths] for paths in packages]
    first = 0 if part == "test" else 30_000_000
    if not references:
        references = [made_photo(first + number) for number in range(200)]
    made_up = (made_photo(first + 10_000_000 + number) for number in range(made))
    return PhotoSets(references, [*innocent, *made_up], shots)


def _opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        whole = image.convert("RGBA").convert("RGB")  # a palette's transparency is told of only so
    whole.thumbnail((_SIDE, _SIDE))
    return whole
