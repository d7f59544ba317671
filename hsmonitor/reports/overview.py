"""The sheet "Overview": figures in lines on the left, charts of them on the right."""

from dataclasses import replace
from typing import Any

from openpyxl.worksheet.pagebreak import Break, RowBreak

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.charts import Bar, bar_chart, described
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.paging import room
from hsmonitor.reports.sections import Line, Section
from hsmonitor.reports.sheets import link

_LABEL = Look(below="line", vertical="center")
_NOTE = Look(size=9, color="muted", below="line", vertical="center", wrap=True, indent=1)
_FIGURE = Look(size=11, bold=True, below="line", vertical="center", horizontal="right")
_NONE = Look(size=9, color="muted", italic=True, vertical="center")
_WIDTHS = [38.0, 16.0, 46.0, 2.0, 13.0, 13.0, 13.0, 13.0, 13.0]
_CHART_WIDTH = 12.6
"""The width of a chart in centimetres: that of the columns from E on."""

# Heights in points.
_ROW, _SECTION_ROW, _GAP, _TITLE_ROW = 18.0, 26.0, 12.0, 28.0
_CHART_TITLE, _BAR = 44.0, 21.0
_CENTIMETRES = 2.54 / 72

_SCALES = range(68, 57, -1)
"""Per cent: the largest with which the lines take the fewest pages is taken."""

_NOTE_LINE = 62
"""How many letters of a note fit a line."""


class Overview:
    """Writes the sheet; its figures are known when all data sheets are written."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self._book = book
        self._sheet = book.sheet(title)
        self._tops = [0.0]
        self._pages = [0.0]
        self._room = 0.0
        self._charted: list[tuple[Section, int]] = []

    def write(self, sections: list[Section], subtitle: str, footer: str, contents: str) -> None:
        """Write the sheet; `contents` is the title of the sheet that lists all others."""
        sheet = self._sheet
        style.lay_out(sheet, _WIDTHS, footer, scale=self._set_room(sections))
        sheet.row_breaks = RowBreak()
        self._append([style.cell(sheet, style.TITLE, self.title)], _TITLE_ROW)
        self._append([style.cell(sheet, style.SUBTITLE, subtitle)], _ROW)
        self._append([link(sheet, contents, _("Contents"))], _ROW)
        for section in sections:
            self._write(section)
        self._add_charts()

    def _set_room(self, sections: list[Section]) -> int:
        """Return the largest scale at which the sections take the fewest pages; each of these then has so much room."""
        scale = min(_SCALES, key=lambda scale: _pages(sections, room(scale)))
        self._room = room(scale)
        return scale

    def _write(self, section: Section) -> None:
        height = _section_height(section)
        if self._tops[-1] - self._pages[-1] + height > self._room:
            self._sheet.row_breaks.append(Break(id=self._last_row))
            self._pages.append(self._tops[-1])
        self._append([], _GAP)
        heading = [style.cell(self._sheet, style.SECTION, text) for text in (section.heading, None, None)]
        if section.sheet:
            heading[0] = link(self._sheet, section.sheet, section.heading, style.SECTION)
        self._append(heading, _SECTION_ROW)
        if section.has_chart:
            self._charted.append((section, self._last_row + 1))
        for line in section.lines:
            self._append(self._line(line, self._last_row + 1), _height(line))
        if section.charted and not section.has_chart:
            self._append([style.cell(self._sheet, _NONE, _("None so far, so there is no chart."))], _ROW)

    @property
    def _last_row(self) -> int:
        return len(self._tops) - 1

    def _append(self, cells: list[Any], height: float) -> None:
        self._tops.append(self._tops[-1] + height)
        self._sheet.row_dimensions[self._last_row].height = height
        self._sheet.append(cells)

    def _line(self, line: Line, row: int) -> list[Any]:
        cell = style.cell(self._sheet, replace(_FIGURE, format=line.format))
        if line.name:
            self._book.name(line.name, self.title, f"$B${row}")
        figure = self._book.formula(self._sheet, cell, row, 2, line.figure)
        return [style.cell(self._sheet, _LABEL, line.label), figure, style.cell(self._sheet, _NOTE, line.note)]

    def _add_charts(self) -> None:
        """Put the charts below each other beside the lines, none across two pages."""
        top = self._tops[3] + _GAP
        for section, first_row in self._charted:
            bars = [Bar(line.label, int(line.figure.value), line.colour) for line in section.lines]
            height = _CHART_TITLE + _BAR * len(bars)
            page_end = next(end for end in [*self._pages[1:], float("inf")] if end > top)
            if top + height > min(page_end, max(page for page in self._pages if page <= top) + self._room):
                top = page_end + _GAP if page_end in self._pages else top  # its edge would print on the page before
            row = next((row for row, above in enumerate(self._tops) if above >= top), self._last_row)
            chart = bar_chart(
                self._sheet, section.heading, bars, first_row, width=_CHART_WIDTH, height=height * _CENTIMETRES
            )
            self._book.chart(self._sheet, chart, f"E{row + 1}", described(section.heading, bars))
            top = self._tops[row] + height + _GAP


def _height(line: Line) -> float:
    return _ROW + 12 * ((len(line.note) - 1) // _NOTE_LINE if line.note else 0)


def _section_height(section: Section) -> float:
    said = _ROW if section.charted and not section.has_chart else 0
    return _GAP + _SECTION_ROW + sum(map(_height, section.lines)) + said


def _pages(sections: list[Section], room: float) -> int:
    """Return how many pages of so many points the sections take, none of which is cut."""
    pages, filled = 1, _TITLE_ROW + 2 * _ROW
    for height in map(_section_height, sections):
        if filled + height > room:
            pages, filled = pages + 1, 0.0
        filled += height
    return pages
