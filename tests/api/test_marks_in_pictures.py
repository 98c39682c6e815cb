"""Figures, designs and printed words in listings' pictures, over a real socket: found, remembered, recalculated."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from markwarden.matching.image.logo import Template, read_artwork
from markwarden.pictures import prepared
from markwarden.pictures.trying import FigureTrials
from markwarden.registry import Registry
from markwarden.registry.interchange import dump, parse
from markwarden.serving import Server
from markwarden.settings import Settings
from markwarden.store import BlobStore, TinyStore
from markwarden_schema.registry import FORMAT, RegistryDocument
from tests.api.test_images import GOODS, KEYS, URL, page, send
from tests.kit.browser import until
from tests.kit.client import Client
from tests.kit.photos import jpeg
from tests.kit.trials import keep_trials
from tests.unit.image.marks import BARE_SWOOSH, BOLT_IN_RING, shown, svg
from tests.unit.image.test_design import DRAWING, photo

WORD = {"kind": "trademark", "mark": "Vexillo"}
FIGURE = {"kind": "trademark", "form": "figurative", "image": "bolt.svg"}
DESIGN = {"kind": "design", "title": "Lamp", "images": ["lamp.svg"]}
SWOOSH = FIGURE | {"image": "swoosh.svg"}
FILES = {"bolt.svg": BOLT_IN_RING, "lamp.svg": DRAWING, "swoosh.svg": BARE_SWOOSH}


def protect(data_dir: Path, *rights: dict[str, object], tried: bool = True) -> None:
    """Put these rights in the registry, their figures tried before (or not)."""
    brand = {"name": "Vexillo", "rights": list(rights)}
    document = RegistryDocument.model_validate({"format": FORMAT, "brands": [brand]})
    named = {name: FILES[name] for right in rights for name in FILES if name in str(right)}
    Registry(TinyStore(data_dir), BlobStore(data_dir / "blobs")).take_over(
        parse(dump(document), "registry.json", named)
    )
    if tried:
        keep_trials(data_dir)


def with_logo() -> bytes:
    return jpeg(Image.fromarray(shown(Template.of(read_artwork(BOLT_IN_RING)), 3)))


def with_words(text: str = "VEXILLO") -> bytes:
    image = Image.new("RGB", (400, 300), (40, 70, 120))
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 40, 370, 260), fill=(210, 190, 160))
    draw.text((60, 80), text, font=ImageFont.load_default(44), fill=(30, 20, 20))
    return jpeg(image)


def looked_at(client: Client, *keys: str) -> dict[str, dict[str, object]]:
    """The listings by title, once everything that was sent was wholly looked at."""

    def report() -> dict[str, object] | None:
        answer = client.ask("POST", "/images/verdicts", {"keys": list(keys)}).json
        return answer if {one["state"] for one in answer["images"]} == {"done"} else None

    answer = until(report, 60)
    return {one["title"]: one["assessment"] for one in answer["listings"]}


def signals(assessment: dict[str, object], kind: str) -> list[dict[str, object]]:
    return [one for one in assessment["signals"] if one["kind"] == kind]


def test_a_figure_is_found_with_its_box_and_pose(paired: Client, data_dir: Path) -> None:
    protect(data_dir, FIGURE)
    paired.ask("POST", "/pages", {"url": URL, "html": page()})
    send(paired, [(KEYS[0], with_logo()), (KEYS[1], with_words("plain"))])
    found = looked_at(paired, *KEYS[:2])
    (signal,) = signals(found["plain goods 0"], "logo")
    assert found["plain goods 0"]["level"] in ("medium", "high")
    assert found["plain goods 1"]["level"] == "clear"
    x, y, width, height = signal["evidence"]["box"]
    assert width > 50
    assert height > 50
    assert x + width <= 360
    assert y + height <= 360
    # The pose lays the corners of the reference's ink on the box.
    matrix = np.array(signal["evidence"]["matrix"])
    reference = paired.ask("GET", f"/references/{signal['evidence']['reference']}")
    assert reference.headers["content-type"] == "image/png"
    side = Image.open(io.BytesIO(reference.body)).width
    corner = matrix @ [side / 2, side / 2, 1]
    assert abs(corner[0] / corner[2] - (x + width / 2)) < 12
    assert abs(corner[1] / corner[2] - (y + height / 2)) < 12
    again = paired.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert {one["key"] for one in again["wanted"]} == set(KEYS[2:])
    assert [one["assessment"]["level"] != "clear" for one in again["listings"]] == [True, False, False, False]


def test_a_figure_flags_nothing_until_its_trial_was_made(
    paired: Client, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FigureTrials, "next", lambda _: None)  # no time is idle enough for a trial
    protect(data_dir, FIGURE, DESIGN, tried=False)
    paired.ask("POST", "/pages", {"url": URL, "html": page()})
    send(paired, [(KEYS[0], with_logo()), (KEYS[1], jpeg(Image.fromarray(photo(9))))])
    found = looked_at(paired, *KEYS[:2])
    (signal,) = signals(found["plain goods 0"], "logo")
    assert signal["evidence"]["detail"]["untried"] is True
    assert found["plain goods 0"]["level"] == "low"
    assert found["plain goods 1"]["level"] == "clear"


def test_a_new_figure_is_looked_for_at_once(paired: Client, data_dir: Path) -> None:
    protect(data_dir, DESIGN)
    paired.ask("POST", "/pages", {"url": URL, "html": page()})
    send(paired, [(KEYS[0], with_logo())])
    assert looked_at(paired, KEYS[0])["plain goods 0"]["level"] == "clear"
    protect(data_dir, DESIGN, FIGURE)
    again = paired.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert KEYS[0] in {one["key"] for one in again["wanted"]}
    send(paired, [(KEYS[0], with_logo())])
    assert looked_at(paired, KEYS[0])["plain goods 0"]["level"] in ("medium", "high")


def test_a_design_is_a_likeness_and_never_flags(paired: Client, data_dir: Path) -> None:
    protect(data_dir, DESIGN)
    paired.ask("POST", "/pages", {"url": URL, "html": page()})
    send(paired, [(KEYS[number], jpeg(Image.fromarray(photo(8 + number)))) for number in range(4)])
    found = looked_at(paired, *KEYS)
    alike = [one for goods in GOODS for one in signals(found[goods.title], "design_likeness")]
    assert alike
    assert all(one["strength"] <= 0.4 for one in alike)
    assert all(found[goods.title]["level"] in ("clear", "low") for goods in GOODS)


@pytest.fixture
def reading(data_dir: Path) -> Iterator[Client]:
    """A paired client of a server that reads words."""
    pytest.importorskip("rapidocr")
    with Server(Settings(data_dir=data_dir, port=0, words=True)) as running:
        client = Client(running)
        client.pair()
        yield client


def test_printed_words_are_read_once_and_judged_by_the_registry_as_it_is(reading: Client, data_dir: Path) -> None:
    paired = reading
    protect(data_dir, {"kind": "trademark", "mark": "Otherwise"})
    assert paired.ask("GET", "/health").json["words"] is True
    paired.ask("POST", "/pages", {"url": URL, "html": page()})
    send(paired, [(KEYS[0], with_words("VEX1LLO"))])
    assert looked_at(paired, KEYS[0])["plain goods 0"]["level"] == "clear"
    protect(data_dir, WORD)
    again = paired.ask("POST", "/pages", {"url": URL, "html": page()}).json
    # Now that it shows a mark its bytes are worth keeping: asked for once more, and not read again.
    assert KEYS[0] in {one["key"] for one in again["wanted"]}
    assert send(paired, [(KEYS[0], with_words("VEX1LLO"))]).json["images"][0]["state"] == "done"
    once_more = paired.ask("POST", "/pages", {"url": URL, "html": page()}).json
    assert KEYS[0] not in {one["key"] for one in once_more["wanted"]}
    (signal,) = signals(again["listings"][0]["assessment"], "words_in_picture")
    assert again["listings"][0]["assessment"]["level"] in ("medium", "high")
    assert signal["evidence"]["text"] == "VEX1LLO"
    assert signal["evidence"]["mark"] == "Vexillo"
    assert signal["evidence"]["box"][2] > 100
    assert signal["evidence"]["reference"] is None


def test_without_words_the_program_says_so(paired: Client) -> None:
    assert paired.ask("GET", "/health").json["words"] is False


def test_an_import_of_figures_holds_up_no_page(paired: Client, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FigureTrials, "next", lambda _: None)
    monkeypatch.setattr(prepared, "_PORTION", 2)
    others = [
        {"kind": "trademark", "form": "figurative", "image": f"bar{one}.svg"} for one in range(2 * prepared._AT_ONCE)
    ]
    named = {f"bar{one}.svg": svg(f'<rect x="9" y="9" width="{30 + one}" height="9"/>') for one in range(len(others))}
    monkeypatch.setattr("tests.api.test_marks_in_pictures.FILES", FILES | named)
    protect(data_dir, FIGURE, *others, tried=False)
    later = paired.server._services.pictures.later
    with later.held():  # no time is idle yet
        paired.ask("POST", "/pages", {"url": URL, "html": page()})
        send(paired, [(KEYS[0], with_logo())])
        assert later.untried() == 1 + len(others)
    found = looked_at(paired, KEYS[0])
    assert later._figures.waiting() == 0, "all are ready before the first picture is looked at"
    assert signals(found["plain goods 0"], "logo")
