"""What goes to the clipboard and comes from it: tab-separated text, and HTML, as spreadsheets write and read them."""

import csv
import io
from collections.abc import Iterable, Sequence
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

Grid = list[list[str]]

LARGEST = 4_000_000
"""Characters; more than that is not a paste but a file."""


EXACT = "application/x-libreoffice-tsvc"
"""LibreOffice's name for text in which line breaks stay, in quotes; its plain text has spaces for them."""


def rows_of(data: QMimeData) -> Grid:
    """Return the cells on the clipboard, rows of them. Raises ValueError where it is too large to be taken this way."""
    exact = next((name for name in data.formats() if EXACT in name), "")  # Windows writes more around the name
    if exact:
        text = bytes(data.data(exact).data()).decode("utf-8", "replace")
    elif data.hasText() and ("\t" in data.text() or not data.hasHtml()):
        text = data.text()
    elif data.hasHtml():
        return _rows_of_html(data.html())
    else:
        return []
    if len(text) > LARGEST:
        raise ValueError(str(len(text)))
    return _trimmed(list(csv.reader(io.StringIO(text.replace("\0", "")), dialect="excel-tab")))


def _trimmed(rows: Grid) -> Grid:
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


class _Table(HTMLParser):
    """Gathers the cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Grid = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; a break is a new line."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th") and self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("".join(self._cell).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Gather the words of a cell."""
        if self._cell is not None:
            self._cell.append(" ".join(data.split(" ")).replace("\n", " "))


def _rows_of_html(html: str) -> Grid:
    if len(html) > LARGEST * 4:
        raise ValueError(str(len(html)))
    table = _Table()
    table.feed(html)
    return _trimmed([row for row in table.rows if row])


def data_of(rows: Iterable[Sequence[str]]) -> QMimeData:
    """Return cells for the clipboard: exact as tab-separated text, and as HTML whose cells are text in a spreadsheet.

    So what begins like a formula, or reads like a number or a day, arrives there as the text it is.
    """
    listed = [list(row) for row in rows]
    text = io.StringIO()
    csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(listed)
    data = QMimeData()
    data.setText(text.getvalue())
    data.setHtml(_html(listed))
    return data


CELL = """<td style="mso-number-format:'\\@'" sdnum="0;0;@">{}</td>"""
"""A cell in the number format of text, as Excel reads it and as LibreOffice does."""

BREAK = '<br style="mso-data-placement:same-cell">'
"""A line break that stays in its cell; Excel makes another row of a plain one."""


def _html(rows: Grid) -> str:
    lines = ("".join(CELL.format(escape(words).replace("\n", BREAK)) for words in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
