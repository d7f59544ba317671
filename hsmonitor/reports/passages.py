"""A sheet to be read from top to bottom: headings, and under each of them a label, words or a figure, and a note a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book, Figure
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.paging import Pages
from hsmonitor.reports.sheets import link
from hsmonitor.reports.text import fit, looks_like_formula
from hsmonitor.reports.widths import HIGHEST, LINE, lines_of

_WIDTHS = [32.0, 96.0, 42.0]
_SCALE = 66
_ABOVE, _HEADING = 10.0, 24.0
_LABEL = Look(bold=True, below="line", wrap=True, vertical="center")
_WORDS = Look(below="line", wrap=True, vertical="center")
_QUOTED = Look(below="line", wrap=True, vertical="center", quoted=True)
_EMPTY = Look(below="line", italic=True, color="muted", vertical="center")
_FIGURE = Look(size=11, bold=True, below="line", vertical="center", format=style.WHOLE)
_NOTE = Look(size=9, color="muted", below="line", wrap=True, vertical="center", indent=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its label, its words (empty where they are not recorded) or its figure, and where they come from."""

    label: str
    content: Figure | str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines under a heading."""

    heading: str
    items: Sequence[Item]


class PassageSheet:
    """Writes the sheet; its figures are known when all data sheets are written."""

    def __init__(self, book: Book, title: str) -> None:
        self.title = title
        self._book = book
        self._sheet = book.sheet(title)
        self._pages = Pages(self._sheet, _SCALE)

    def write(self, passages: Sequence[Passage], subtitle: str, footer: str, contents: str) -> None:
        """Write the sheet; `contents` is the title of the sheet that lists all others."""
        sheet = self._sheet
        style.lay_out(sheet, _WIDTHS, footer, scale=_SCALE)
        self._pages.append([style.cell(sheet, style.TITLE, self.title)], 28)
        self._pages.append([style.cell(sheet, style.SUBTITLE, subtitle)], 18)
        self._pages.append([link(sheet, contents, _("Contents"))], 18)
        for passage in passages:
            self._pages.keep(_ABOVE + _HEADING + max(map(_height, passage.items[:1]), default=0))
            self._pages.append([], _ABOVE)
            self._pages.append(
                [style.cell(sheet, style.SECTION, words) for words in (passage.heading, None, None)], _HEADING
            )
            for item in passage.items:
                self._write(item)

    def _write(self, item: Item) -> None:
        self._pages.keep(_height(item))
        cells = [
            style.cell(self._sheet, _LABEL, item.label),
            self._content(item, self._pages.row + 1),
            style.cell(self._sheet, _NOTE, item.note or None),
        ]
        self._pages.append(cells, _height(item))

    def _content(self, item: Item, row: int) -> Any:
        if isinstance(item.content, Figure):
            return self._book.formula(self._sheet, style.cell(self._sheet, _FIGURE), row, 2, item.content)
        if not item.content:
            return style.cell(self._sheet, _EMPTY, _("not recorded"))
        fitted = fit(item.content)
        if fitted.reason:
            self._book.note(self.title, row, 2, fitted)
        made = style.cell(self._sheet, _QUOTED if looks_like_formula(item.content) else _WORDS)
        style.put_checked(made, fitted.text)
        return made


def _height(item: Item) -> float:
    """Return the height of a line in points, by the longest of its three texts."""
    words = item.content if isinstance(item.content, str) else ""
    texts = zip((item.label, words, item.note), _WIDTHS, strict=True)
    return min(6 + LINE * max(lines_of(text, width - 2) for text, width in texts), HIGHEST)
