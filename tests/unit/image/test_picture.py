"""Bytes from strangers: decoded under limits or refused with a code, never a crash."""

import contextlib
import io
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from markwarden.matching.image.picture import MOST_BYTES, SIDE, PictureRefusedError, decode
from markwarden_schema.picture import PictureCode
from tests.kit.photos import jpeg, scene

SOUND = jpeg(scene(1))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_formats(kind: str) -> None:
    picture = decode(saved(scene(2, (900, 300)), kind))
    assert picture.rgb.dtype == np.uint8
    assert max(picture.size) <= SIDE
    assert picture.grey.shape == picture.rgb.shape[:2]


def test_the_first_frame_of_an_animation() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(data).rgb[10, 10].tolist() == [254, 0, 0] or decode(data).rgb[10, 10, 0] > 200


def test_transparent_is_white() -> None:
    assert decode(saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")).rgb.min() == 255


def test_upright_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decode(saved(scene(3, (300, 200)), "JPEG", exif=exif)).size == (200, 300)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", PictureCode.FORMAT),
        (b"<html>not a picture</html>", PictureCode.FORMAT),
        (saved(Image.new("RGB", (64, 64)), "BMP"), PictureCode.FORMAT),
        (SOUND[: len(SOUND) // 3], PictureCode.UNREADABLE),
        (saved(Image.new("RGB", (8, 300)), "PNG"), PictureCode.UNREADABLE),
        (saved(Image.new("1", (9000, 9000)), "PNG"), PictureCode.TOO_LARGE),
        (saved(Image.new("1", (20_000, 20_000)), "PNG"), PictureCode.TOO_LARGE),
        (b"\xff" * (MOST_BYTES + 1), PictureCode.TOO_LARGE),
    ],
    ids=["empty", "html", "bmp", "cut off", "sliver", "81 megapixels", "bomb", "bytes"],
)
def test_refused_with_a_code(data: bytes, code: PictureCode) -> None:
    with pytest.raises(PictureRefusedError) as refused:
        decode(data)
    assert refused.value.code is code


@given(st.integers(0, 10_000))
@settings(max_examples=150)
def test_damaged_bytes_are_a_picture_or_a_refusal(seed: int) -> None:
    rng = random.Random(seed)
    data = bytearray(rng.choice(DAMAGED))
    for _ in range(rng.randint(1, 12)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    with contextlib.suppress(PictureRefusedError):
        decode(bytes(data[: rng.randint(1, len(data))]))


DAMAGED = [saved(scene(4, (120, 90)), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
