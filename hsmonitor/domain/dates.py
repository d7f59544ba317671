"""Days, months and years as people write them.

A date is its ISO 8601 text, full or partial ("2013", "2013-05", "2013-05-09"), which sorts rightly as text.
"""

import calendar
import re
from datetime import date, datetime, timedelta

from hsmonitor.domain.text import fold
from hsmonitor.language import _

FIRST_YEAR, LAST_YEAR = 1900, 2200

MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
    _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NUMBERS = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})")
_WORDS = re.compile(r"(?:(\d{1,2})[.]? +)?([^\W\d]+)[.]?,? +(\d{4})")
_WORDS_FIRST = re.compile(r"([^\W\d]+)[.]? +(\d{1,2}),? +(\d{4})")
_STEP = re.compile(r"([+-])(\d{1,4}) ?([dwmy])")


def today() -> date:
    """Return the user's local day."""
    return datetime.now().astimezone().date()


def parse_date(text: str, *, partial: bool, today: date, order: str = "dmy") -> str:
    """Return the ISO date that a user means by `text`; `order` is "dmy" or "mdy" for figures alone.

    Raises ValueError whose text tells the user what is wrong and what to write.
    """
    wanted = " ".join(text.split())
    if relative := _relative(fold(wanted), today):
        return relative.isoformat()
    year, month, day = _parts(wanted, order)
    return _checked(year, month, day, partial=partial)


def _relative(text: str, today: date) -> date | None:
    named = {_("today"): 0, _("yesterday"): -1, _("tomorrow"): 1}
    for name, days in named.items():
        if text == fold(name):
            return today + timedelta(days=days)
    step = _STEP.fullmatch(text)
    if not step:
        return None
    count = int(step[2]) * (1 if step[1] == "+" else -1)
    if step[3] in "dw":
        return today + timedelta(days=count * (7 if step[3] == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if step[3] == "y" else 1)
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_year_message())
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _parts(text: str, order: str) -> tuple[int, int | None, int | None]:
    if found := _ISO.fullmatch(text):
        return int(found[1]), _number(found[2]), _number(found[3])
    if found := _NUMBERS.fullmatch(text):
        first, second = _number(found[1]), int(found[2])
        if first is None or order == "dmy":
            return int(found[3]), second, first
        return int(found[3]), first, second
    if found := _WORDS.fullmatch(text):
        return int(found[3]), _month(found[2]), _number(found[1])
    if found := _WORDS_FIRST.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    raise ValueError(_("This is not a date. Write a day such as 9 May 2013."))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month(word: str) -> int:
    wanted = fold(word)
    for number, name in enumerate(MONTHS, 1):
        if len(wanted) >= 3 and fold(name).startswith(wanted):
            return number
    raise ValueError(_("{word} is not a month. Write a day such as 9 May 2013.").format(word=word))


def _checked(year: int, month: int | None, day: int | None, *, partial: bool) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_year_message())
    if not partial and day is None:
        raise ValueError(_("A full day is needed here. Write a day such as 9 May 2013."))
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        raise ValueError(_("There is no month {month}. Write a day such as 9 May 2013.").format(month=month))
    if day is None:
        return f"{year:04}-{month:02}"
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        message = _("{month} {year} has {days} days.")
        raise ValueError(message.format(month=MONTHS[month - 1], year=year, days=days))
    return f"{year:04}-{month:02}-{day:02}"


def _year_message() -> str:
    return _("Write a year from {first} to {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)


def is_date(text: str, partial: bool) -> bool:
    """Tell whether `text` is an ISO date as it is stored: full, or where `partial` a month or a year."""
    if len(text) not in ((4, 7, 10) if partial else (10,)) or not _ISO.fullmatch(text) or not text.isascii():
        return False
    try:
        _checked(*_parts(text, "dmy"), partial=partial)
    except ValueError:
        return False
    return True


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
