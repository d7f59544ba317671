"""A sheet that is written row by row, of a few cells that are made once and written again and again.

Text and numbers, nearly all there is, are put into words of SpreadsheetML here (ISO/IEC 29500-1, 18.3.1.4); openpyxl writes
everything else. It makes up to three elements a cell, which takes five times as long.
"""

import re
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.cell import Cell
from openpyxl.cell._writer import write_cell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.compat import safe_string
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter

_MARKUP = re.compile("[&<>\r]")
_CARRIAGE_RETURN = {"\r": "&#13;"}
"""A bare one would be read as a line feed."""

AT_ONCE = 1 << 20
"""Bytes that are written together. Each writing lets go of the interpreter and takes it again before the desk's own thread can;
were it done for each row, that thread would begin to wait anew each time, and stand still."""


class DataWorksheet(WriteOnlyWorksheet):
    """A sheet whose cells go straight to the XML; openpyxl makes a new cell after each one that has a style."""

    _writer: Any

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = SheetWriter(self)
            self._writer.write_top()

    def _values_to_row(self, values: Iterable[Cell | None], row: int) -> Iterator[Cell]:
        for column, cell in enumerate(values, 1):
            if cell is not None:
                cell.row, cell.column = row, column
                if cell.hyperlink is not None:
                    cell.hyperlink.ref = cell.coordinate
                yield cell


class SheetWriter(WorksheetWriter):
    """Writes a sheet's XML to a file of Python's own.

    A file that lxml has opened by its name is closed with the interpreter held, for as long as the disk takes; the desk
    would stand still meanwhile.
    """

    def __init__(self, sheet: Any) -> None:
        super().__init__(sheet)
        self.out = self._file.name

    def get_stream(self) -> Generator[Any, bool | None, None]:
        """Yield the stream to which elements are sent; the file is open until it is closed."""
        with Path(str(self.out)).open("wb", buffering=AT_ONCE) as self._file:
            self.out = self._file
            yield from super().get_stream()

    def write_row(self, xf: Any, row: Iterable[Any], row_idx: int) -> None:
        """Write a row; what openpyxl wrote before through `xf` is in the file first, and so is what it writes between."""
        if row_idx == 1:
            xf.flush()
        sheet: Any = self.ws
        height = dict(sheet.row_dimensions.get(row_idx, {}))
        pieces = [f'<row r="{row_idx}"', *(f' {name}="{value}"' for name, value in height.items()), ">"]
        for cell in row:
            if is_simple(cell):
                pieces.append(cell_xml(cell))
            else:
                self._write("".join(pieces))
                pieces.clear()
                if cell._comment is not None:
                    sheet._comments.append(CommentRecord.from_cell(cell))
                write_cell(xf, sheet, cell, cell.has_style)
                xf.flush()
        self._write("".join(pieces) + "</row>")

    def _write(self, xml: str) -> None:
        self._file.write(xml.encode())


def is_simple(cell: Any) -> bool:
    """Tell whether a cell holds text or a number, or nothing, and no link."""
    value, kind = cell._value, cell.data_type
    simple = type(value) is str if kind == "s" else kind == "n"
    return simple and cell.hyperlink is None and cell._comment is None


def cell_xml(cell: Any) -> str:
    """Return the XML of a simple cell, as openpyxl would write it. What XML forbids in its text must have been escaped."""
    value = cell._value
    style = f' s="{cell.style_id}"' if cell.has_style else ""
    start = f'<c r="{cell.coordinate}"{style}'
    if value is None or value == "":
        return f'{start} t="{"inlineStr" if value == "" and cell.data_type == "s" else "n"}"></c>'
    if cell.data_type == "n":
        return f'{start} t="n"><v>{safe_string(value)}</v></c>'
    space = "" if value == value.strip() else ' xml:space="preserve"'
    words = escape(value, _CARRIAGE_RETURN) if _MARKUP.search(value) else value
    return f'{start} t="inlineStr"><is><t{space}>{words}</t></is></c>'
