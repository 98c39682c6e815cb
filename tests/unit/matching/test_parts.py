"""Parts of names: told at a low level, flagged with a second reason, and not taken from words that are themselves."""

import pytest

from markwarden_schema.assessment import Level, SignalKind
from tests.kit.engines import assessed, engine_of

FLAGGED = (Level.MEDIUM, Level.HIGH)
CHINESE = engine_of(
    "Salvatore Ferragamo",
    "Patek Philippe",
    **{
        "Salvatore Ferragamo": [{"text": "菲拉格慕", "tactic": "chinese name", "risk": "low"}],
        "Patek Philippe": [{"text": "百达翡丽", "tactic": "chinese name", "risk": "low"}],
    },
)
PARTS = [
    ("Balenciaga", "Balenc", "first letters"),
    ("Balenciaga", "enciaga", "last letters"),
    ("Dior", "ior", "all but the first letter"),
    ("Dolce & Gabbana", "Gabbana", "one word of several"),
    ("Prada", "P~", "initial and sign"),
    ("Prada", "P家", "initial and 家"),
]


@pytest.mark.parametrize(("mark", "part"), [part[:2] for part in PARTS], ids=[part[2] for part in PARTS])
def test_part_is_a_hint_that_a_code_word_strengthens(mark: str, part: str) -> None:
    alone = assessed(engine_of(mark), f"{part} 包包")
    (signal,) = [one for one in alone.signals if one.effect == "raises"]
    assert (alone.level, signal.evidence.text) == (Level.LOW, part)
    assert signal.evidence.mark == mark
    assert assessed(engine_of(mark), f"{part} 包包 复刻").level in FLAGGED


def test_part_in_styled_letters_is_flagged() -> None:
    (signal,) = assessed(engine_of("Burberry"), "𝑩𝑼𝑹𝑩 scarf").signals
    assert signal.evidence.tactics == [SignalKind.STYLED, SignalKind.PART]
    assert assessed(engine_of("Burberry"), "𝑩𝑼𝑹𝑩 scarf").level in FLAGGED
    assert assessed(engine_of("Burberry"), "BURB scarf").level is Level.LOW


@pytest.mark.parametrize(
    ("mark", "part"),
    [("Balenciaga", "𝗕𝗮𝗹𝗲"), ("Balenciaga", "𝘾𝙄𝘼𝙂𝘼"), ("Gucci", "𝙂𝙐𝘾"), ("Miu Miu", "𝗠𝗜𝗨"), ("Louis Vuitton", "𝕃𝕠𝕦𝕚𝕤")],
)
def test_any_beginning_end_or_word_in_letters_of_another_design_is_flagged(mark: str, part: str) -> None:
    (signal,) = assessed(engine_of(mark), f"{part} women bag").signals
    assert (signal.evidence.text, signal.evidence.mark) == (part, mark)
    assert assessed(engine_of(mark), f"{part} women bag").level is Level.MEDIUM
    assert assessed(engine_of(mark), f"{part} 𝘄𝗼𝗺𝗲𝗻 𝗯𝗮𝗴 𝗻𝗲𝘄 𝘀𝘁𝘆𝗹𝗲").level is not Level.MEDIUM  # a title all in them


def test_letters_of_another_design_are_the_second_reason_beside_a_risky_alias() -> None:
    engine = engine_of("Balenciaga", Balenciaga=[{"text": "Balen", "tactic": "initials", "risk": "high"}])
    assert assessed(engine, "Balen bag").level is Level.LOW
    assert assessed(engine, "Ｂａｌｅｎ bag").level is Level.LOW  # full width is how Japanese writes Latin letters
    assert assessed(engine, "𝘽𝘼𝙇𝙀𝙉 bag").level is Level.MEDIUM


@pytest.mark.parametrize("title", ["deca core phone", "大家 都 喜欢", "A*B mode", "size S~XL", "5~10 pcs", "cater knife", "ture bag"])  # fmt: skip
def test_ordinary_writing_is_no_part(title: str) -> None:
    engine = engine_of(
        "Decathlon", "DJI", "Cartier", "Sisley", "Adidas", "Ventura", DJI=[{"text": "大疆", "risk": "low"}]
    )
    assert not [one for one in assessed(engine, title).signals if one.kind is SignalKind.PART]


