"""A data sheet: a title, an Excel table with a filter, and totals below it; written row by row.

A few cells are made once, a column and look each, and written again and again: a cell made anew for each value would take
more than twice the time.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports import text
from hsmonitor.reports.book import Book, Figure, sheet_name
from hsmonitor.reports.columns import EXACT_DIGITS, Column, Content, shown_decimals
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.saving import Progress
from hsmonitor.reports.table import FIRST_ROW, HEADER_ROW, RecordTable
from hsmonitor.reports.widths import INDENT, fits_line, header_height, lines_in, pages_of, room_of, row_height
from hsmonitor.store.listing import Row

DAY_NULL = date(1899, 12, 30).toordinal()
"""The day from which Excel counts days."""
_NOTHING = Look(bold=True, color="warn")
_TEXT = Look(below="line", wrap=True, vertical="center", indent=1)
_LOOKS = {
    "text": _TEXT,
    "reference": replace(_TEXT, color="muted", indent=0),
    "currency": replace(_TEXT, color="text2"),
    "number": replace(_TEXT, horizontal="right", format=style.WHOLE, indent=0),
    "money": replace(_TEXT, horizontal="right", format=style.WHOLE, indent=0),
    "date": replace(_TEXT, format=style.DATE),
    "level": replace(_TEXT, bold=True, horizontal="center", indent=0),
}


class DataSheet(RecordTable):
    """One table of records, written on a sheet of its own."""

    def __init__(
        self, book: Book, title: str, columns: list[Column], *, name: str, crossed: Sequence[tuple[str, ...]] = ()
    ) -> None:
        super().__init__(title, columns, crossed)
        self._book = book
        self._name = name
        self._sheet = book.sheet(title)
        self._rooms = [room_of(column.width - INDENT) for column in columns]
        self._heights: dict[int, dict[str, str]] = {}
        self._cells: dict[tuple[str, str], Cell] = {}

    def write(self, rows: Iterable[Row], subtitle: str, footer: str, contents: str, progress: Progress) -> None:
        """Write the whole sheet; `contents` is the title of the sheet that lists all others, empty where there is none."""
        first = list(itertools.islice(rows := iter(rows), 1))
        self._write_head(subtitle, footer, contents, empty=not first)
        for row in itertools.chain(first, rows):
            self._append(row)
            progress.step()
        if not self.rows:
            self._sheet.append([self._cell(column, "") for column in self.columns])
        self._add_totals()
        self._add_table()
        for column in self.columns:
            if column.tints:
                style.tinted(self._sheet, self.own_cells(column.name), column.tints)

    def _write_head(self, subtitle: str, footer: str, contents: str, *, empty: bool) -> None:
        """Write what stands above the rows; an `empty` sheet says that it is so, as its headings alone would not."""
        sheet, pages = self._sheet, pages_of(self.columns)
        style.lay_out(sheet, [column.width for column in self.columns], footer, header_row=HEADER_ROW, pages=pages)
        sheet.freeze_panes = f"C{FIRST_ROW}"
        sheet.row_dimensions = self._heights = {
            1: {"ht": "28"},
            3: {"ht": "22"},
            HEADER_ROW: {"ht": f"{header_height(self.columns)}"},
        }
        sheet.append([style.cell(sheet, style.TITLE, self.title)])
        aside = (
            [None, None] if pages > 1 else []
        )  # the first two columns are repeated on each page, where it would be cut
        sheet.append([*aside, style.cell(sheet, style.SUBTITLE, subtitle)])
        nothing = style.cell(sheet, _NOTHING, _("Nothing is recorded that would stand here.")) if empty else None
        sheet.append([link(sheet, contents, _("Contents")) if contents else None, *aside, nothing])
        sheet.append([style.cell(sheet, _heading_look(column), column.heading) for column in self.columns])

    def _set_height(self, row: int, points: float) -> None:
        """Have a row written with its height, which openpyxl would call the user's own and Excel then never change."""
        self._heights[row] = {"ht": f"{points:g}"}

    def _append(self, row: Row) -> None:
        """Write one row, as high as its longest text; Excel measures it anew when somebody edits it."""
        contents = [column.value(row) for column in self.columns]
        self.take(row, contents)
        number = HEADER_ROW + self.rows
        long = [
            lines_in(content, room) for content, room in zip(contents, self._rooms, strict=True)
            if isinstance(content, str) and not fits_line(content, room)
        ]  # fmt: skip
        self._set_height(number, row_height(max(long, default=1)))
        self._sheet.append(self._row(row, contents, number))
        del self._heights[number]

    def _row(self, row: Row, contents: list[Content], number: int) -> Iterator[Cell]:
        """Yield the cells of a row; each is written before the next is made."""
        for place, (column, content) in enumerate(zip(self.columns, contents, strict=True), 1):
            if content is None:
                yield self._cell(column, "")
            elif isinstance(content, str):
                yield self._text(column, content, number, place)
            elif isinstance(content, date):
                yield self._number(column, "number", content.toordinal() - DAY_NULL)
            elif column.kind == "money":
                self._note_digits(row.values[column.name].minor, row.shown(column.name), number, place)
                yield self._number(column, str(shown_decimals(row.values[column.name])), content)
            else:
                self._note_digits(int(content), f"{content:,}", number, place)
                yield self._number(column, "number", content)

    def _text(self, column: Column, content: str, row: int, place: int) -> Cell:
        cell = self._cell(column, "quoted" if text.looks_like_formula(content) else "text")
        if not text.is_plain(content):
            fitted = text.fit(content)
            if fitted.reason:
                self._book.note(self.title, row, place, fitted)
            content = fitted.text
        style.put_checked(cell, content)
        return cell

    def _note_digits(self, digits: int, exact: str, row: int, place: int) -> None:
        """Excel keeps 15 digits of a number; one that has more is said whole in the notes."""
        if digits >= 10**EXACT_DIGITS:
            reason = _("Excel keeps {count} digits of a number. The exact one follows.")
            fitted = text.Fitted("", exact, reason.format(count=EXACT_DIGITS))
            self._book.note(self.title, row, place, fitted)

    def _number(self, column: Column, variant: str, number: Content) -> Cell:
        cell = self._cell(column, variant)
        cell.value = number
        return cell

    def _cell(self, column: Column, variant: str) -> Cell:
        """Return the one cell of a column and look; an empty `variant` is its usual one, left without a value."""
        found = self._cells.get((column.name, variant))
        if found is None:
            found = self._cells[column.name, variant] = style.cell(self._sheet, _look(column, variant))
        return found

    def _add_totals(self) -> None:
        """Below the table: what is recorded and what it adds up to, which follow the filter; and a sum a currency."""
        first = self.last_row + 1
        makers = [self._recorded_cell]
        if any(column.kind == "number" for column in self.columns):
            makers.append(self._total_cell)
        currencies = sorted({code for tally in self.tallies.values() for code in tally.minor})
        makers += [partial(self._currency_cell, currency) for currency in currencies]
        for row, make in enumerate(makers, first):
            self._set_height(row, 20)
            self._sheet.append([make(column, row, place) for place, column in enumerate(self.columns, 1)])

    def _recorded_cell(self, column: Column, row: int, place: int) -> Cell:
        if place == 1:
            return style.cell(self._sheet, style.TOTAL, _("Recorded"))
        if place == 2:
            figure = Figure(f"SUBTOTAL(103,{self.own_cells(self.columns[0].name)})", self.rows)
            return self._formula(figure, style.counted_format(_("record"), _("records")), row, place)
        if column.kind in ("level", "currency"):
            return style.cell(self._sheet, style.TOTAL)
        figure = Figure(f"SUBTOTAL(103,{self.own_cells(column.name)})", self.tallies[column.name].recorded)
        return self._formula(figure, style.WHOLE, row, place)

    def _total_cell(self, column: Column, row: int, place: int) -> Cell:
        if place == 1:
            return style.cell(self._sheet, style.TOTAL, _("Total"))
        if column.kind != "number":
            return style.cell(self._sheet, style.TOTAL)
        tally, cells = self.tallies[column.name], self.own_cells(column.name)
        formula = f'IF(SUBTOTAL(102,{cells})=0,"{NOT_RECORDED}",SUBTOTAL(109,{cells}))'
        value = tally.total if tally.recorded else NOT_RECORDED
        return self._formula(Figure(formula, value), style.WHOLE, row, place)

    def _currency_cell(self, currency: str, column: Column, row: int, place: int) -> Cell:
        if place == 1:
            return style.cell(self._sheet, style.TOTAL, _("All in {currency}").format(currency=currency))
        if column.kind != "money":
            return style.cell(self._sheet, style.TOTAL)
        figure = self.sum_in(column.name, currency)
        return self._formula(figure, self.money_format(column.name, currency), row, place)

    def _formula(self, figure: Figure, number_format: str, row: int, place: int) -> Cell:
        kind = self.columns[place - 1].kind
        look = Look(
            bold=True, fill="accent_soft", above="bar", vertical="center", format=number_format,
            horizontal="right" if kind in ("number", "money") else "left", indent=_LOOKS[kind].indent,
        )  # fmt: skip
        return self._book.formula(self._sheet, style.cell(self._sheet, look), row, place, figure)

    def _add_table(self) -> None:
        corner = f"A{HEADER_ROW}:{get_column_letter(len(self.columns))}{self.last_row}"
        columns = [TableColumn(id=place, name=column.heading) for place, column in enumerate(self.columns, 1)]
        table = Table(
            displayName=self._name, name=self._name, ref=corner, autoFilter=AutoFilter(ref=corner), tableColumns=columns
        )
        self._sheet.tables.add(table)  # `add_table` warns whatever the table says of its columns


def _heading_look(column: Column) -> Look:
    """A heading begins where the words below it begin; that of figures ends where they do, beside the button of the filter."""
    if column.kind in ("number", "money"):
        return replace(style.HEADING, horizontal="right", indent=2)
    return replace(style.HEADING, indent=_LOOKS[column.kind].indent)


def _look(column: Column, variant: str) -> Look:
    look = _LOOKS[column.kind]
    if column.kind == "money" and variant:
        return replace(look, format=style.amount_format(int(variant)))
    return replace(look, quoted=True) if variant == "quoted" else look


def link(sheet: Any, title: str, words: str, look: Look = style.LINK, cell: str = "A1") -> Cell:
    """Return a cell that leads to a cell of the sheet `title`."""
    made = style.cell(sheet, look, words)
    made.hyperlink = Hyperlink(ref="", location=f"{sheet_name(title)}!{cell}", display=words)
    return made
