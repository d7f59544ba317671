"""The hidden sheet of the workbook for data entry that holds what its drop-downs offer, a list in each column."""

from itertools import zip_longest
from typing import Any

from openpyxl.utils import get_column_letter

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choices, Link, Links
from hsmonitor.reports import house_style as style
from hsmonitor.reports.book import Book
from hsmonitor.reports.entry_words import choices_of
from hsmonitor.reports.house_style import Look

LONGEST_LIST = 5_000
"""Nobody looks for a name in a longer drop-down; it is typed then."""


class Lists:
    """Gathers lists while the sheets are written, and writes them when all are known."""

    def __init__(self, book: Book, title: str, names: dict[str, list[str]]) -> None:
        self.title = title
        self._sheet = book.sheet(title)
        self._names = names
        self._columns: dict[tuple[str, ...], str] = {}

    def cells_for(self, field: Field[Any]) -> str:
        """Return the cells that hold what a field can be, as a rule names them; an empty text where there is no list."""
        words = self._words(field)
        if not words or len(words) > LONGEST_LIST:
            return ""
        letter = self._columns.setdefault(words, get_column_letter(len(self._columns) + 1))
        return f"'{self.title}'!${letter}$1:${letter}${len(words)}"

    def _words(self, field: Field[Any]) -> tuple[str, ...]:
        if isinstance(field, Choices | Links):
            return ()  # a drop-down replaces what stands in the cell, and here several stand in it
        if isinstance(field, Link):
            return tuple(self._names.get(field.target, ()))
        return tuple(choices_of(field))

    def write(self) -> None:
        """Write all lists."""
        self._sheet.sheet_state = "hidden"
        for row in zip_longest(*self._columns, fillvalue=None):
            self._sheet.append([style.cell(self._sheet, Look(), word) for word in row])
