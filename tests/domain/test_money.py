"""Money: exact, in one currency, and read as people write it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.money import (
    LARGEST,
    Money,
    all_currencies,
    decimals,
    display_money,
    is_currency,
    parse_money,
)
from hsmonitor.store import reference_data

reference_data.install()

currencies = st.sampled_from(sorted(all_currencies()))
NO_DECIMALS = {
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
}  # fmt: skip
amounts = st.builds(Money, st.integers(0, LARGEST), currencies)


def test_currencies_are_the_active_ones_of_iso_4217() -> None:
    assert len(all_currencies()) == 165
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in all_currencies())
    assert not {"XXX", "XTS", "XAU", "XDR", "HRK", "BGN", "CUC", "ANG", "SLL", "ZWL", "DEM", "BTC"} & set(
        all_currencies()
    )
    assert not is_currency("usd")


def test_currencies_have_their_decimals() -> None:
    by_decimals = {places: {code for code, own in all_currencies().items() if own == places} for places in (0, 3, 4)}
    assert by_decimals == {
        0: NO_DECIMALS,
        3: {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"},
        4: {"CLF", "UYW"},
    }
    assert set(all_currencies().values()) == {0, 2, 3, 4}


def test_a_currency_that_was_withdrawn_is_still_shown() -> None:
    assert decimals("DEM") == 2
    assert display_money(Money(150, "DEM")) == "DEM 1.50"


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("USD 8.5 million", Money(850_000_000, "USD")),
        ("8.5 million USD", Money(850_000_000, "USD")),
        ("8.5 MILLIONS usd", Money(850_000_000, "USD")),
        ("USD 8.5m", Money(850_000_000, "USD")),
        ("US$ 8.5 million", Money(850_000_000, "USD")),
        ("us$8.5 mio", Money(850_000_000, "USD")),
        ("USD 1.25 bn", Money(125_000_000_000, "USD")),
        ("KES 250k", Money(25_000_000, "KES")),
        ("8,500,000 USD", Money(850_000_000, "USD")),
        ("USD8,500,000", Money(850_000_000, "USD")),
        ("USD 8 500 000", Money(850_000_000, "USD")),
        ("8\u202f500\u202f000,25\u00a0EUR", Money(850_000_025, "EUR")),
        ("1.234,50 EUR", Money(123_450, "EUR")),
        ("1,234.50 EUR", Money(123_450, "EUR")),
        ("€ 1.234.567", Money(123_456_700, "EUR")),
        ("CHF 1’234’567.05", Money(123_456_705, "CHF")),
        ("INR 12,50,000", Money(125_000_000, "INR")),
        ("USD ٨٫٥ million", Money(850_000_000, "USD")),
        ("USD 1,234", Money(123_400, "USD")),
        ("USD 1.5", Money(150, "USD")),
        ("USD 1,5", Money(150, "USD")),
        ("USD 1.50000", Money(150, "USD")),
        ("USD 1.234 million", Money(123_400_000, "USD")),
        ("USD 0", Money(0, "USD")),
        ("USD 0.01", Money(1, "USD")),
        ("JPY 8500", Money(8500, "JPY")),
        ("JPY 8.5 million", Money(8_500_000, "JPY")),
        ("KWD 1.234", Money(1234, "KWD")),
        ("KWD 1,234", Money(1_234_000, "KWD")),
        ("CLF 1.2345", Money(12345, "CLF")),
        ("USD 92,233,720,368,547,758.07", Money(LARGEST, "USD")),
    ],
)
def test_an_amount_is_understood(written: str, money: Money) -> None:
    assert parse_money(written) == money


def test_a_field_can_bring_its_currency() -> None:
    assert parse_money("8.5 million", "USD") == Money(850_000_000, "USD")
    assert parse_money("EUR 5", "USD") == Money(500, "EUR")


NOT_MONEY = "This is not an amount. Write a currency and a number not below zero, such as USD 250,000."
NO_CURRENCY = "Write the currency by its three letters before the number, such as USD 250,000."
TOO_LARGE = "This amount is too large to be kept. Check the number."


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", NOT_MONEY),
        ("USD", NOT_MONEY),
        ("USD -5", NOT_MONEY),
        ("−5 USD", NOT_MONEY),
        ("USD 5-10 million", NOT_MONEY),
        ("USD 9e5", NOT_MONEY),
        ("USD NaN", NOT_MONEY),
        ("USD Infinity", NOT_MONEY),
        ("EUR USD 5", NOT_MONEY),
        ("=1+1", NOT_MONEY),
        ("USD 5\0", NO_CURRENCY),
        pytest.param("USD " + "9" * 100_000, NOT_MONEY, id="long number"),
        ("5", NO_CURRENCY),
        ("8.5 million", NO_CURRENCY),
        ("USD 5 EUR", NO_CURRENCY),
        ("$ 5", "$ is the sign of several currencies. Write the three letters of the one meant, such as USD."),
        ("£5", "£ is the sign of several currencies. Write the three letters of the one meant, such as USD."),
        ("XXX 5", "XXX is not a currency of ISO 4217. Write its three letters, such as USD."),
        ("{code} 5", "{CODE} is not a currency of ISO 4217. Write its three letters, such as USD."),
        ("USD 5 million million", "Write one word for the size of the number, such as USD 8.5 million."),
        ("USD 1.234", "1.234 can be read in two ways. Write 1,234 or 1.23."),
        ("1.500 EUR", "1.500 can be read in two ways. Write 1,500 or 1.50."),
        ("JPY 1.234", "1.234 can be read in two ways. Write 1,234 or 1."),
        ("USD 12 34", "12 34 is not a number. Write one such as 250,000 or 1,250.50."),
        ("USD 1,23,4", "1,23,4 is not a number. Write one such as 250,000 or 1,250.50."),
        ("USD 1.234.56", "1.234.56 is not a number. Write one such as 250,000 or 1,250.50."),
        ("USD 1,234,567,89", "1,234,567,89 is not a number. Write one such as 250,000 or 1,250.50."),
        ("USD 1..5", "1..5 is not a number. Write one such as 250,000 or 1,250.50."),
        ("USD 0.123", "USD has 2 decimals. Write no more than these."),
        ("JPY 5.5", "JPY has no decimals. Write a whole number."),
        ("USD 1." + "0" * 60 + "1", "USD has 2 decimals. Write no more than these."),
        ("USD 92233720368547758.08", TOO_LARGE),
        ("USD 99999999999999999999999999 bn", TOO_LARGE),
    ],
)
def test_an_amount_that_makes_no_sense_is_explained(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_money(written)


@given(amounts)
def test_what_is_shown_is_understood_again(money: Money) -> None:
    assert parse_money(display_money(money)) == money


@pytest.mark.parametrize(
    "minor", [0, 1, 9, 10, 99, 100, 999, 1000, 1234, 12345, 123_450, 1_234_567, 850_000_000, LARGEST]
)
def test_what_is_shown_is_understood_again_in_each_currency(minor: int) -> None:
    shown = {code: Money(minor, code) for code in all_currencies()}
    assert {code: parse_money(display_money(money)) for code, money in shown.items()} == shown


@given(amounts)
def test_major_units_lead_back_to_minor_ones(money: Money) -> None:
    assert Money.of(money.major, money.currency) == money
    assert Money.of(str(money.major), money.currency) == money


@given(st.text() | st.from_regex(r"(USD|JPY|KWD|\$)? ?[0-9., ']{1,20}( million)?", fullmatch=True))
def test_whatever_is_typed_gives_money_or_a_message(text: str) -> None:
    try:
        minor, message = parse_money(text).minor, ""
    except ValueError as refused:
        minor, message = -1, str(refused)
    assert message.endswith(".") or 0 <= minor <= LARGEST


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(850_000_000, "USD"), "USD 8,500,000"),
        (Money(850_000_050, "USD"), "USD 8,500,000.50"),
        (Money(1, "USD"), "USD 0.01"),
        (Money(0, "USD"), "USD 0"),
        (Money(-150, "USD"), "USD -1.50"),
        (Money(8_500_000, "JPY"), "JPY 8,500,000"),
        (Money(8_500_000, "KWD"), "KWD 8,500"),
        (Money(8_500_500, "KWD"), "KWD 8,500.500"),
        (Money(LARGEST, "USD"), "USD 92,233,720,368,547,758.07"),
        (Money(10**40 + 1, "USD"), "USD 100,000,000,000,000,000,000,000,000,000,000,000,000.01"),
    ],
)
def test_an_amount_is_shown_with_its_currency(money: Money, words: str) -> None:
    assert display_money(money) == words


def test_an_amount_is_given_in_major_units() -> None:
    assert Money.of(8_500_000, "USD") == Money.of("8.5e6", "USD") == Money(850_000_000, "USD")
    assert Money.of(Decimal("1.234"), "KWD") == Money(1234, "KWD")
    assert Money.of(-5, "JPY") == Money(-5, "JPY")
    assert Money(1234, "KWD").major == Decimal("1.234")


@pytest.mark.parametrize(
    "major",
    [
        "",
        "abc",
        "NaN",
        "Infinity",
        "1e30",
        "1e999999999",
        "0.001",
        "1e-999",
        Decimal("0." + "1" * 300),
        2**63,
        10**400,
    ],
)
def test_no_amount_is_rounded_or_made_up(major: str | Decimal | int) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Money.of(major, "USD")


def test_major_units_need_a_known_currency() -> None:
    with pytest.raises(ValueError, match=r"^ABC is not a currency of ISO 4217"):
        Money.of(5, "ABC")
