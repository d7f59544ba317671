"""The kinds of field whose one value is written freely: text, number, date, money."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hsmonitor.domain import dates
from hsmonitor.domain.fields import SORT_KEY_LENGTH, Cells, Column, Field, Stored
from hsmonitor.domain.money import Money, display_money, is_currency, parse_money
from hsmonitor.domain.text import fold
from hsmonitor.language import _

LARGEST_NUMBER = 2**63 - 1
_NEVER_KEPT = re.compile("[\0\ud800-\udfff]")


class Text(Field[str]):
    """Text of one line, or of several when `multiline`; at most `longest` characters."""

    def __init__(self, label: str, *, multiline: bool = False, longest: int = 0, **described: Any) -> None:
        super().__init__(label, **described)
        self.multiline = multiline
        self.longest = longest or (200_000 if multiline else 500)

    @property
    def kind_of_value(self) -> str:  # type: ignore[override]  # a class attribute elsewhere, decided by the instance here
        """Long text is edited in a larger box."""
        return "long text" if self.multiline else "text"

    def _clean(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(_("Write text here."))
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not self.multiline:
            text = " ".join(text.split("\n"))
        return self._checked(text)

    def _checked(self, text: str) -> str:
        if _NEVER_KEPT.search(text):
            raise ValueError(_("This text holds characters that cannot be kept. Type it again or remove them."))
        if len(text) > self.longest:
            message = _("At most {most} characters fit here; this has {count}. Shorten it.")
            raise ValueError(message.format(most=self.longest, count=len(text)))
        return text

    def clean(self, value: Any) -> str | None:
        """As for every field; text of nothing but blanks is not recorded."""
        return super().clean(value) or None

    def sort_key(self, value: str | None) -> Stored:
        """Long text sorts by its first words, so that the table of sort keys stays narrow."""
        return None if value is None else fold(value[:SORT_KEY_LENGTH])[: 24 if self.multiline else SORT_KEY_LENGTH]

    @property
    def check(self) -> str:
        """Stored text is never empty: that would be a second way to say "not recorded"."""
        return f"{self.quoted} <> ''"


class Number(Field[int]):
    """A whole number between `least` and `most`."""

    kind_of_value = "number"
    sql_type = "INTEGER"
    numeric = True

    def __init__(self, label: str, *, least: int = 0, most: int = LARGEST_NUMBER, **described: Any) -> None:
        super().__init__(label, **described)
        self.least = least
        self.most = most

    def _clean(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            return self._parse(str(value))
        if not self.least <= value <= self.most:
            message = _("Write a whole number from {least} to {most}.")
            raise ValueError(message.format(least=f"{self.least:,}", most=f"{self.most:,}"))
        return value

    def _parse(self, text: str) -> int:
        digits = text.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not re.fullmatch(r"-?\d{1,20}", digits):
            raise ValueError(_("Write a whole number, such as 1,200."))
        return self._clean(int(digits))

    def _show(self, value: int) -> str:
        return f"{value:,}"

    @property
    def check(self) -> str:
        """The limits, once more in the database."""
        return f"{self.quoted} BETWEEN {self.least} AND {self.most}"

    def sort_key(self, value: int | None) -> Stored:
        """Numbers sort as numbers."""
        return value


class Date(Field[str]):
    """A day in ISO 8601; where `partial`, a month or a year will do."""

    kind_of_value = "date"

    def __init__(self, label: str, *, partial: bool = False, **described: Any) -> None:
        super().__init__(label, **described)
        self.partial = partial

    def _clean(self, value: Any) -> str:
        text = str(value)
        return text if dates.is_date(text, self.partial) else self._parse(text)

    def _parse(self, text: str) -> str:
        return dates.parse_date(text, partial=self.partial, today=dates.today())

    def _show(self, value: str) -> str:
        return dates.display_date(value)

    @property
    def check(self) -> str:
        """The shape of an ISO date; the calendar is the validation's business."""
        day = f"{self.quoted} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
        if not self.partial:
            return day
        year = "[0-9][0-9][0-9][0-9]"
        return f"{day} OR {self.quoted} GLOB '{year}-[0-9][0-9]' OR {self.quoted} GLOB '{year}'"

    def sort_key(self, value: str | None) -> Stored:
        """ISO dates sort as text, a year before its months."""
        return value


class Deadline(Date):
    """A day by which something is to be done.

    `over` names the field that tells how far it is, and the terms in which the day does not count any more.
    """

    def __init__(self, label: str, *, over: tuple[str, Sequence[str]], **described: Any) -> None:
        super().__init__(label, **described)
        self.over = over

    def is_late(self, values: Mapping[str, Any], today: date) -> bool:
        """Tell whether it is not over though its day is past; a month or a year is past when its last day is."""
        day, (name, terms) = values.get(self.name), self.over
        return bool(day) and values.get(name) not in terms and dates.last_day(str(day)) < today


class Amount(Field[Money]):
    """Money: whole minor units and an ISO 4217 currency, kept together."""

    kind_of_value = "money"
    numeric = True
    stored_plainly = False

    def _clean(self, value: Any) -> Money:
        if not isinstance(value, Money):
            return parse_money(str(value))
        if not is_currency(value.currency):
            message = _("{code} is not a currency of ISO 4217. Write its three letters, such as USD.")
            raise ValueError(message.format(code=value.currency))
        if not 0 <= value.minor <= LARGEST_NUMBER:
            raise ValueError(_("Write an amount that is not negative and not beyond any budget."))
        return value

    def _show(self, value: Money) -> str:
        return display_money(value)

    @property
    def columns(self) -> tuple[Column, ...]:
        """An amount without its currency says nothing: both or neither."""
        minor, currency = f"{self.name}_minor", f"{self.name}_currency"
        both = f"{minor} >= 0 AND ({minor} IS NULL) = ({currency} IS NULL)"
        letters = f"{currency} GLOB '[A-Z][A-Z][A-Z]'"
        return (Column(minor, "INTEGER", both), Column(currency, "TEXT", letters))

    def to_row(self, value: Money | None) -> dict[str, Stored]:
        """Two columns."""
        minor, currency = (None, None) if value is None else (value.minor, value.currency)
        return {f"{self.name}_minor": minor, f"{self.name}_currency": currency}

    def from_row(self, row: Cells) -> Money | None:
        """The reverse of `to_row`."""
        minor = row[f"{self.name}_minor"]
        return None if minor is None else Money(minor, row[f"{self.name}_currency"])

    def dump(self, value: Money | None) -> list[Any] | None:
        """Minor units, then currency."""
        return None if value is None else [value.minor, value.currency]

    def load(self, dumped: Any) -> Money | None:
        """The reverse of `dump`."""
        return None if dumped is None else Money(dumped[0], dumped[1])

    def sort_key(self, value: Money | None) -> Stored:
        """By currency, then by amount: amounts of two currencies do not compare."""
        return None if value is None else f"{value.currency}{value.minor:020d}"
