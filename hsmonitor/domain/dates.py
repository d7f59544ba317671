"""Days, months and years as people write them.

A date is its ISO 8601 text, full or partial ("2013", "2013-05", "2013-05-09"), which sorts rightly as text.
"""

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from hsmonitor.domain.text import excerpt, fold
from hsmonitor.language import _

FIRST_YEAR, LAST_YEAR = 1900, 2200

MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
    _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip

# Plain texts: compiled when first used, since start-up is measured.
_STORED = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_ISO = r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"
_NUMBERS = r"(?:(\d{1,2})([./-]))?(\d{1,2})(?(2)\2|[./-])(\d{4})"
_WORDS = r"(?i)(?:(\d{1,2})(?:st|nd|rd|th)?[.]?[ -]?)?([^\W\d_]+)[.]?,?[ -]?(\d{4})"
_WORDS_FIRST = r"(?i)([^\W\d_]+)[.]? ?(\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(\d{4})"
_SHORT = (r"(\d{1,2})([./-])(\d{1,2})\2(\d{2})", r"(?i)(\d{1,2}(?:st|nd|rd|th)?[. -]{0,2}[^\W\d_]+[.,]?[ -]?)(\d{2})")
_TURN_OF_CENTURY = 69
_NO_YEAR = r"\d{1,2}[./-]\d{1,2}[./-]?(?:\d{2})?|\d{1,2}[. -]{1,2}[^\W\d_]+(?:[. -]{1,2}\d{2})?|[^\W\d_]+ \d{1,2}"
_STEP = r"([+-]) ?(\d{1,4}) ?([dwmy])"


def today() -> date:
    """Return the user's local day."""
    return datetime.now().astimezone().date()


_reading = {"order": "dmy"}
_week = {"begins": 0}


def read_figures_as(order: str) -> None:
    """Read dates in figures alone as this user writes them from now on: "dmy" or "mdy"."""
    _reading["order"] = order


def begin_weeks_on(weekday: int) -> None:
    """Have weeks begin as this user's do from now on: 0 is Monday, 6 Sunday."""
    _week["begins"] = weekday


def parse_date(text: str, *, partial: bool, today: date, order: str = "") -> str:
    """Return the ISO date that a user means by `text`; `order` is "dmy" or "mdy" for figures alone, else the user's.

    A year of two figures after day and month is of 1969 to 2068, as POSIX has it for strptime's %y.
    Raises ValueError whose text tells the user what is wrong and what to write.
    """
    wanted = _with_century(" ".join(unicodedata.normalize("NFC", text).replace("\u2212", "-").split()))
    return _relative(fold(wanted), today) or _checked(*_parts(wanted, order or _reading["order"]), partial=partial)


def _with_century(text: str) -> str:
    """Return a date with its year in four figures, where it was written in two."""
    for short in _SHORT:
        if re.fullmatch(short, text):
            return f"{text[:-2]}{19 if int(text[-2:]) >= _TURN_OF_CENTURY else 20}{text[-2:]}"
    return text


def _relative(text: str, today: date) -> str | None:
    named = {_("today"): 0, _("yesterday"): -1, _("tomorrow"): 1}
    for name, days in named.items():
        if text == fold(name):
            return (today + timedelta(days=days)).isoformat()
    weeks = {_("this week"): 0, _("last week"): -7, _("next week"): 7}
    for name, days in weeks.items():
        if text == fold(name):
            return (today + timedelta(days=days - (today.weekday() - _week["begins"]) % 7)).isoformat()
    if day := _weekday(text, today):
        return day.isoformat()
    step = re.fullmatch(_STEP, text)
    return _stepped(today, int(step[1] + step[2]), step[3]) if step else None


def _weekday(text: str, today: date) -> date | None:
    """Return the day that a name means: "friday" the first one after today, "next friday" that of next week."""
    for number, name in enumerate(WEEKDAYS):
        if text == fold(name):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
        for words, weeks in ((_("this {day}"), 0), (_("next {day}"), 1)):
            if text == fold(words.format(day=name)):
                begun = today - timedelta(days=(today.weekday() - _week["begins"]) % 7)
                return begun + timedelta(days=7 * weeks + (number - _week["begins"]) % 7)
    return None


def _stepped(today: date, count: int, unit: str) -> str:
    """Return the day that lies `count` days, weeks, months or years off; the last of a month that is too short."""
    if unit in "dw":
        day = today + timedelta(days=count * (7 if unit == "w" else 1))
        return _checked(day.year, day.month, day.day, partial=False)
    year, month = divmod(today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1), 12)
    return _checked(year, month + 1, min(today.day, _days(year, month + 1)), partial=False)


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if FIRST_YEAR <= year <= LAST_YEAR else 31


def _parts(text: str, order: str) -> tuple[int, int | None, int | None]:
    if found := re.fullmatch(_ISO, text):
        return int(found[1]), _number(found[3]), _number(found[4])
    if found := re.fullmatch(_NUMBERS, text):
        first, second = _number(found[1]), int(found[3])
        return (int(found[4]), first, second) if first and order == "mdy" else (int(found[4]), second, first)
    if found := re.fullmatch(_WORDS, text):
        return int(found[3]), _month(found[2]), _number(found[1])
    if found := re.fullmatch(_WORDS_FIRST, text):
        return int(found[3]), _month(found[1]), int(found[2])
    if re.fullmatch(_NO_YEAR, text):
        raise ValueError(_("Write the year with its four figures, such as 9 May 2013."))
    raise ValueError(_("This is not a date. Write a day such as 9 May 2013."))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month(word: str) -> int:
    wanted = fold(word)
    names = [fold(name) for name in MONTHS]
    meant = [number for number, name in enumerate(names, 1) if len(wanted) >= 3 and name.startswith(wanted)]
    if wanted in names:
        return names.index(wanted) + 1
    if len(meant) > 1:
        message = _("{word} can be {first} or {second}. Write the whole name.")
        raise ValueError(message.format(word=word, first=MONTHS[meant[0] - 1], second=MONTHS[meant[1] - 1]))
    if not meant:
        message = _("{word} is not a month. Write a day such as 9 May 2013.")
        raise ValueError(message.format(word=excerpt(word)))
    return meant[0]


def _checked(year: int, month: int | None, day: int | None, *, partial: bool) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_("Write a year from {first} to {last}.").format(first=FIRST_YEAR, last=LAST_YEAR))
    if not partial and day is None:
        raise ValueError(_("A full day is needed here. Write a day such as 9 May 2013."))
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        raise ValueError(_("There is no month {month}. Write a day such as 9 May 2013.").format(month=month))
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= _days(year, month):
        message = _("{month} {year} has {days} days.")
        raise ValueError(message.format(month=MONTHS[month - 1], year=year, days=_days(year, month)))
    return f"{year:04}-{month:02}-{day:02}"


@lru_cache(10_000)  # the same days come again and again
def is_date(text: str, partial: bool) -> bool:
    """Tell whether `text` is an ISO date as it is stored: full, or where `partial` a month or a year."""
    found = re.fullmatch(_STORED, text)
    if not found or not (partial or found[3]):
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _days(year, month)


def display_date(iso: str) -> str:
    """Return the words for a stored date: 9 May 2013, May 2013, 2013."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return _("{month} {year}").format(month=month, year=year)
    return _("{day} {month} {year}").format(day=int(rest[1]), month=month, year=year)


def first_day(iso: str) -> date:
    """Return the first day of a stored date."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(iso: str) -> date:
    """Return the last day of a stored date."""
    numbers = list(map(int, iso.split("-")))
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
    return date(year, month, numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1])
