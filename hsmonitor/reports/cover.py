"""The first sheet of a workbook: what it is, of when, by whom, what is in it, how to read it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.worksheet.pagebreak import Break, RowBreak

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book, Figure
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.paging import PAGE
from hsmonitor.reports.sheets import link
from hsmonitor.reports.widths import LINE, lines_of

_WIDTHS = [3.0, 28.0, 12.0, 92.0, 3.0]
_BAND = Look(fill="bar")
_ACCENT = Look(fill="bar_focus")
_EYEBROW = Look(size=10, bold=True, color="bar_focus", fill="bar", vertical="center")
_NAME = Look(size=28, bold=True, color="bar_text", fill="bar", vertical="center")
_BENEATH = Look(size=12, color="bar_text2", fill="bar", vertical="center")
_WORDS = Look(below="line", wrap=True, vertical="center", indent=1)
_STRONG = Look(bold=True, below="line", wrap=True, vertical="center")
_NUMBER = Look(below="line", horizontal="right", format=style.WHOLE, vertical="center")
_LINKED = Look(color="accent", underline=True, below="line", vertical="center")
_TEXT = Look(color="text2", below="line", wrap=True, indent=1, vertical="center")

_DAY = Look(below="line", vertical="center", indent=1, format=style.DATE)
_NOTHING = Look(size=12, bold=True, color="warn", fill="warn_soft", vertical="center")

AS_OF = "As_of"
"""The name of the cell that holds the day which the report shows."""

_SCALE, _SMALLEST = 84, 68
"""Per cent, at most and at least, on A4 and on Letter, at which all is on one page; else how to read it stands on the next."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: a sheet, how many records it has (None where it has none), what it holds."""

    sheet: str
    count: Figure | None
    holds: str


@dataclass(slots=True)
class CoverText:
    """All that the cover says: title and what stands above and below it, the day that is shown, pairs of label and words.

    `nothing` is said where the report holds no record.
    """

    eyebrow: str
    title: str
    beneath: str
    day: date
    facts: list[tuple[str, str]] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    reading: list[tuple[str, str]] = field(default_factory=list)
    assumed: list[tuple[str, str]] = field(default_factory=list)
    nothing: str = ""


class Cover:
    """Writes the sheet; its counts are known when all data sheets are written."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self._book = book
        self._sheet = book.sheet(title)
        self._row = 0
        self._height = 0.0

    def write(self, text: CoverText, footer: str) -> None:
        """Write the sheet."""
        style.lay_out(self._sheet, _WIDTHS, footer, scale=_SCALE)
        self._sheet.print_options.horizontalCentered = True
        self._band(text)
        if text.nothing:
            self._append([], [], 12)
            self._append([Look(), _NOTHING, _NOTHING, _NOTHING], ["", text.nothing, "", ""], 30)
        self._pairs(_("This report"), text.facts)
        self._day(text.day)
        self._heading(_("Contents"))
        for entry in text.contents:
            self._entry(entry)
        first, height = self._row, self._height
        self._pairs(_("How to read it"), text.reading)
        self._pairs(_("What is assumed"), text.assumed)
        self._set_pages(first, height)

    def _set_pages(self, row: int, height: float) -> None:
        """Print all on one page where it can be read then; else break after `row`, and fit the `height` above to the first."""
        if 100 * PAGE / self._height < _SMALLEST:
            self._sheet.row_breaks = RowBreak(brk=[Break(id=row)])
        else:
            height = self._height
        self._sheet.page_setup.scale = min(_SCALE, int(100 * PAGE / height))

    def _band(self, text: CoverText) -> None:
        for look, words, height in (
            (_BAND, "", 22), (_EYEBROW, text.eyebrow, 18), (_NAME, text.title, 42), (_BENEATH, text.beneath, 22),
            (_BAND, "", 20),
        ):  # fmt: skip
            self._append([_BAND, look, _BAND, _BAND, _BAND], ["", words, "", "", ""], height)
        self._append([_ACCENT] * 5, [""] * 5, 3)

    def _heading(self, words: str) -> None:
        self._append([], [], 12)
        self._append([Look(), style.SECTION, style.SECTION, style.SECTION], ["", words, "", ""], 22)

    def _pairs(self, heading: str, pairs: list[tuple[str, str]]) -> None:
        if not pairs:
            return
        self._heading(heading)
        for label, words in pairs:
            self._append([Look(), _STRONG, _WORDS, _WORDS], ["", label, "", words], _height(words, label))

    def _day(self, day: date) -> None:
        """Write the day that is shown as a day, under a name by which formulas compare with it."""
        cells = [style.cell(self._sheet, look) for look in (Look(), _STRONG, _WORDS, _DAY)]
        style.put(cells[1], _("As of"))
        style.put(cells[3], day)
        self._write(cells, _height(""))
        self._book.name(AS_OF, self.title, f"$D${self._row}")

    def _entry(self, entry: Entry) -> None:
        number = style.cell(self._sheet, _NUMBER)
        if entry.count:
            self._book.formula(self._sheet, number, self._row + 1, 3, entry.count)
        name = link(self._sheet, entry.sheet, entry.sheet, _LINKED)
        holds = style.cell(self._sheet, _TEXT, entry.holds)
        self._write([style.cell(self._sheet, Look()), name, number, holds], _height(entry.holds))

    def _append(self, looks: list[Look], words: list[str], height: float) -> None:
        cells = [style.cell(self._sheet, look, text or None) for look, text in zip(looks, words, strict=True)]
        self._write(cells, height)

    def _write(self, cells: list[Any], height: float) -> None:
        self._row += 1
        self._height += height
        self._sheet.row_dimensions[self._row].height = height
        self._sheet.append(cells)


def _height(words: str, label: str = "") -> float:
    """Return the height of a row in points, whose last column holds `words`."""
    return 5 + LINE * max(lines_of(words, _WIDTHS[3] - 2), lines_of(label, _WIDTHS[1]))
