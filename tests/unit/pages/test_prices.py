"""Money in every locale: right, or nothing; never wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markwarden.pages.prices import parse_money, parse_number
from markwarden_schema.listing import Price


@pytest.mark.parametrize(
    ("text", "amount", "currency", "maximum"),
    [
        ("1.234,56 €", 1234.56, "EUR", None),
        ("US $2.22 - 5.10", 2.22, "USD", 5.10),
        ("US $2.22 - US $5.10", 2.22, "USD", 5.10),
        ("2\xa0345,10 ₽", 2345.10, "RUB", None),
        ("R$ 1.299,00", 1299.0, "BRL", None),
        ("R$49,90", 49.9, "BRL", None),
        ("1 234,56 zł", 1234.56, "PLN", None),
        ("1\u202f234,56zł", 1234.56, "PLN", None),
        ("٣٫٥٠ ر.س", 3.5, "SAR", None),
        ("€3,99", 3.99, "EUR", None),
        ("£1,234.50", 1234.5, "GBP", None),
        ("￦12,300", 12300.0, "KRW", None),
        ("₩12,300", 12300.0, "KRW", None),
        ("\u200e₪45.90", 45.9, "ILS", None),
        ("AU $7.20", 7.2, "AUD", None),
        ("C$ 12.05", 12.05, "CAD", None),
        ("CHF 1’234.50", 1234.5, "CHF", None),
        ("1.299.000₫", 1299000.0, "VND", None),
        ("฿129.00", 129.0, "THB", None),
        ("3,21 € ", 3.21, "EUR", None),
        ("USD 10", 10.0, "USD", None),
        ("₹1,23,456.00", None, None, None),
    ],
)
def test_as_pages_write_it(text: str, amount: float | None, currency: str | None, maximum: float | None) -> None:
    expected = None if amount is None else Price(amount=amount, currency=currency, maximum=maximum)
    assert parse_money(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "free", "12.34", "50% off", "3 pieces for $5", "$", "$1.2.3,4", "1,5,5 €", "$12-", "$5 - $2", "US $1 or $2", "$" + "1" * 40, "KWD 1.234"],
)  # fmt: skip
def test_what_is_no_price_or_ambiguous_is_null(text: str) -> None:
    assert parse_money(text) is None


def test_yen_sign_is_that_of_the_locale() -> None:
    japanese, chinese, unknown = (parse_money("¥1,200", locale=locale) for locale in ("ja", "zh", None))
    assert japanese == Price(amount=1200, currency="JPY")
    assert chinese == Price(amount=1200, currency="CNY")
    assert unknown == Price(amount=1200, currency=None)


def test_bare_dollar_is_the_one_of_the_data() -> None:
    price = parse_money("$5.00", currency="MXN")
    assert price is not None
    assert price.currency == "MXN"


@given(st.integers(0, 99_999_999), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("\u202f", ",")]))
def test_every_grouping_reads_back(cents: int, marks: tuple[str, str]) -> None:
    group, point = marks
    text = f"{cents // 100:,}".replace(",", group) + f"{point}{cents % 100:02d}"
    assert parse_number(text) == Decimal(cents) / 100


@given(st.text(alphabet="0123456789.,' $€zł-–٣", max_size=24))
def test_a_price_is_made_of_the_digits_shown(text: str) -> None:
    price = parse_money(text)
    if price is not None:
        shown = "".join(str(int(char)) for char in text if char.isdecimal())
        assert str(int(price.amount)).strip("0") in shown
