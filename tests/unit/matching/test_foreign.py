"""Names in other scripts are read aloud; ordinary words of these languages are not."""

import pytest

from markwarden.matching.text.skeleton import heard, likeness, skeletons, vowels_fit
from markwarden_schema.assessment import Effect, Level, SignalKind
from tests.kit.engines import assessed, engine_of
from tests.kit.renderings import BESIDE, RENDERINGS

BRANDS = sorted({brand for renderings in RENDERINGS.values() for brand in renderings})
ENGINE = engine_of(*BRANDS, "Veltora", "Kesmaro")
FLAGGED = (Level.MEDIUM, Level.HIGH)
TOLD = {"cyrillic": 0.95, "greek": 0.9, "katakana": 0.9, "hangul": 0.9, "arabic": 0.9, "hebrew": 0.8}
"""Share of everyday renderings that are flagged; the rest are too short, or words of their language."""


def marks_met(title: str) -> dict[str, Level]:
    assessment = assessed(ENGINE, title)
    raised = (one for one in assessment.signals if one.effect is Effect.RAISES and one.evidence.mark)
    return {one.evidence.mark: assessment.level for one in raised if one.evidence.mark}


@pytest.mark.parametrize("script", TOLD)
def test_everyday_renderings_are_flagged(script: str) -> None:
    pairs = RENDERINGS[script].items()
    told = sum(marks_met(f"{text} {BESIDE[script]}").get(brand) in FLAGGED for brand, text in pairs)
    assert told / len(pairs) >= TOLD[script]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Сумка Велтора новая", "Veltora"),
        ("сумка велторы", "Veltora"),
        ("τσάντα Βελτόρα", "Veltora"),
        ("ベルトーラ バッグ", "Veltora"),
        ("ベルトーラバッグ 新品", "Veltora"),
        ("벨토라 가방", "Veltora"),
        ("ルイ ヴィトン 財布", "Louis Vuitton"),
        ("Майкл Корс часы", "Michael Kors"),
        ("حقيبة فيلتورا جديدة", "Veltora"),
        ("شنطة كيسمارو", "Kesmaro"),
        ("تيشيرت لويس فيتون", "Louis Vuitton"),
        ("ساعة بالنسياغا", "Balenciaga"),
        ("תיק וולטורה חדש", "Veltora"),
        ("נעלי קסמרו לגברים", "Kesmaro"),
        ("ארנק גוצ'י לנשים", "Gucci"),
        ("ארנק גוצ׳י לנשים", "Gucci"),
        ("תיק של הבלנסיאגה", "Balenciaga"),
    ],
)
def test_names_that_no_list_knows_and_names_of_two_words(title: str, mark: str) -> None:
    assessment = assessed(ENGINE, title)
    assert marks_met(title).get(mark) in FLAGGED
    signal = next(one for one in assessment.signals if one.evidence.mark == mark)
    assert signal.kind is SignalKind.TRANSLITERATED
    assert signal.evidence.text in title


@pytest.mark.parametrize("title", ["سماعة بلوتوث", "سماعة بالبلوتوث", "אוזניות בלוטוס", "블루투스 이어폰"])
def test_words_of_goods_are_no_names(title: str) -> None:
    assert assessed(engine_of("Bluetooth"), title).level not in FLAGGED


@pytest.mark.parametrize("title", ["مصباح كهربائي محمول للسفر", "чехол защитный силиконовый", "ハンドバッグ レディース 人気", "여성 가방 신상품", "תיק עור לנשים", "حقيبة أنيقة للنساء", "كرسي قابل للطي", "הוא הוא אם אני"])  # fmt: skip
def test_ordinary_words_are_no_names(title: str) -> None:
    assert assessed(ENGINE, title).level not in FLAGGED


@pytest.mark.parametrize("brand", ["Adidas", "Samsung", "Rolex", "Balenciaga", "Swarovski"])
def test_a_rendering_has_the_skeleton_of_its_name(brand: str) -> None:
    assert set(skeletons((brand.lower(),))) & set(heard(brand.lower(), "GREEK"))
    assert likeness(brand.lower(), "GREEK", brand.lower()) == 1
    assert vowels_fit(brand.lower(), brand.lower())
