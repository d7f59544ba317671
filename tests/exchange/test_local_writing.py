"""Days, numbers and amounts as offices write them are read as they are meant, or not at all."""

import pytest

from hsmonitor.domain.kinds import Amount, Date, Number
from hsmonitor.domain.money import Money
from hsmonitor.exchange.local_writing import Writing, currency_in, day, mark_of, order_of
from hsmonitor.store import reference_data

reference_data.install()

COMMA = Writing(mark=",", currency="EUR")
POINT = Writing(currency="USD")


@pytest.mark.parametrize(
    "text",
    [
        "2013-05-09T10:00:00.000+03:00", "09/05/2013 10:30", "9.5.2013", "9 mai 2013", "9 de mayo de 2013", "9. Mai 2013",
        "9 de maio de 2013", "9 мая 2013", "9 مايو 2013", "٩ مايو ٢٠١٣", "9 May 2013, 10:30",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_languages_of_the_offices(text: str) -> None:
    assert day(text, "dmy") == "2013-05-09"


def test_what_is_no_day_stays_what_it_is() -> None:
    assert day("soon", "dmy") == ""
    assert Writing().plain(Date("Start"), "soon") == "soon"
    assert day("1er mars 2014", "dmy") == "2014-03-01"


@pytest.mark.parametrize(
    ("writing", "text", "means"),
    [
        (COMMA, "1.234.567", 1_234_567), (COMMA, "12 500", 12_500), (COMMA, "12,0", 12), (POINT, "12,500", 12_500),
        (POINT, "1'234", 1_234), (POINT, "12.0", 12),
    ],
)  # fmt: skip
def test_a_whole_number_is_read_with_its_thousands(writing: Writing, text: str, means: int) -> None:
    assert Number("People").parse(writing.plain(Number("People"), text)) == means


@pytest.mark.parametrize(("writing", "text"), [(POINT, "1.200"), (COMMA, "1.25.3"), (POINT, "about 5")])
def test_a_number_that_does_not_fit_is_refused_and_never_guessed(writing: Writing, text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        Number("People").parse(writing.plain(Number("People"), text))


@pytest.mark.parametrize(
    ("writing", "text", "means"),
    [
        (COMMA, "1.234,50", Money(123450, "EUR")), (COMMA, "USD 1.234,50", Money(123450, "USD")),
        (POINT, "1,234.50", Money(123450, "USD")), (POINT, "$ 1,000", Money(100000, "USD")),
        (POINT, "EUR 8.5 million", Money(850000000, "EUR")), (COMMA, "12.500", Money(1250000, "EUR")),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_the_currency_that_is_said(writing: Writing, text: str, means: Money) -> None:
    field = Amount("Budget")
    assert field.parse(writing.plain(field, text)) == means


def test_the_currency_of_the_heading_comes_first() -> None:
    assert Amount("Budget").parse(POINT.plain(Amount("Budget"), "5", "CHF")) == Money(500, "CHF")
    assert [currency_in(heading) for heading in ("Budget (USD)", "US$ received", "Montant €", "Total cost", "ALL")] == [
        "USD", "USD", "EUR", "", "ALL",
    ]  # fmt: skip


def test_what_tells_the_order_of_days_and_the_mark_is_found() -> None:
    assert order_of(["03/04/2013", "25/04/2013"]) == ("dmy", False)
    assert order_of(["03/04/2013", "04/25/2013"]) == ("mdy", False)
    assert order_of(["03/04/2013"]) == ("dmy", True)
    assert order_of(["3 April 2013"]) == ("dmy", False)
    assert mark_of(["12.500", "1.234,5"]) == (",", False)
    assert mark_of(["12.500", "3.5"]) == (".", False)
    assert mark_of(["12.500"]) == (".", True)
    assert mark_of(["1.234.567"]) == (",", False)
