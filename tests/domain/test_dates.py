"""Dates as people write them, and as they are stored."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsmonitor.domain.dates import display_date, first_day, is_date, last_day, parse_date, today

NOW = date(2026, 11, 24)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
stored_dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))


def parsed(text: str, *, partial: bool = True, now: date = NOW, order: str = "dmy") -> str:
    return parse_date(text, partial=partial, today=now, order=order)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2013-05-09", "2013-05-09"),
        ("2013-5-9", "2013-05-09"),
        ("2013/05/09", "2013-05-09"),
        ("9 May 2013", "2013-05-09"),
        ("  9   may  2013 ", "2013-05-09"),
        ("9\u00a0May\u00a02013", "2013-05-09"),
        ("9th May 2013", "2013-05-09"),
        ("9. May 2013", "2013-05-09"),
        ("09-May-2013", "2013-05-09"),
        ("May 9, 2013", "2013-05-09"),
        ("MAY 9TH, 2013", "2013-05-09"),
        ("9/5/2013", "2013-05-09"),
        ("9.5.2013", "2013-05-09"),
        ("09-05-2013", "2013-05-09"),
        ("٩/٥/٢٠١٣", "2013-05-09"),
        ("29/2/2024", "2024-02-29"),
        ("May 2013", "2013-05"),
        ("Sept. 2013", "2013-09"),
        ("jun 2013", "2013-06"),
        ("5/2013", "2013-05"),
        ("05.2013", "2013-05"),
        ("2013-05", "2013-05"),
        ("2013", "2013"),
        ("1900", "1900"),
        ("2200", "2200"),
    ],
)
def test_a_date_is_understood(written: str, stored: str) -> None:
    assert parsed(written) == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("today", "2026-11-24"),
        ("Yesterday", "2026-11-23"),
        ("TOMORROW", "2026-11-25"),
        ("+2w", "2026-12-08"),
        ("-3d", "2026-11-21"),
        ("−3d", "2026-11-21"),
        ("+ 3 D", "2026-11-27"),
        ("+1m", "2026-12-24"),
        ("+2m", "2027-01-24"),
        ("-11m", "2025-12-24"),
        ("+1y", "2027-11-24"),
        ("+0d", "2026-11-24"),
    ],
)
def test_a_date_is_told_from_today(written: str, stored: str) -> None:
    assert parsed(written, partial=False) == stored


@pytest.mark.parametrize(
    ("now", "written", "stored"),
    [
        (date(2027, 1, 31), "+1m", "2027-02-28"),
        (date(2028, 1, 31), "+1m", "2028-02-29"),
        (date(2028, 2, 29), "+1y", "2029-02-28"),
        (date(2027, 3, 31), "-1m", "2027-02-28"),
    ],
)
def test_a_step_to_a_shorter_month_ends_on_its_last_day(now: date, written: str, stored: str) -> None:
    assert parsed(written, now=now) == stored


def test_figures_alone_follow_the_order_of_the_user() -> None:
    assert parsed("5/9/2013", order="dmy") == "2013-09-05"
    assert parsed("5/9/2013", order="mdy") == "2013-05-09"
    assert parsed("5/2013", order="mdy") == "2013-05"
    assert parsed("2013-05-09", order="mdy") == "2013-05-09"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("9/5/13", "2013-05-09"),
        ("09-May-13", "2013-05-09"),
        ("31 mar 27", "2027-03-31"),
        ("15.1.27", "2027-01-15"),
        ("1/1/68", "2068-01-01"),
        ("1/1/69", "1969-01-01"),
    ],
)
def test_a_year_of_two_figures_is_of_1969_to_2068(written: str, stored: str) -> None:
    assert parsed(written, order="dmy") == stored


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("friday", "2026-11-27"),
        ("Wednesday", "2026-12-02"),
        ("this monday", "2026-11-23"),
        ("next friday", "2026-12-04"),
    ],
)
def test_days_of_the_week_are_dates(written: str, stored: str) -> None:
    assert parsed(written, now=date(2026, 11, 25)) == stored


NOT_A_DATE = "This is not a date. Write a day such as 9 May 2013."
NO_YEAR = "Write the year with its four figures, such as 9 May 2013."
YEARS = "Write a year from 1900 to 2200."


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", NOT_A_DATE),
        ("   ", NOT_A_DATE),
        ("soon", NOT_A_DATE),
        ("20130509", NOT_A_DATE),
        ("9/5-2013", NOT_A_DATE),
        ("9..5.2013", NOT_A_DATE),
        ("2013-05-", NOT_A_DATE),
        ("99999 May 2013", NOT_A_DATE),
        ("5/12345", NOT_A_DATE),
        ("+1", NOT_A_DATE),
        ("+99999d", NOT_A_DATE),
        ("9 {month} 2013", NOT_A_DATE),
        pytest.param("9" * 100_000, NOT_A_DATE, id="long number"),
        pytest.param("a" * 100_000, NOT_A_DATE, id="long word"),
        ("9 May\0 2013", NOT_A_DATE),
        ("9 May", NO_YEAR),
        ("May 9", NO_YEAR),
        ("9/5", NO_YEAR),
        ("30 Feb 2027", "February 2027 has 28 days."),
        ("29/2/2023", "February 2023 has 28 days."),
        ("29/2/2100", "February 2100 has 28 days."),
        ("31.4.2013", "April 2013 has 30 days."),
        ("0/5/2013", "May 2013 has 31 days."),
        ("5/13/2013", "There is no month 13. Write a day such as 9 May 2013."),
        ("2013-00", "There is no month 0. Write a day such as 9 May 2013."),
        ("9 Foo 2013", "Foo is not a month. Write a day such as 9 May 2013."),
        ("ma 2013", "ma is not a month. Write a day such as 9 May 2013."),
        pytest.param(
            "1 " + "x" * 5000 + " 2013", "x" * 29 + "… is not a month. Write a day such as 9 May 2013.", id="long month"
        ),
        ("0000", YEARS),
        ("1899", YEARS),
        ("31 December 2201", YEARS),
        ("+9999w", YEARS),
        ("-9999w", YEARS),
        ("+9999y", YEARS),
        ("-9999m", YEARS),
    ],
)
def test_a_date_that_makes_no_sense_is_explained(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parsed(written)


@pytest.mark.parametrize("written", ["2013", "2013-05", "May 2013", "5/2013"])
def test_a_month_will_not_do_where_a_day_is_needed(written: str) -> None:
    with pytest.raises(ValueError, match=r"^A full day is needed here\. Write a day such as 9 May 2013\.$"):
        parsed(written, partial=False)


def test_a_word_that_begins_two_months_is_asked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    french = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "sept.", "oct.", "nov.", "déc.")
    monkeypatch.setattr("hsmonitor.domain.dates.MONTHS", french)
    assert parsed("9 fevrier 2013") == parsed("9 fe\u0301v 2013") == "2013-02-09"
    assert parsed("juin 2013") == "2013-06"
    with pytest.raises(ValueError, match=r"^jui can be juin or juillet\. Write the whole name\.$"):
        parsed("jui 2013")


@pytest.mark.parametrize(
    ("stored", "words"),
    [("2013-05-09", "9 May 2013"), ("2013-05", "May 2013"), ("2013", "2013"), ("2013-12-31", "31 December 2013")],
)
def test_a_date_is_shown_in_words(stored: str, words: str) -> None:
    assert display_date(stored) == words


@given(stored_dates)
def test_what_is_shown_is_understood_again(stored: str) -> None:
    assert parsed(display_date(stored)) == stored


@given(stored_dates)
def test_what_is_stored_is_understood_and_is_a_date(stored: str) -> None:
    assert parsed(stored) == stored
    assert is_date(stored, partial=True)
    assert is_date(stored, partial=False) == (len(stored) == 10)


@given(
    days, st.sampled_from(["{d}/{m}/{y}", "{d}.{m}.{y}", "{d}-{m}-{y}", "{y}/{m}/{d}", "{y}-{m}-{d}"]), st.booleans()
)
def test_each_day_is_understood_in_figures(day: str, shape: str, padded: bool) -> None:
    year, month, number = (part if padded else str(int(part)) for part in day.split("-"))
    assert parsed(shape.format(d=number, m=month, y=year)) == day


@given(
    st.text()
    | st.from_regex(r"[0-9+\-/. ]{1,12}", fullmatch=True)
    | st.from_regex(r"[0-9]{1,2} ?[A-Za-z]{3,9} ?[0-9]{2,4}")
)
def test_whatever_is_typed_gives_a_date_or_a_message(text: str) -> None:
    try:
        stored, message = parsed(text), ""
    except ValueError as refused:
        stored, message = "", str(refused)
    assert message.endswith(".") or is_date(stored, partial=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2013-5-9",
        "2013-13",
        "2013-02-30",
        "1899",
        "2201-01-01",
        "2013-05-09 ",
        "2013-05-09\n",
        "٢٠١٣",
        "9 May 2013",
        "2013/05/09",
        "2013-0a",
    ],
)
def test_nothing_else_is_stored_as_a_date(text: str) -> None:
    assert not is_date(text, partial=True)


@given(stored_dates)
def test_a_date_lasts_from_its_first_day_to_its_last(stored: str) -> None:
    first, last = first_day(stored), last_day(stored)
    assert first <= last
    assert first.isoformat().startswith(stored)
    assert last.isoformat().startswith(stored)
    assert not (first - timedelta(days=1)).isoformat().startswith(stored)
    assert not (last + timedelta(days=1)).isoformat().startswith(stored)


@given(stored_dates, stored_dates)
def test_dates_sort_as_text(one: str, other: str) -> None:
    if one < other:
        assert first_day(one) <= first_day(other)


def test_last_day_knows_leap_years() -> None:
    assert last_day("2024-02") == date(2024, 2, 29)
    assert last_day("2100-02") == date(2100, 2, 28)
    assert last_day("2013") == date(2013, 12, 31)


def test_today_is_a_day_that_can_be_stored() -> None:
    assert is_date(today().isoformat(), partial=False)
