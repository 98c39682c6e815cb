"""Other goods before the same wall are no copies of each other; what was done to a copy hides it seldom."""

import random
from pathlib import Path

import pytest
from PIL import Image

from markwarden.matching.image.photo import PhotoDetector
from markwarden.matching.image.picture import decode
from tests.kit.photo_edits import edits, jpeg
from tests.real.conftest import SHARED

_CLOTHES = SHARED / "data" / "images" / "clothing_photos"
_PAIRS = [
    ("shorts__927f499a", "shorts__9bc8554c"),
    ("pants__c8d21106", "shorts__97620b7f"),
    ("t-shirt__0af4203f", "t-shirt__01fd527c"),
]


def opened(start: str) -> Image.Image:
    (path,) = Path(_CLOTHES).glob(f"{start}*")
    with Image.open(path) as image:
        image.thumbnail((500, 500))
        return image.convert("RGB")


@pytest.mark.skipif(not _CLOTHES.is_dir(), reason="no ../shared")
@pytest.mark.parametrize(("reference", "other"), _PAIRS)
def test_another_garment_on_the_same_hanger_is_no_copy(reference: str, other: str) -> None:
    own, another = opened(reference), opened(other)
    detector = PhotoDetector()
    detector.add("right", "0" * 64, decode(jpeg(own)))
    done = edits(random.Random(4), [another, own.transpose(Image.Transpose.FLIP_TOP_BOTTOM), another, another])
    innocent = [name for name, edit in done.items() if name != "collage" and detector.find(decode(jpeg(edit(another))))]
    assert innocent == []
    missed = {name for name, edit in done.items() if not detector.find(decode(jpeg(edit(own))))}
    assert missed <= {"collage", "background"}  # plain cloth has little detail to know it by
