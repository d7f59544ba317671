"""The sheet "Overview": figures in lines on the left, charts of them on the right."""

from typing import Any

from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.charts import Bar, bar_chart, described
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.sections import Line, Section
from hsmonitor.reports.sheets import link

_LABEL = Look(below="line", vertical="center")
_NOTE = Look(size=9, color="muted", below="line", vertical="center", indent=1)
_WIDTHS = [38.0, 16.0, 50.0, 2.0, 13.0, 13.0, 13.0, 13.0, 13.0]

# Heights in points.
_ROW, _SECTION_ROW, _GAP, _TITLE_ROW = 18.0, 26.0, 12.0, 28.0
_LEAST_CHART = 150.0
_POINT = 2.54 / 72

_CHART_WIDTH = 12.6

# Excel does not break pages where it is told when it also fits them to the paper, so this sheet has a scale of its own.
_SCALE = 80
_PAGE = (595 - 72 * (0.55 + 0.7)) / (_SCALE / 100) - 10


class Overview:
    """Writes the sheet; its figures are known when all data sheets are written."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self._book = book
        self._sheet = book.sheet(title)
        self._row = 0
        self._height = 0.0

    def write(self, sections: list[Section], subtitle: str, footer: str, contents: str) -> None:
        """Write the sheet; `contents` is the title of the sheet that lists all others."""
        sheet = self._sheet
        style.lay_out(sheet, _WIDTHS, footer)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        sheet.page_setup.scale = _SCALE
        sheet.row_breaks = RowBreak()
        self._append([style.cell(sheet, style.TITLE, self.title)], _TITLE_ROW)
        self._append([style.cell(sheet, style.SUBTITLE, subtitle)], _ROW)
        self._append([link(sheet, contents, _("Contents"))], _ROW)
        for section in sections:
            self._write(section)

    def _write(self, section: Section) -> None:
        filler = self._filler(section)
        height = _GAP + _SECTION_ROW + _ROW * len(section.lines) + filler
        if self._height + height > _PAGE:
            self._sheet.row_breaks.append(Break(id=self._row))
            self._height = 0
        self._append([], _GAP)
        self._append([style.cell(self._sheet, style.SECTION, text) for text in (section.heading, "", "")], _SECTION_ROW)
        first = self._row + 1
        for line in section.lines:
            self._append(self._line(line, self._row + 1), _ROW)
        if section.charted:
            self._chart(section, first)
        if filler:
            self._append([], filler)

    def _filler(self, section: Section) -> float:
        """Return how much room a chart needs below the lines beside it."""
        return max(0.0, _LEAST_CHART - _SECTION_ROW - _ROW * len(section.lines)) if section.charted else 0.0

    def _append(self, cells: list[Any], height: float) -> None:
        self._row += 1
        self._height += height
        self._sheet.row_dimensions[self._row].height = height
        self._sheet.append(cells)

    def _line(self, line: Line, row: int) -> list[Any]:
        look = Look(size=11, bold=True, below="line", vertical="center", horizontal="right", format=line.format)
        figure = self._book.formula(self._sheet, style.cell(self._sheet, look), row, 2, line.figure)
        return [style.cell(self._sheet, _LABEL, line.label), figure, style.cell(self._sheet, _NOTE, line.note)]

    def _chart(self, section: Section, first: int) -> None:
        bars = [Bar(line.label, int(line.figure.value), line.colour) for line in section.lines]
        height = max(_SECTION_ROW + _ROW * len(bars), _LEAST_CHART) * _POINT
        chart = bar_chart(self._sheet, section.heading, bars, first, width=_CHART_WIDTH, height=height)
        self._book.chart(self._sheet, chart, f"E{first - 1}", described(section.heading, bars))
