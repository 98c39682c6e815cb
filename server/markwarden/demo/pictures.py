"""Draws the demonstration's product pictures: plain shapes in soft colours, the same ones each time."""

import colorsys
import functools
import io

from PIL import Image, ImageDraw

from markwarden.demo.goods import Offer

SIDE = 440
_SCALE = 2
_Point = tuple[float, float]

# Each shape in a square of 100 by 100: (outline or polygon) pieces, drawn in order; the last ones in the dark tone.
_SHAPES: dict[str, list[tuple[str, tuple[float, ...], str]]] = {
    "shoe": [("poly", (14, 60, 34, 34, 48, 46, 84, 58, 88, 72, 14, 72), "mid"), ("rect", (12, 70, 90, 78), "dark")],
    "phone": [("round", (32, 14, 68, 86), "dark"), ("round", (35, 18, 65, 82), "mid"), ("oval", (38, 21, 48, 31), "dark")],
    "bag": [("arc", (34, 18, 66, 56), "dark"), ("round", (20, 38, 80, 82), "mid"), ("rect", (20, 52, 80, 56), "dark")],
    "tool": [("rect", (46, 14, 54, 52), "dark"), ("round", (38, 46, 62, 88), "mid")],
    "belt": [("rect", (8, 44, 92, 58), "mid"), ("round", (36, 36, 60, 66), "dark"), ("round", (41, 42, 55, 60), "pale")],
    "toy": [("round", (14, 34, 86, 68), "mid"), ("oval", (22, 60, 40, 78), "dark"), ("oval", (60, 60, 78, 78), "dark"), ("rect", (22, 40, 40, 50), "pale")],
    "watch": [("rect", (40, 8, 60, 92), "mid"), ("oval", (28, 28, 72, 72), "dark"), ("oval", (34, 34, 66, 66), "pale")],
    "dress": [("poly", (40, 16, 60, 16, 62, 44, 80, 86, 20, 86, 38, 44), "mid"), ("rect", (38, 42, 62, 46), "dark")],
    "shirt": [("poly", (34, 20, 66, 20, 90, 36, 80, 52, 70, 46, 70, 84, 30, 84, 30, 46, 20, 52, 10, 36), "mid"), ("poly", (42, 20, 58, 20, 50, 30), "dark")],
    "mug": [("arc", (58, 36, 86, 68), "dark"), ("round", (24, 28, 68, 80), "mid")],
    "glasses": [("oval", (10, 38, 46, 66), "dark"), ("oval", (54, 38, 90, 66), "dark"), ("rect", (44, 46, 56, 50), "dark")],
    "cap": [("pie", (20, 28, 80, 92), "mid"), ("poly", (20, 58, 94, 58, 94, 66, 20, 62), "dark")],
    "ring": [("oval", (26, 32, 74, 80), "mid"), ("oval", (34, 40, 66, 72), "pale"), ("poly", (42, 22, 58, 22, 50, 38), "dark")],
    "lamp": [("poly", (34, 18, 66, 18, 80, 48, 20, 48), "mid"), ("rect", (47, 48, 53, 80), "dark"), ("round", (32, 78, 68, 86), "dark")],
}  # fmt: skip


def _tone(hue: int, light: float, saturation: float = 0.42) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue / 360, light, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


@functools.lru_cache(maxsize=128)
def draw(offer: Offer) -> bytes:
    """A JPEG of `SIDE` by `SIDE` pixels."""
    size = SIDE * _SCALE
    tones = {"pale": _tone(offer.hue, 0.93), "mid": _tone(offer.hue, 0.62), "dark": _tone(offer.hue, 0.32)}
    image = Image.new("RGB", (size, size), tones["pale"])
    pen = ImageDraw.Draw(image)
    unit = size / 100
    for form, numbers, tone in _SHAPES[offer.picture]:
        points = [number * unit for number in numbers]
        box = (points[0], points[1], points[2], points[3])
        colour = tones[tone]
        if form == "poly":
            pen.polygon(points, fill=colour)
        elif form == "oval":
            pen.ellipse(box, fill=colour)
        elif form == "pie":
            pen.pieslice(box, 180, 360, fill=colour)
        elif form == "arc":
            pen.arc(box, 0, 360, fill=colour, width=round(4 * unit))
        else:
            pen.rounded_rectangle(box, radius=(6 if form == "round" else 2) * unit, fill=colour)
    out = io.BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(out, "JPEG", quality=88)
    return out.getvalue()
