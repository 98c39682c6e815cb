"""Which files serve as a figure, and which are refused with what word."""

import io

import numpy as np
import pytest
from PIL import Image

from markwarden.matching.image.logo import ArtworkRefusedError, read_artwork
from tests.unit.image.marks import BOLT_IN_RING, svg


def png(picture: np.ndarray) -> bytes:
    held = io.BytesIO()
    Image.fromarray(picture).save(held, "PNG")
    return held.getvalue()


def drawn(svg_bytes: bytes, ground: tuple[int, int, int], ink: tuple[int, int, int]) -> bytes:
    """The mark as an opaque picture of two colours."""
    cover = read_artwork(svg_bytes).ink[..., None] / 255
    cover = np.pad(cover, ((20, 20), (30, 30), (0, 0)))
    return png((np.array(ground) * (1 - cover) + np.array(ink) * cover).astype(np.uint8))


@pytest.mark.parametrize(
    ("ground", "ink"),
    [((255, 255, 255), (0, 0, 0)), ((0, 0, 0), (255, 255, 255)), ((200, 30, 40), (250, 240, 230))],
    ids=["black on white", "white on black", "cream on red"],
)
def test_an_opaque_picture_is_the_same_figure_as_its_vector(
    ground: tuple[int, int, int], ink: tuple[int, int, int]
) -> None:
    vector, picture = read_artwork(BOLT_IN_RING), read_artwork(drawn(BOLT_IN_RING, ground, ink))
    assert picture.ink.shape == vector.ink.shape
    assert ((picture.ink > 128) == (vector.ink > 128)).mean() > 0.97


def test_a_drawing_of_two_tones_keeps_them() -> None:
    one = read_artwork(BOLT_IN_RING)
    two = read_artwork(svg('<circle cx="50" cy="50" r="45" fill="#c00"/><path d="M20 40h60v20H20z" fill="#ffe"/>'))
    assert one.plain
    assert not two.plain


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "artwork_unreadable"),
        (b"<svg", "artwork_unreadable"),
        (b"GIF89a\x00\x00", "artwork_unreadable"),
        (BOLT_IN_RING[:150], "artwork_unreadable"),
        (svg('<image href="file:///etc/hostname" width="9" height="9"/>'), "artwork_not_whole"),
        (svg('<image href="logo.png" width="9" height="9"/>'), "artwork_not_whole"),
        (svg('<rect width="9" height="9" style="fill:url(http://example.test/a.svg#b)"/>'), "artwork_not_whole"),
        (svg("<style>@import 'a.css';</style>"), "artwork_not_whole"),
        (svg('<text x="5" y="50">MARK</text>'), "artwork_has_text"),
        (svg(""), "artwork_empty"),
        (svg("<g/>" * 20_001), "artwork_too_large"),
        (svg('<rect width="9" height="9"/>', "0 0 1 100000"), "artwork_unreadable"),
        (png(np.full((50, 50, 3), 90, np.uint8)), "artwork_empty"),
        (b"<svg " + b" " * 9_000_000, "artwork_too_large"),
    ],
    ids=[
        "nothing", "a torn tag", "a torn GIF", "a cut SVG", "names a file", "names a neighbour", "names a site",
        "imports a style", "live text", "draws nothing", "a map", "a thread", "one colour", "nine megabytes",
    ],
)  # fmt: skip
def test_what_cannot_serve_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(ArtworkRefusedError) as refused:
        read_artwork(data)
    assert refused.value.code == code
    assert str(refused.value)


def test_entities_that_swell_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<desc>&b;</desc>")
    with pytest.raises(ArtworkRefusedError) as refused:
        read_artwork(bomb)
    assert refused.value.code == "artwork_unreadable"
