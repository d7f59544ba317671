"""The columns of a data sheet, made of the domain's own fields."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hsmonitor.domain import kinds
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Amount, Choice, Choices, Countries, Date, Flag, Number, Rating, Subject
from hsmonitor.domain.money import Money, decimals
from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.store.listing import Row

Content = str | int | float | date | None
"""What a cell holds; None is "not recorded", an empty cell."""

EXACT_DIGITS = 15
"""How many digits of a number Excel keeps."""

AMOUNT_WIDTH = 16
"""The currency, which the desk shows with the amount, has a column of its own here."""

# Excel takes 1900 for a leap year, so that days before this one are another day in other programs.
FIRST_SOUND_DAY = date(1900, 3, 1)


_FEW = (Choice, Choices, Countries, Flag, Rating)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data sheet: what it is called, how wide it is (in letters), what a row puts into it.

    `kind` decides look and total: text, reference, number, money, currency, date, level. `counted` has the values counted
    one by one, for figures of the overview. `tints` colours the cells that hold certain words (letters and fill, by token);
    `about` says in the definitions what a column holds that no field describes.
    """

    name: str
    heading: str
    width: float
    kind: str
    value: Callable[[Row], Content]
    counted: bool = False
    tints: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    about: str = ""


def reference_column() -> Column:
    """Return the column of the reference by which a record is called in the portfolio."""
    about = _("The short name that the program gives each record; it never changes.")
    return Column("reference", _("Reference"), 11, "reference", lambda row: row.reference, about=about)


def columns_of(field: Field[Any]) -> list[Column]:
    """Return the columns that show `field`: one, but two for money and for a record of any kind."""
    if isinstance(field, Amount):
        return _amount(field)
    if isinstance(field, Subject):
        return _subject(field)
    if isinstance(field, Number):
        return [Column(field.name, field.label, field.width, "number", lambda row: row.values.get(field.name))]
    if isinstance(field, Date):
        return [Column(field.name, field.label, field.width, "date", lambda row: _day(field, row))]
    if isinstance(field, kinds.Level):
        return [Column(field.name, field.label, field.width, "level", _level(field), counted=True, tints=level_tints())]
    counted = field.kind_of_value in ("choice", "choices", "countries")
    words = _few_words(field) if isinstance(field, _FEW) else _words(field)
    return [Column(field.name, field.label, field.width, "text", words, counted)]


def not_rated() -> str:
    """Return the words for a challenge without a level, which is not "low"."""
    return _("Not rated")


def level_tints() -> dict[str, tuple[str, str]]:
    """Return the colours of each level's word, "not rated" included."""
    from hsmonitor.reports.house_style import (
        level_look,  # with it comes openpyxl, which a page of the desk does not need
    )

    return {level.label: level_look(level) for level in Level} | {not_rated(): level_look(None)}


def _words(field: Field[Any]) -> Callable[[Row], str | None]:
    return lambda row: row.shown(field.name) or None


def _few_words(field: Field[Any]) -> Callable[[Row], str | None]:
    """Return the words of a field that has few values: each is put into words once."""
    words = cache(field.show)
    return lambda row: words(row.values.get(field.name)) or None


def _level(field: kinds.Level) -> Callable[[Row], str]:
    words = _few_words(field)
    return lambda row: words(row) or not_rated()


def _day(field: Date, row: Row) -> date | str | None:
    """Return a full day as a date, a month or a year as its words."""
    iso = row.values.get(field.name)
    if iso is None:
        return None
    if len(iso) < len("2013-05-09"):
        return field.show(iso)
    day = date.fromisoformat(iso)
    return day if day >= FIRST_SOUND_DAY else field.show(iso)


def _amount(field: Amount) -> list[Column]:
    def figure(row: Row) -> int | float | None:
        money = row.values.get(field.name)
        return None if money is None else number_of(money)

    def currency(row: Row) -> str | None:
        money = row.values.get(field.name)
        return None if money is None else money.currency

    heading = _("Currency of {field}").format(field=field.label)
    return [
        Column(field.name, field.label, min(field.width, AMOUNT_WIDTH), "money", figure),
        Column(f"{field.name}.currency", heading, 10, "currency", currency, counted=True),
    ]


def number_of(money: Money) -> int | float:
    """Return an amount in major units as Excel keeps it."""
    major: Decimal = money.major
    return int(major) if major == major.to_integral_value() else float(major)


def shown_decimals(money: Money) -> int:
    """Return how many decimals of an amount are shown: none of a whole one."""
    return 0 if money.major == money.major.to_integral_value() else decimals(money.currency)


def _subject(field: Subject) -> list[Column]:
    def kind(row: Row) -> str:
        return RECORDS[row.values[field.name].partition(":")[0]].label

    def name(row: Row) -> str | None:
        return row.names.get(row.values[field.name].partition(":")[2])

    return [
        Column(f"{field.name}.kind", _("Kind of record"), 16, "text", kind, counted=True),
        Column(field.name, field.label, field.width, "text", name),
    ]


def cited_field(row: Row) -> str | None:
    """Return the label of the field that a citation is of, None for the record as a whole."""
    name = row.values.get("field")
    record = RECORDS[row.values["subject"].partition(":")[0]]
    return record.fields[name].label if name in record.fields else name
