"""The sheets of any spreadsheet as they stand, and what their cells may be taken for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hsmonitor.domain.text import fold
from hsmonitor.exchange.book import Content, Part, Rows, read_book
from hsmonitor.exchange.contents import text_of


@dataclass(slots=True)
class Table:
    """One sheet with all its rows."""

    title: str
    rows: Rows = field(default_factory=list)

    def row(self, number: int) -> list[Content]:
        """Return the cells of a row by its number in the sheet; none where it is empty."""
        return next((cells for found, cells in self.rows if found == number), [])

    def below(self, number: int) -> Rows:
        """Return the rows below a row."""
        return [(found, cells) for found, cells in self.rows if found > number]


class Tables(NamedTuple):
    """The sheets of a spreadsheet that hold anything, and the encoding of a text, an empty one for a workbook."""

    tables: list[Table]
    encoding: str


def read_tables(path: Path, cancelled: Callable[[], bool] = lambda: False, encoding: str = "") -> Tables:
    """Return the sheets of a spreadsheet; the encoding of a text is found where none is said.

    Raises BookRefused, Cancelled.
    """
    tables: dict[str, Table] = {}
    for part in read_book(path, cancelled, encoding=encoding):
        if isinstance(part, Part):
            tables.setdefault(part.sheet, Table(part.sheet)).rows.extend(part.rows)
        else:
            encoding = part.encoding
    return Tables([table for table in tables.values() if table.rows], encoding)


def words_of(content: Content) -> str:
    """Return the words of a cell as headings and values are compared: case, accents and marks between them aside."""
    return " ".join(re.findall(r"[^\W_]+", fold(text_of(content))))
