"""What an accessory fits is told from what it is sold as, in each language that AliExpress sells in."""

import pytest

from markwarden_schema.assessment import Effect, Level, SignalKind
from tests.kit.accessories import FITS, IS, MARKS
from tests.kit.engines import assessed, engine_of

ENGINE = engine_of(*MARKS)
FLAGGED = (Level.MEDIUM, Level.HIGH)


@pytest.mark.parametrize(("language", "title"), [(language, title) for language in FITS for title in FITS[language]])
def test_what_an_accessory_fits_is_shown_and_not_flagged(language: str, title: str) -> None:
    assessment = assessed(ENGINE, title)
    assert assessment.level not in FLAGGED
    reasons = [signal for signal in assessment.signals if signal.effect is Effect.LOWERS]
    assert [signal.kind for signal in reasons] == [SignalKind.COMPATIBILITY] * len(reasons)
    assert reasons, "dropped silently"


@pytest.mark.parametrize(("language", "title"), [(language, title) for language in IS for title in IS[language]])
def test_goods_of_the_mark_are_flagged_whoever_they_are_for(language: str, title: str) -> None:
    assert assessed(ENGINE, title).level in FLAGGED


@pytest.mark.parametrize(
    "title",
    [
        "100w GaN charger for iphone 13 12 pro max phone cable fast xiaomi samsung",
        "3a usb cable 8 pin iphone kable liquid silicone for iphone 13 12 11",
        "60W ケーブル Apple iPhone 17 Pro Max 16 15 Plus 14 13 12",
        "Silikonarmband für Xiaomi Mi Band 7",
    ],
)
def test_lists_of_names_and_models_are_one_mention(title: str) -> None:
    assert assessed(ENGINE, title).level not in FLAGGED


@pytest.mark.parametrize(
    "title",
    [
        "Samsung charger for galaxy s20 original fast",
        "Xiaomi wireless earbuds for Xiaomi Redmi phones with charging case",
        "iPhone 12 Pro Max Nike shoes",
    ],
)
def test_the_maker_is_not_excused_by_what_comes_later(title: str) -> None:
    assert assessed(ENGINE, title).level in FLAGGED
