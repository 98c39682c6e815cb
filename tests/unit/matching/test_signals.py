"""Every tactic is met in its own examples, and its evidence names the span."""

import pytest

from markwarden.matching.signals import SIGNALS, Example, SignalClass
from markwarden_schema.assessment import Level, SignalKind
from tests.kit.engines import assessed, engine_of

EXAMPLES = [(signal, example) for signal in SIGNALS for example in signal.examples()]


@pytest.mark.parametrize(("signal", "example"), EXAMPLES, ids=lambda part: getattr(part, "title", None))
def test_example_is_met_as_this_tactic(signal: type[SignalClass], example: Example) -> None:
    top = assessed(engine_of(example.mark), example.title).signals[0]
    assert top.kind is signal.kind
    assert top.evidence.text == example.text
    assert top.evidence.field == "title"
    assert example.title[top.evidence.start : top.evidence.end] == example.text


@pytest.mark.parametrize(
    ("signal", "example"),
    [pair for pair in EXAMPLES if pair[0].kind not in (SignalKind.INSIDE_WORD, SignalKind.PART)],
    ids=lambda part: getattr(part, "title", None),
)
def test_example_is_flagged(signal: type[SignalClass], example: Example) -> None:
    assert assessed(engine_of(example.mark), example.title).level in (Level.MEDIUM, Level.HIGH)


def test_every_tactic_has_examples_and_a_strength() -> None:
    assert all(signal.examples() and 0 < signal.strength <= 1 for signal in SIGNALS)
    assert len({signal.kind for signal in SIGNALS}) == len(SIGNALS)


@pytest.mark.parametrize(
    ("title", "mark", "text"),
    [
        ("𝗖𝗛𝗔𝗡𝗘𝗟 bag", "Chanel", "𝗖𝗛𝗔𝗡𝗘𝗟"),
        ("N1ke shoes", "Nike", "N1ke"),
        ("Аррle watch", "Apple", "Аррle"),
        ("belt g u c c i leather", "Gucci", "g u c c i"),
        ("G.U.C.C.I belt", "Gucci", "G.U.C.C.I"),
        ("G-u-c-c-i belt", "Gucci", "G-u-c-c-i"),
        ("adadis shoes", "Adidas", "adadis"),
        ("PR*DA bag", "Prada", "PR*DA"),
        ("ＮＩＫＥ shoes", "Nike", "ＮＩＫＥ"),
        ("N\u200bi\u200bk\u200be shoes", "Nike", "N\u200bi\u200bk\u200be"),
        ("Nìkê shoes", "Nike", "Nìkê"),
        ("nikeshoes men", "Nike", "nike"),
        ("LouisVuitton bag", "Louis Vuitton", "LouisVuitton"),
        ("louis vitton bag", "Louis Vuitton", "louis vitton"),
        ("кроссовки найк", "Nike", "найк"),
        ("Ⓝⓘⓚⓔ shoes", "Nike", "Ⓝⓘⓚⓔ"),
        ("ᑭᖇᗩᗪᗩ bag", "Prada", "ᑭᖇᗩᗪᗩ"),
        ("5amsung phone", "Samsung", "5amsung"),
        ("Gerry Webber coat", "Gerry Weber", "Gerry Webber"),
        ("Calvin Clein jeans", "Calvin Klein", "Calvin Clein"),
        ("Nick Sc@li sofa", "Nick Scali", "Nick Sc@li"),
        ("Mattre5s Firm bed", "Mattress Firm", "Mattre5s Firm"),
        ("Kali L*nux shirt", "Kali Linux", "Kali L*nux"),
        ("Botevee dress", "Botevi", "Botevee"),
        ("Indu*trie shirt", "Industrie", "Indu*trie"),
    ],
)
def test_disguise(title: str, mark: str, text: str) -> None:
    assessment = assessed(engine_of(mark), title)
    assert assessment.level in (Level.MEDIUM, Level.HIGH)
    assert assessment.signals[0].evidence.text == text
    assert assessment.right == f"right-{mark}"


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("pineapple slicer", "Apple"),
        ("Case for iPhone 15 Pro Max", "iPhone"),
        ("Capa para iPhone 14", "iPhone"),
        ("iPhone 15 用 ケース", "iPhone"),
        ("apple slicer stainless steel kitchen", "Apple"),
        ("Wireless earpuds bluetooth", "AirPods"),
        ("prepaid card holder", "Prada"),
        ("coached by champions", "Coach"),
        ("a nice bike for kids", "Nike"),
        ("gulf shirt for men", "Golf"),
        ("Ski goggle for men", "Google"),
        ("SSD portátil externo", "Porta"),
        ("Acetate frame glasses", "Ace & Tate"),
        ("Snowmobile helmet", "T-Mobile"),
        ("Crsytal necklace", "Crystal"),
        ("Streetwear hoodie", "Street Beat"),
        ("Men &amp; women hat", "MAMP"),
        ("frete grátis", "Gratis"),
        ("LongKeeper sunglasses", "Keeper"),
        ("", "Nike"),
        ("1:1 AAA quality dupe", "Nike"),
    ],
)
def test_innocent_title_is_not_flagged(title: str, mark: str) -> None:
    assert assessed(engine_of(mark), title).level in (Level.CLEAR, Level.LOW)


def test_other_goods_lower_a_mark_that_is_a_word() -> None:
    from markwarden.matching import Engine
    from tests.kit.engines import document

    engine = Engine.build(
        document({"name": "Coach", "rights": [{"kind": "trademark", "mark": "Coach", "nice_classes": [18]}]})
    )
    toy, bag = assessed(engine, "coach bus toy for kids"), assessed(engine, "Coach handbag leather women")
    assert toy.level is Level.LOW
    assert SignalKind.OTHER_GOODS in {signal.kind for signal in toy.signals}
    assert bag.level is Level.HIGH


def test_code_word_strengthens_and_never_fires_alone() -> None:
    engine = engine_of("Prada")
    plain, coded = assessed(engine, "Prade bag"), assessed(engine, "Prade bag 1:1 dupe")
    assert coded.risk > plain.risk > 0
    assert assessed(engine, "bag 1:1 dupe AAA").risk == 0


def test_title_without_words() -> None:
    engine = engine_of("Nike")
    assert assessed(engine, None).risk == 0
    assert assessed(engine, "!!! \u200b \ud800 \0").risk == 0
