"""One sheet of the workbook for data entry: headings with notes, an example, the records, and rules for what is typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from hsmonitor.domain.dates import FIRST_YEAR, LAST_YEAR
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Date, Number, Rating, Text
from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.columns import Content
from hsmonitor.reports.entry_layout import EXAMPLE, IDENTIFIER, entered_fields, how_to_copy, sheet_title
from hsmonitor.reports.entry_lists import Lists
from hsmonitor.reports.entry_words import example_of, how_to_write, note_of
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.saving import Progress
from hsmonitor.reports.text import Fitted, fit, looks_like_formula
from hsmonitor.reports.widths import lines_of, row_height

HEADER_ROW = 4
EXAMPLE_ROW = HEADER_ROW + 1
ROWS_TO_COME = 2_000
"""For how many rows below the last one the rules hold."""

NARROWEST, WIDEST = 12.0, 44.0
NAMED = 3
"""How many columns at the beginning name a row: identifier (hidden), reference, first field."""

READABLE_WIDTH = 185
"""How many characters of Excel's width fit beside each other on A4 so that they print at three quarters of their size."""
_LONGEST_PROMPT = 255
_TEXT = Look(below="line", wrap=True, vertical="top", format="@")
_LOOKS = {
    "text": _TEXT,
    "reference": replace(_TEXT, color="muted"),
    "number": replace(_TEXT, horizontal="right", format=style.WHOLE),
    "date": replace(_TEXT, format=style.DATE),
    "example": replace(_TEXT, color="muted", fill="sunken", italic=True),
    "example date": replace(_TEXT, color="muted", fill="sunken", italic=True, format=style.DATE),
    "wrong": replace(_TEXT, color="danger", fill="danger_soft", bold=True),
    "why": replace(_TEXT, color="danger"),
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row: identifier, reference and contents by field; `why` says what is wrong with the cells `wrong`."""

    identifier: str
    reference: str
    contents: Mapping[str, Content]
    why: str = ""
    wrong: Collection[str] = ()


class EntrySheet:
    """Writes the sheet of one kind; `explained` adds a column that says why a row is refused."""

    def __init__(self, book: Book, kind: str, *, explained: bool = False) -> None:
        self.kind = kind
        self.title = sheet_title(kind)
        self.rows = 0
        self._book = book
        self._fields = entered_fields(kind)
        self._explained = explained
        self._sheet = book.sheet(self.title)
        self._heights: dict[int, dict[str, str]] = {}
        self._cells: dict[str, Cell] = {}

    def write(self, rows: Iterable[EntryRow], lists: Lists, subtitle: str, footer: str, progress: Progress) -> None:
        """Write the whole sheet."""
        sheet = self._sheet
        widths = [14, 11, *(_width(field) for field in self._fields), *([50] if self._explained else [])]
        style.lay_out(sheet, widths, footer, header_row=HEADER_ROW, pages=_pages(widths))
        sheet.print_title_cols = "A:C"  # reference and name stand on every page
        sheet.column_dimensions["A"].hidden = True
        sheet.freeze_panes = f"D{EXAMPLE_ROW}"
        sheet.row_dimensions = self._heights = {1: {"ht": "28"}, HEADER_ROW: {"ht": "32"}}
        sheet.append([None, style.cell(sheet, style.TITLE, self.title)])
        sheet.append([None, style.cell(sheet, style.SUBTITLE, subtitle)])
        sheet.append([None, style.cell(sheet, style.SUBTITLE, f"{_how_to_fill_in()} {how_to_copy()}")])
        sheet.append(self._headings())
        sheet.append(self._example())
        for row in rows:
            self._append(row)
            progress.step()
        self._add_table()
        self._add_rules(lists)

    def _names(self) -> list[str]:
        why = [_("Why it is refused")] if self._explained else []
        return [IDENTIFIER, _("Ref"), *(field.label for field in self._fields), *why]

    def _headings(self) -> list[Cell]:
        cells = [style.cell(self._sheet, style.HEADING, name) for name in self._names()]
        for cell, field in zip(cells[2:], self._fields, strict=False):
            cell.comment = _note(note_of(field))
        cells[1].comment = _note(_("The program gives references. Leave it empty in a new row."))
        return cells

    def _example(self) -> list[Cell]:
        contents = [EXAMPLE, EXAMPLE, *(example_of(field) for field in self._fields)]
        return [
            style.cell(self._sheet, _LOOKS["example date" if isinstance(content, date) else "example"], content)
            for content in contents
        ]

    def _append(self, row: EntryRow) -> None:
        self.rows += 1
        number = EXAMPLE_ROW + self.rows
        texts = [(row.contents.get(field.name), _width(field)) for field in self._fields] + [(row.why, 50)]
        lines = max(min(lines_of(text, width), 6) for text, width in texts if isinstance(text, str))
        self._heights[number] = {"ht": f"{row_height(lines):g}"}
        self._sheet.append(self._row(row, number))
        del self._heights[number]

    def _row(self, row: EntryRow, number: int) -> Iterable[Cell]:
        """Yield the cells of a row; each is written before the next is made."""
        yield self._cell("reference", row.identifier or None)
        yield self._cell("reference", row.reference or None)
        for place, field in enumerate(self._fields, 3):
            content = row.contents.get(field.name)
            if isinstance(content, str) and (fitted := fit(content)).reason:
                self._book.note(self.title, number, place, Fitted("", reason=fitted.reason))
            yield self._cell("wrong" if field.name in row.wrong else _look_of(field, content), content)
        if self._explained:
            yield self._cell("why", row.why)

    def _cell(self, look: str, content: Content) -> Cell:
        """Return the one cell of a look, which is written again and again, holding `content`."""
        quoted = isinstance(content, str) and looks_like_formula(content)
        name = f"{look} quoted" if quoted else look
        if name not in self._cells:
            self._cells[name] = style.cell(self._sheet, replace(_LOOKS[look], quoted=quoted))
        cell = self._cells[name]
        cell.value = None
        if content is not None:
            style.put(cell, content)
        return cell

    def _add_table(self) -> None:
        names = self._names()
        corner = f"A{HEADER_ROW}:{get_column_letter(len(names))}{EXAMPLE_ROW + self.rows}"
        columns = [TableColumn(id=place, name=name) for place, name in enumerate(names, 1)]
        name = f"Entry_{self.kind}"
        table = Table(
            displayName=name, name=name, ref=corner, autoFilter=AutoFilter(ref=corner), tableColumns=columns
        )  # fmt: skip
        self._sheet.tables.add(table)  # `add_table` warns whatever the table says of its columns

    def _add_rules(self, lists: Lists) -> None:
        last = EXAMPLE_ROW + self.rows + ROWS_TO_COME
        for place, field in enumerate(self._fields, 3):
            if rule := _rule(field, lists.cells_for(field)):
                letter = get_column_letter(place)
                rule.add(f"{letter}{EXAMPLE_ROW}:{letter}{last}")
                self._sheet.data_validations.append(rule)


def _rule(field: Field[Any], listed: str) -> DataValidation | None:
    """Return what Excel says of what is typed; it warns and never forbids, since the program judges when it reads."""
    limits = _limits(field, listed)
    if not limits:
        return None
    words = how_to_write(field)[:_LONGEST_PROMPT]
    return DataValidation(
        **limits, allow_blank=True, errorStyle="warning", error=words, errorTitle=field.label[:32], showErrorMessage=True,
        prompt=words, promptTitle=field.label[:32], showInputMessage=True,
    )  # fmt: skip


def _limits(field: Field[Any], listed: str) -> dict[str, Any]:
    if listed:
        return {"type": "list", "formula1": listed}
    if isinstance(field, Date) and not field.partial:
        days = {"formula1": f"DATE({FIRST_YEAR},1,1)", "formula2": f"DATE({LAST_YEAR},12,31)"}
        return {"type": "date", "operator": "between", **days}
    if isinstance(field, Number):
        return {
            "type": "whole",
            "operator": "between",
            "formula1": f"{field.least}",
            "formula2": f"{min(field.most, 10**15)}",
        }
    if isinstance(field, Text) and field.longest < 32_767:
        return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": f"{field.longest}"}
    return {}


def _pages(widths: Sequence[float]) -> int:
    """Return over how many pages side by side the columns are printed, so that they can be read."""
    repeated, rest = sum(widths[1:NAMED]), sum(widths[NAMED:])
    return max(1, ceil(rest / (READABLE_WIDTH - repeated)))


def _note(words: str) -> Comment:
    return Comment(words, _("Human Security Monitor"), height=24 + 18 * lines_of(words, 38), width=300)


def _width(field: Field[Any]) -> float:
    return min(max(float(field.width), NARROWEST, len(field.label) * 1.05 + 3), WIDEST)


def _look_of(field: Field[Any], content: Content) -> str:
    if isinstance(content, date):
        return "date"
    return "number" if isinstance(field, Number) and not isinstance(field, Rating) and content is not None else "text"


def _how_to_fill_in() -> str:
    return _(
        "Change what is wrong, add rows below; an emptied cell becomes not recorded, a deleted row deletes nothing."
    )
