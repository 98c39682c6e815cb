"""The hash values that others published for their pictures are the ones that the libraries here give."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imagehash
import pytest
from PIL import Image

from tests.kit.pdq import pdq
from tests.real.conftest import SHARED

_VECTORS = SHARED / "data" / "hash_vectors"
_OURS: dict[str, Callable[[Image.Image], Any]] = {
    "ahash": imagehash.average_hash,
    "phash": imagehash.phash,
    "dhash": imagehash.dhash,
    "whash": imagehash.whash,
    "colorhash": imagehash.colorhash,
    "crop_resistant_hash": imagehash.crop_resistant_hash,
}


def _rows(source: str) -> list[dict[str, str]]:
    path = _VECTORS / "reference_hashes.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if source in (row["params"] + row["source"])]


def _picture(row: dict[str, str]) -> Path:
    return SHARED / "data" / "images" / row["image"].removeprefix("5_images/dev/")


_IMAGEHASH = [row for row in _rows("imagehash defaults") if row["algorithm"] in _OURS]
_PDQ = [row for row in _rows("reference implementation") if row["algorithm"] == "pdq"]


@pytest.mark.parametrize("row", _IMAGEHASH, ids=lambda row: str(row["algorithm"]))
def test_a_hash_is_the_published_one(row: dict[str, str]) -> None:
    with Image.open(_picture(row)) as image:
        assert str(_OURS[row["algorithm"]](image)) == row["expected"]


@pytest.mark.parametrize("row", _PDQ, ids=lambda row: f"{Path(row['image']).name}-{row['params'][:4].strip()}")
def test_pdq_is_the_published_one(row: dict[str, str]) -> None:
    with Image.open(_picture(row)) as image:
        value = pdq(image)
    # The three reference programs differ among themselves by up to ten bits: by how they decode and shrink.
    assert (value ^ int(row["expected"], 16)).bit_count() <= int(row["tolerance_bits"] or 10)