def test_part_that_points_to_many_is_none() -> None:
    assert assessed(engine_of("Zaquifel", "Zaquista", "Zaquomar"), "Zaqui bag").level is Level.LOW
    many = engine_of("Zaquifel", "Zaquista", "Zaquimar", "Zaquione")
    assert assessed(many, "Zaqui bag").level is Level.CLEAR


def test_part_of_a_model_is_none() -> None:
    engine = engine_of("Nike", Nike=[{"text": "Zoom Kyriex", "tactic": "model", "risk": "low"}])
    assert assessed(engine, "Kyriex bag").level is Level.CLEAR
    assert assessed(engine, "Zoom Kyriex bag").level in FLAGGED


@pytest.mark.parametrize(
    ("title", "kind", "text", "flagged"),
    [
        ("菲拉格慕皮带", SignalKind.ALIAS, "菲拉格慕", True),
        ("菲拉格木皮带", SignalKind.PHONETIC, "菲拉格木", True),
        ("百達翡麗手表", SignalKind.PHONETIC, "百達翡麗", True),
        ("菲拉 皮带", SignalKind.PART, "菲拉", False),
        ("格慕 皮带", SignalKind.PART, "格慕", False),
        ("菲~ 皮带", SignalKind.PART, "菲~", False),
        ("百 达 翡 丽 手表", SignalKind.SPACED, "百 达 翡 丽", True),
        ("百达*翡丽 手表", SignalKind.MASKED, "百达*翡丽", True),
    ],
)
def test_chinese_alias_is_met_under_the_tactics(title: str, kind: SignalKind, text: str, flagged: bool) -> None:
    found = assessed(CHINESE, title)
    assert (found.signals[0].kind, found.signals[0].evidence.text) == (kind, text)
    assert (found.level in FLAGGED) == flagged


def test_words_of_chinese_are_no_homophones() -> None:
    engine = engine_of("Gucci", Gucci=[{"text": "工艺", "risk": "low"}, {"text": "古驰", "risk": "low"}])
    assert assessed(engine, "公益 活动").level is Level.CLEAR
    assert assessed(engine, "古池 包").level in FLAGGED


@pytest.mark.parametrize("title", ["D家 包", "d家新款", "新款D家包"])
def test_alias_in_two_scripts(title: str) -> None:
    engine = engine_of("Dior", Dior=[{"text": "D家", "tactic": "house name", "risk": "medium"}])
    (signal,) = assessed(engine, title).signals
    assert (signal.kind, (signal.evidence.text or "").casefold()) == (SignalKind.ALIAS, "d家")


def test_likeness_to_a_model_never_flags_alone() -> None:
    engine = engine_of("Xiaomi", Xiaomi=[{"text": "Redminor", "tactic": "model", "risk": "low"}])
    assert assessed(engine, "Redmimor cover").level is Level.LOW
    assert assessed(engine, "Redminor cover").level in FLAGGED


def test_what_never_flags_alone_makes_no_common_word_a_mark() -> None:
    engine = engine_of("Apple", Apple=[{"text": "Zipadle", "tactic": "model", "risk": "high"}])
    assert assessed(engine, "apple slicer zipadle").level not in FLAGGED


@pytest.mark.parametrize("title", ["普*达 女包", "新款普拉~女包", "新款*普拉●包"])
def test_a_sign_may_stand_for_one_of_three_chinese_characters(title: str) -> None:
    engine = engine_of("Prada", Prada=[{"text": "普拉达", "tactic": "chinese name", "risk": "low"}])
    assert assessed(engine, title).level in FLAGGED
    assert assessed(engine, title).signals[0].kind is SignalKind.MASKED
    for innocent in ("普*及 女包", "新款*时尚*女包", "普通~女包", "拉*达"):
        assert assessed(engine, innocent).level not in FLAGGED


def test_few_letters_about_a_sign_are_met_with_the_sign_alone() -> None:
    engine = engine_of("Burtonit", Burtonit=[{"text": "B*t", "tactic": "masked", "risk": "low"}])
    assert assessed(engine, "B*t jacket").level in FLAGGED
    for innocent in ("BT headset", "B T headset", "bt5 headset", "B7 headset"):
        assert assessed(engine, innocent).level is Level.CLEAR, innocent


def test_what_takes_in_another_mark_and_more_is_told_too() -> None:
    engine = engine_of("Cioseasus", "ASUS", "Toulean", "Toule")
    for title, mark in (("Cios*asus watch", "Cioseasus"), ("Toule-an watch", "Toulean")):
        assert mark in {one.evidence.mark for one in assessed(engine, title).signals}
