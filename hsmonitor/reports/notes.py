"""The sheet "Notes": what Excel could not hold, with the sheet and cell that it belongs to."""

from typing import Any

from hsmonitor.language import _
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.house_style import Look
from hsmonitor.reports.sheets import link
from hsmonitor.reports.table import HEADER_ROW
from hsmonitor.reports.text import looks_like_formula, pieces

_WORDS = Look(below="line", wrap=True)


def write_notes(book: Book, title: str, subtitle: str, footer: str, contents: str) -> None:
    """Add the sheet at the end of the book."""
    sheet = book.sheet(title)
    style.lay_out(sheet, [18, 10, 40, 90], footer, header_row=HEADER_ROW)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.row_dimensions[1].height = 28
    sheet.append([style.cell(sheet, style.TITLE, title)])
    sheet.append([style.cell(sheet, style.SUBTITLE, subtitle)])
    sheet.append([link(sheet, contents, _("Contents"))])
    headings = (_("Sheet"), _("Cell"), _("What was done"), _("What did not fit"))
    sheet.append([style.cell(sheet, style.HEADING, heading) for heading in headings])
    for note in book.notes:
        for piece in pieces(note.rest) or [""]:
            place = link(sheet, note.sheet, note.cell, Look(color="accent", below="line"), cell=note.cell)
            sheet.append([_text(sheet, note.sheet), place, _text(sheet, note.reason), _text(sheet, piece)])


def _text(sheet: Any, words: str) -> Any:
    look = Look(below="line", wrap=True, quoted=looks_like_formula(words))
    return style.cell(sheet, look, words or None)
