"""A sheet of grids: heat maps, counts of two vocabularies at once, tables of a scale; charts stand below their grid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.utils import get_column_letter

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book, Figure
from hsmonitor.reports.charts import Series, described_stack, stacked_chart
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.paging import Pages
from hsmonitor.reports.sheets import link

_LABEL_WIDTH, _WIDTH, _MOST_COLUMNS = 34.0, 19.0, 7
_ROW = Look(bold=True, vertical="center", wrap=True, below="line")
_COLUMN = Look(bold=True, vertical="center", horizontal="center", wrap=True, below="bar")
_CELL = Look(horizontal="center", vertical="center", below="line")
_NOTE = Look(size=9, color="muted", vertical="center")
_HEIGHT, _NARROW, _CHART = 30.0, 20.0, 250.0
_CENTIMETRES = 2.54 / 72
_SCALE = 72


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: a figure or words, the colours of its letters and its fill (tokens), its number format, whether it is bold."""

    content: Figure | str
    ink: str = "text"
    fill: str = ""
    format: str = style.WHOLE
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by columns under a heading; `colours` (RRGGBB, a column each) asks for a chart of stacked bars."""

    heading: str
    note: str
    corner: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[GridCell]]]
    colours: Sequence[str] = ()


class GridSheet:
    """Writes the sheet; its figures are known when all data sheets are written."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self._book = book
        self._sheet = book.sheet(title)
        self._pages = Pages(self._sheet, _SCALE)

    def write(self, grids: Sequence[Grid], subtitle: str, footer: str, contents: str) -> None:
        """Write the sheet; `contents` is the title of the sheet that lists all others."""
        sheet = self._sheet
        style.lay_out(sheet, [_LABEL_WIDTH, *[_WIDTH] * _MOST_COLUMNS], footer, scale=_SCALE)
        self._pages.append([style.cell(sheet, style.TITLE, self.title)], 28)
        self._pages.append([style.cell(sheet, style.SUBTITLE, subtitle)], 18)
        self._pages.append([link(sheet, contents, _("Contents"))], 18)
        for number, grid in enumerate(grids):
            if number:
                self._pages.keep(_height(grid))
            self._write(grid)

    def _write(self, grid: Grid) -> None:
        sheet = self._sheet
        self._pages.append([], 12)
        span = len(grid.columns) + 1
        self._pages.append(
            [style.cell(sheet, style.SECTION, text) for text in [grid.heading, *[None] * (span - 1)]], 26
        )
        self._pages.append([style.cell(sheet, _NOTE, grid.note)], 18)
        corner = style.cell(sheet, replace(_NOTE, below="bar"), grid.corner)
        self._pages.append([corner, *(style.cell(sheet, _COLUMN, words) for words in grid.columns)], _HEIGHT)
        first = self._pages.row + 1
        for label, cells in grid.rows:
            row, made = self._pages.row + 1, [style.cell(sheet, _ROW, label)]
            made += [self._cell(cell, row, place) for place, cell in enumerate(cells, 2)]
            self._pages.append(made, _NARROW if grid.colours else _HEIGHT)
        if _has_chart(grid):
            self._add_chart(grid, first)
        elif grid.colours:
            self._pages.append([style.cell(sheet, _NOTE, _("None so far, so there is no chart."))], _NARROW)
        else:
            last = f"{get_column_letter(span)}{self._pages.row}"
            style.tinted(sheet, f"B{first}:{last}", {0: ("muted", "sunken")})  # where nothing sits, the eye does not go

    def _cell(self, cell: GridCell, row: int, place: int) -> Any:
        look = replace(_CELL, color=cell.ink, fill=cell.fill, format=cell.format, bold=cell.bold)
        made = style.cell(self._sheet, look)
        if isinstance(cell.content, Figure):
            return self._book.formula(self._sheet, made, row, place, cell.content)
        style.put(made, cell.content)
        return made

    def _add_chart(self, grid: Grid, first: int) -> None:
        labels = [label for label, _cells in grid.rows]
        series = [
            Series(name, [_value(cells[place]) for _label, cells in grid.rows], colour, place + 2)
            for place, (name, colour) in enumerate(zip(grid.columns, grid.colours, strict=False))
        ]
        self._pages.append([], 10)
        height = _chart_height(grid)
        width = 4.2 * (len(grid.columns) + 1.5)
        chart = stacked_chart(
            self._sheet, grid.heading, labels, series, first, width=width, height=height * _CENTIMETRES
        )
        self._book.chart(self._sheet, chart, f"A{self._pages.row + 1}", described_stack(grid.heading, labels, series))
        for _line in range(int(height / 15) + 1):
            self._pages.append([], 15)


def _value(cell: GridCell) -> int:
    return int(cell.content.value) if isinstance(cell.content, Figure) else 0


def _has_chart(grid: Grid) -> bool:
    """Tell whether a grid asks for a chart and there is anything to draw."""
    return bool(grid.colours) and any(_value(cell) for _label, cells in grid.rows for cell in cells)


def _chart_height(grid: Grid) -> float:
    return max(_CHART, 60.0 + 22 * len(grid.rows))


def _height(grid: Grid) -> float:
    """Return the points that a grid takes with its heading and its chart."""
    head = 12 + 26 + 18 + _HEIGHT
    if _has_chart(grid):
        return head + _NARROW * len(grid.rows) + 10 + _chart_height(grid) + 15
    if grid.colours:
        return head + _NARROW * (len(grid.rows) + 1)
    return head + _HEIGHT * len(grid.rows)
