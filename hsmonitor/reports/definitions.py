"""The sheet "Definitions": what each column means and what it may hold, as the field descriptions say it."""

from collections.abc import Iterator
from typing import Any

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import (
    Amount,
    Choice,
    Choices,
    Countries,
    Date,
    Flag,
    Link,
    Links,
    Number,
    Rating,
    Tags,
    Text,
)
from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.columns import Column
from hsmonitor.reports.data_sheets import DataSheets
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.recipe import Plan
from hsmonitor.reports.sheets import link
from hsmonitor.reports.table import HEADER_ROW
from hsmonitor.reports.widths import lines_of, row_height

_WIDTHS = [22.0, 30.0, 62.0, 70.0]
_WORDS = Look(below="line", wrap=True, vertical="center")
_NAME = Look(bold=True, below="line", wrap=True, vertical="center")
_LINK = Look(color="accent", below="line", vertical="center")


def write_definitions(book: Book, title: str, data: DataSheets, subtitle: str, footer: str, contents: str) -> None:
    """Add the sheet at the end of the book."""
    sheet = book.sheet(title)
    style.lay_out(sheet, _WIDTHS, footer, header_row=HEADER_ROW)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    rows = [(plan, *row) for plan in data.plans for row in _rows(plan, data.sheets[plan.name].columns)]
    heights = {1: 28.0, 3: 22.0, HEADER_ROW: 22.0} | {
        number: row_height(max(lines_of(words, width) for words, width in zip(row[1:], _WIDTHS[1:], strict=True)))
        for number, row in enumerate(rows, HEADER_ROW + 1)
    }
    for number, height in heights.items():
        sheet.row_dimensions[number].height = height
    sheet.append([style.cell(sheet, style.TITLE, title)])
    sheet.append([style.cell(sheet, style.SUBTITLE, subtitle)])
    sheet.append([link(sheet, contents, _("Contents"))])
    headings = (_("Sheet"), _("Column"), _("What it means"), _("What it may hold"))
    sheet.append([style.cell(sheet, style.HEADING, heading) for heading in headings])
    for plan, heading, meaning, holds in rows:
        words = [style.cell(sheet, _WORDS, text or None) for text in (meaning, holds)]
        sheet.append([link(sheet, plan.title, plan.title, _LINK), style.cell(sheet, _NAME, heading), *words])


def _rows(plan: Plan, columns: list[Column]) -> Iterator[tuple[str, str, str]]:
    """Yield of each column its heading, what it means, what it may hold."""
    fields = RECORDS[plan.kind].fields
    for column in columns:
        name, _dot, part = column.name.partition(".")
        field = None if part or column.about else fields.get(name)
        if part == "currency":
            yield column.heading, _("The currency of the amount beside it."), _("Three letters of ISO 4217")
        elif field is None:
            yield column.heading, column.about, "; ".join(column.tints)
        else:
            yield column.heading, field.help, _held(field)


def _held(field: Field[Any]) -> str:
    """Return what a field may hold, in words."""
    if isinstance(field, Choice | Choices):
        return "; ".join(term.label for term in field.vocabulary)
    if isinstance(field, Rating):
        return "; ".join(field.show(step.value) for step in field.scale)
    if isinstance(field, Date):
        return _("A day, a month or a year") if field.partial else _("A day")
    if isinstance(field, Link | Links):
        one_of = _("One of: {records}") if isinstance(field, Link) else _("Some of: {records}")
        return one_of.format(records=RECORDS[field.target].plural)
    for kind, words in (
        (Flag, _("yes or no")),
        (Amount, _("An amount of money")),
        (Countries, _("The United Nations' short names of countries")),
        (Tags, _("The office's own words")),
        (Number, field.unit or _("A whole number")),
        (Text, _("Text")),
    ):
        if isinstance(field, kind):
            return words
    return ""
