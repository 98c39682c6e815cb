"""Pictures that tests make themselves: seeded scenes with texture, and what sellers do to photos."""

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps


def scene(seed: int, size: tuple[int, int] = (480, 400)) -> Image.Image:
    """A picture of many shapes on a soft ground, different for each seed."""
    rng = random.Random(seed)
    noise = np.random.default_rng(seed).integers(0, 256, (size[1] // 8, size[0] // 8), dtype=np.uint8)
    ground = Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
    picture = ImageOps.colorize(ground, _colour(rng, 20, 90), _colour(rng, 150, 250))
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        w, h = rng.randrange(12, 90), rng.randrange(12, 90)
        shape = rng.choice((draw.ellipse, draw.rectangle))
        shape([x, y, x + w, y + h], fill=_colour(rng, 0, 255), outline=_colour(rng, 0, 255), width=2)
        draw.line([x, y, rng.randrange(size[0]), rng.randrange(size[1])], fill=_colour(rng, 0, 255), width=4)
    return picture.filter(ImageFilter.GaussianBlur(1.6))


def _colour(rng: random.Random, low: int, high: int) -> str:
    return "#{:02x}{:02x}{:02x}".format(*(rng.randint(low, high) for _ in range(3)))


def jpeg(picture: Image.Image, quality: int = 85) -> bytes:
    made = io.BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=quality)
    return made.getvalue()


def cropped(picture: Image.Image) -> Image.Image:
    w, h = picture.size
    return picture.crop((int(w * 0.2), int(h * 0.1), int(w * 0.97), int(h * 0.88)))


def banner(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    draw = ImageDraw.Draw(made)
    w, h = made.size
    draw.rectangle([0, int(h * 0.78), w, h], fill="#d22")
    draw.text((w * 0.1, h * 0.85), "HOT SALE 50% OFF", fill="white")
    return made


def collage(picture: Image.Image) -> Image.Image:
    made = Image.new("RGB", (640, 640), "white")
    for place, one in enumerate((scene(901), picture, scene(902), scene(903))):
        small = one.copy()
        small.thumbnail((310, 310))
        made.paste(small, (5 + place % 2 * 320, 5 + place // 2 * 320))
    return made


EDITS = {
    "same": lambda picture: picture,
    "small": lambda picture: picture.resize((picture.width * 9 // 20, picture.height * 9 // 20)),
    "cropped": cropped,
    "border": lambda picture: ImageOps.expand(picture, 40, "white"),
    "banner": banner,
    "mirrored": ImageOps.mirror,
    "rotated": lambda picture: picture.rotate(12, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC),
    "colour": lambda picture: ImageEnhance.Brightness(ImageEnhance.Color(picture).enhance(0.3)).enhance(1.25),
    "collage": collage,
}
"""What sellers do to a photo, by name."""
