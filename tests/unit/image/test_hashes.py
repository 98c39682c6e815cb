"""Hashes of a picture's parts, taken in one go, are imagehash's but for a few bits."""

import imagehash
import numpy as np
import pytest
from PIL import Image

from markwarden.matching.image.photo.hashes import SAME, hash_of, hashes_of, hashes_to_search
from tests.kit.photos import scene

_OFF = 4
"""Bits that not rounding between resizing and transform may turn: half of what is still near."""


def grey(seed: int, size: tuple[int, int]) -> np.ndarray:
    return np.asarray(scene(seed).convert("L").resize(size), dtype=np.uint8)


def bits(one: int, other: int) -> int:
    return (int(one) ^ int(other)).bit_count()


@pytest.mark.parametrize("size", [(128, 128), (350, 350), (640, 480), (90, 128), (31, 17), (16, 16)])
def test_what_is_searched_for_is_what_is_kept(size: tuple[int, int]) -> None:
    assert _OFF < SAME
    for seed in range(12):
        picture = grey(seed, size)
        whole, mirrored, middle, *quarters = hashes_to_search(picture)
        own, own_middle = hashes_of(picture)
        assert bits(whole, own) <= _OFF
        assert bits(middle, own_middle) <= _OFF
        assert bits(mirrored, hash_of(picture[:, ::-1])) <= _OFF
        assert len(quarters) == 4


def test_each_quarter_is_hashed_as_a_picture_of_its_own() -> None:
    """A collage of four shows each of them."""
    parts = [grey(seed, (64, 64)) for seed in range(4)]
    collage = np.block([[parts[0], parts[1]], [parts[2], parts[3]]])
    for found, part in zip(hashes_to_search(collage)[3:], parts, strict=True):
        assert bits(found, hash_of(part)) <= _OFF


def test_a_kept_hash_is_imagehash_s() -> None:
    picture = grey(3, (128, 128))
    expected = int(str(imagehash.phash(Image.fromarray(picture))), 16)
    assert hash_of(picture) == expected
