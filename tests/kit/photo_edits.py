"""Pictures made from a seed, and what sellers do to a picture that they copied."""

import io
import random
from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Edit = Callable[[Image.Image], Image.Image]

_SPREAD = 60
"""Pixels between two words of a watermark."""


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """As a shop's host sends it."""
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def made_photo(seed: int, side: int = 350) -> Image.Image:
    """A textured thing of a few coloured parts with some letters, before a soft ground: another for each seed."""
    rng = np.random.default_rng(seed)
    ground = cv2.resize(rng.integers(150, 256, (4, 4, 3), dtype=np.uint8), (side, side), interpolation=cv2.INTER_CUBIC)
    canvas = np.ascontiguousarray(ground)
    for _ in range(int(rng.integers(8, 22))):
        middle = rng.integers(int(side * 0.15), int(side * 0.85), 2)
        reach = rng.integers(side // 20, side // 4, 2)
        colour = tuple(int(value) for value in rng.integers(0, 256, 3))
        if rng.random() < 0.5:
            cv2.ellipse(
                canvas, middle.tolist(), reach.tolist(), float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA
            )
        else:
            corners = middle + rng.integers(-side // 5, side // 5, (int(rng.integers(3, 6)), 2))
            cv2.fillPoly(canvas, [corners.astype(np.int32)], colour, cv2.LINE_AA)
    for _ in range(int(rng.integers(1, 4))):
        word = "".join(chr(int(value)) for value in rng.integers(65, 91, int(rng.integers(3, 8))))
        place = rng.integers(side // 8, side * 3 // 4, 2).tolist()
        colour = tuple(int(value) for value in rng.integers(0, 256, 3))
        cv2.putText(canvas, word, place, int(rng.integers(0, 5)), float(rng.uniform(0.5, 1.5)), colour, 2, cv2.LINE_AA)
    weave = cv2.GaussianBlur(rng.normal(0, 22, (side, side, 1)).astype(np.float32), (0, 0), 1.2)[..., None]
    return Image.fromarray(np.clip(canvas + weave, 0, 255).astype(np.uint8))


def _crop(rng: random.Random, share: float, image: Image.Image) -> Image.Image:
    width, height = (int(side * share**0.5) for side in image.size)
    x, y = rng.randint(0, image.width - width), rng.randint(0, image.height - height)
    return image.crop((x, y, x + width, y + height))


def _collage(rng: random.Random, others: Sequence[Image.Image], image: Image.Image) -> Image.Image:
    parts = [image, *rng.sample(others, 3)]
    rng.shuffle(parts)
    sheet = Image.new("RGB", (640, 640), "white")
    for number, part in enumerate(parts):
        sheet.paste(ImageOps.contain(part, (310, 310)), (5 + number % 2 * 320, 5 + number // 2 * 320))
    return sheet


def _colour(rng: random.Random, image: Image.Image) -> Image.Image:
    image = ImageEnhance.Color(image).enhance(rng.choice([0.3, 1.8]))
    red, green, blue = ImageEnhance.Brightness(image).enhance(rng.choice([0.75, 1.3])).split()
    return Image.merge("RGB", rng.choice([(blue, green, red), (red, blue, green), (red, green, blue)]))


def _banner(rng: random.Random, image: Image.Image) -> Image.Image:
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, int(image.height * 0.75), *image.size), fill=rng.choice(["red", "#ffcc00", "#222233"]))
    draw.text((image.width * 0.1, image.height * 0.82), "HOT SALE 50% OFF", fill="white")
    return image


def _watermark(image: Image.Image) -> Image.Image:
    over = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(over)
    for y in range(0, image.height, _SPREAD):
        for x in range(0, image.width, 2 * _SPREAD):
            draw.text((x, y), "Store 1100221", fill=(255, 255, 255, 120))
    return Image.alpha_composite(image.convert("RGBA"), over).convert("RGB")


def _background(rng: random.Random, image: Image.Image) -> Image.Image:
    mask = Image.new("L", image.size, 0)
    width, height = image.size
    ImageDraw.Draw(mask).ellipse((width * 0.14, height * 0.14, width * 0.86, height * 0.86), fill=255)
    grain = np.random.default_rng(rng.getrandbits(32)).normal(128, 60, (height, width)).clip(0, 255).astype(np.uint8)
    ground = ImageOps.colorize(Image.fromarray(grain), rng.choice(["#112255", "#553311"]), "#ffeedd")
    return Image.composite(image, ground, mask.filter(ImageFilter.GaussianBlur(6)))


def _border(rng: random.Random, image: Image.Image) -> Image.Image:
    return ImageOps.expand(image, max(image.size) // 10, rng.choice(["white", "black", "#e3342f", "#eeeeff"]))


def _rotate(rng: random.Random, image: Image.Image) -> Image.Image:
    return image.rotate(rng.choice([-15, -9, 9, 15]), Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def edits(rng: random.Random, others: Sequence[Image.Image]) -> Mapping[str, Edit]:
    """By name what is done to a copied picture; a collage sets it among three of `others`."""
    return {
        "resize": lambda image: ImageOps.contain(image, (220, 220)),
        "recompress": lambda image: Image.open(io.BytesIO(jpeg(image, 25))),
        "crop to 80 %": lambda image: _crop(rng, 0.8, image),
        "crop to 60 %": lambda image: _crop(rng, 0.6, image),
        "border": lambda image: _border(rng, image),
        "banner": lambda image: _banner(rng, image),
        "watermark": _watermark,
        "mirror": ImageOps.mirror,
        "rotate": lambda image: _rotate(rng, image),
        "colour": lambda image: _colour(rng, image),
        "background": lambda image: _background(rng, image),
        "collage": lambda image: _collage(rng, others, image),
        "combined": lambda image: _banner(rng, _border(rng, ImageOps.mirror(_crop(rng, 0.8, image)))),
    }
