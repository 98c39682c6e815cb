"""What a proof counts: features in place, and the one region that is the same; a quadrant is looked at for itself."""

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from markwarden.matching.image.photo import PhotoDetector
from markwarden.matching.image.photo.features import features_of, features_to_search
from markwarden.matching.image.photo.judge import FLAGGED, judge
from markwarden.matching.image.photo.proof import Proof, prove
from markwarden.matching.image.picture import Picture, decode
from tests.kit.photo_edits import edits, jpeg, made_photo

SEEDS = range(8)


def picture(image: Image.Image) -> Picture:
    return decode(jpeg(image))


def proof_of(reference: Image.Image, shown: Image.Image) -> Proof | None:
    return prove(features_of(picture(reference)), features_to_search(picture(shown)))


def test_a_thing_before_another_background_holds_together() -> None:
    """It is a part of the photo, the same all over."""
    change = edits(random.Random(3), [made_photo(900 + seed) for seed in range(6)])["background"]
    proofs = [proof_of(made_photo(seed), change(made_photo(seed))) for seed in SEEDS]
    told = [one for one in proofs if one is not None and judge(one) >= FLAGGED]
    assert len(told) >= len(SEEDS) - 1
    assert all(one.held < 0.95 for one in told)


def test_the_same_photo_holds_nearly_all_and_a_part_its_share() -> None:
    for seed in SEEDS:
        photo = made_photo(seed)
        whole = proof_of(photo, photo)
        assert whole is not None
        width, height = photo.size
        half = proof_of(photo, photo.crop((0, 0, width, height * 6 // 10)))
        assert half is not None
        assert half.common == pytest.approx(0.6, abs=0.04)
        assert half.held <= half.common + 0.02
        assert half.held < whole.held


def test_patches_that_agree_here_and_there_are_no_region() -> None:
    """Every second patch of a photo is another's: what is left is the same, and hangs together nowhere."""
    for seed in SEEDS:
        photo, other = made_photo(seed), made_photo(500 + seed)
        width, height = photo.size
        mixed = photo.copy()
        for row in range(8):
            for column in range(8):
                if row % 2 or column % 2:
                    box = (column * width // 8, row * height // 8, (column + 1) * width // 8, (row + 1) * height // 8)
                    mixed.paste(other.crop(box), box)
        proof = proof_of(photo, mixed)
        assert proof is None or proof.held < 0.1
        assert proof is None or judge(proof) < FLAGGED


def test_what_is_turned_more_than_a_copy_is_proves_nothing() -> None:
    for seed in SEEDS:
        photo = made_photo(seed)
        assert proof_of(photo, photo.rotate(15, resample=Image.Resampling.BICUBIC)) is not None
        assert proof_of(photo, photo.rotate(90)) is None


def test_features_that_repeat_count_where_they_lie() -> None:
    """Of a pattern no feature is like one alone: they are told by their place."""
    photo = made_photo(4)
    draw = ImageDraw.Draw(photo)
    for x in range(0, 350, 32):
        for y in range(100, 350, 32):
            draw.rectangle((x, y, x + 31, y + 31), fill="#bbb")
            draw.rectangle((x + 3, y + 3, x + 10, y + 9), fill="black")
            draw.line((x + 2, y + 13, x + 13, y + 11), fill="white", width=2)
    proof = proof_of(photo, photo.resize((300, 300)))
    assert proof is not None
    assert proof.inliers >= 50  # 27 features are like one alone


def test_a_quadrant_with_little_to_see_is_looked_at_for_itself() -> None:
    """Its neighbours have the strongest features of the whole."""
    faint = made_photo(7).point(lambda value: 80 + value * 2 // 5)
    rng = np.random.default_rng(2)
    busy = [Image.fromarray(rng.integers(0, 255, (60, 60, 3), dtype=np.uint8)).resize((350, 350), 0) for _ in range(3)]
    detector = PhotoDetector()
    detector.add("right", "0" * 64, picture(faint))
    for place in range(4):
        collage = Image.new("RGB", (700, 700))
        parts = [*busy[:place], faint, *busy[place:]]
        for number, part in enumerate(parts):
            collage.paste(part, (number % 2 * 350, number // 2 * 350))
        shown = picture(collage)
        for look in (detector.glance, detector.find):
            (found,) = look(shown)
            assert found.right == "right"
            x, y, _, _ = found.box or (0, 0, 0, 0)
            assert (x >= 0.4 * shown.size[0], y >= 0.4 * shown.size[1]) == (place % 2 == 1, place // 2 == 1)
