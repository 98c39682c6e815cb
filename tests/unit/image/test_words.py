"""Words printed in pictures are read, searched for marks, and read in the order of suspicion."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from markwarden.matching import Engine
from markwarden.matching.image.words import Line, Reader, words_met
from markwarden.matching.image.words.telling import told
from markwarden_schema.registry import RegistryDocument

BRANDS = ("Vexillo", "Tarn Hollow")


@pytest.fixture(scope="module")
def engine() -> Engine:
    brands = [
        {"name": name, "rights": [{"id": f"right-{name[0]}", "kind": "trademark", "mark": name}]} for name in BRANDS
    ]
    return Engine.build(RegistryDocument.model_validate({"format": "markwarden-registry/1", "brands": brands}))


@pytest.fixture(scope="module")
def reader() -> Reader:
    pytest.importorskip("rapidocr")
    return Reader()


def printed(text: str, height: int = 40) -> NDArray[np.uint8]:
    """Words on a shaded box."""
    image = Image.new("RGB", (400, 300), (40, 70, 120))
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 40, 370, 260), fill=(210, 190, 160))
    draw.multiline_text((60, 80), text, font=ImageFont.load_default(height), fill=(30, 20, 20))
    noise = np.random.default_rng(1).normal(0, 4, (300, 400, 3))
    return np.asarray(np.clip(np.asarray(image) + noise, 0, 255), np.uint8)


@pytest.mark.parametrize(
    ("text", "mark"), [("VEXILLO", "Vexillo"), ("VEX1LLO", "Vexillo"), ("TARN\nHOLLOW", "Tarn Hollow")]
)
def test_a_mark_printed_on_the_goods_is_met(reader: Reader, engine: Engine, text: str, mark: str) -> None:
    (met,) = words_met(reader.read(printed(text)), engine.find)
    assert met.hit.name.text == mark
    assert met.strength > 0.5
    x, y, width, height = met.box
    assert 40 < x < 75
    assert 70 < y < 105
    assert 100 < width < 330
    assert 25 < height < 120


def test_a_picture_without_words_has_none(reader: Reader) -> None:
    assert reader.read(np.full((200, 200, 3), 128, np.uint8)) == []
    assert reader.read(np.zeros((4, 900, 3), np.uint8)) == []


def test_lines_far_apart_make_no_mark(engine: Engine) -> None:
    lines = [Line("TARN", 0.99, (10, 10, 100, 30)), Line("HOLLOW", 0.99, (10, 250, 100, 30))]
    assert words_met(lines, engine.find) == []
    near = [lines[0], Line("HOLLOW", 0.99, (15, 45, 100, 30))]
    assert [met.box for met in words_met(near, engine.find)] == [(10, 10, 105, 65)]


def test_an_unsure_reading_counts_less(engine: Engine) -> None:
    sure, unsure = (words_met([Line("VEXILLO", value, (0, 0, 90, 20))], engine.find)[0] for value in (0.99, 0.7))
    assert unsure.strength < sure.strength


def test_what_is_told_of_a_print_heeds_what_stands_around_it(engine: Engine) -> None:
    plain, fits = (
        told([Line(text, 0.99, (5, 6, 90, 20))], engine.find, (400, 300))
        for text in ("VEXILLO", "case compatible with Vexillo")
    )
    assert (plain[0].box, plain[0].detail["words"], plain[0].detail["width"]) == ((5, 6, 90, 20), "VEXILLO", 400)
    assert plain[0].strength > 0.8
    assert not fits or fits[0].strength < 0.4
