"""The rows of the sheets of a workbook, one at a time, by the parts of openpyxl that read XML, styles, numbers and days.

openpyxl's own reading of a sheet is not used: it takes a formula without a stored value for an empty cell, believes what size
a sheet claims to have (and reads all of it first where it claims none), and makes objects that nobody needs here.
Used in the worker process alone.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils import datetime as excel_days
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from hsmonitor.exchange.limits import MOST_MERGED, NO_VALUE, TELL_EVERY, Row, refuse_cells, refuse_columns

_ITEM, _RUN, _TEXT, _ROW, _VALUE, _FORMULA, _INLINE, _MERGED = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t", "row", "v", "f", "is", "mergeCells")
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its title, whether it is hidden, and the part of the package that holds it."""

    title: str
    hidden: bool
    part: str


class Workbook:
    """A workbook that is open for reading its values; `working` is called from time to time.

    Making one raises whatever openpyxl does with a damaged file.
    """

    def __init__(self, path: Path, working: Callable[[], object]) -> None:
        reader: Any = ExcelReader(path, read_only=True, data_only=True, keep_links=False)
        reader.read_manifest()
        self.archive: zipfile.ZipFile = reader.archive
        self.strings = self._strings(reader.package.find(SHARED_STRINGS), working)
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        self.dates = reader.wb._date_formats
        self.spans = reader.wb._timedelta_formats
        self.epoch = reader.wb.epoch
        self.sheets = [
            Sheet(sheet.name, sheet.state != "visible", link.target)
            for sheet, link in reader.parser.find_sheets()
            if link.target in reader.valid_files and "chartsheet" not in link.Type
        ]

    def _strings(self, part: Any, working: Callable[[], object]) -> list[str]:
        """Return the texts that cells share."""
        strings: list[str] = []
        if part is None:
            return strings
        with self.archive.open(part.PartName[1:]) as source:
            for _event, element in iterparse(source):
                if element.tag == _ITEM:
                    strings.append(_text_of(element))
                    element.clear()
                    if len(strings) % TELL_EVERY == 0:
                        working()
        return strings

    def open(self, sheet: Sheet) -> IO[bytes]:
        """Open the XML of a sheet."""
        return self.archive.open(sheet.part)


class SheetRows:
    """Reads the sheet whose XML is `source`; `merged` is known when all rows are read."""

    def __init__(self, book: Workbook, source: IO[bytes]) -> None:
        self._book = book
        self._source = source
        self.merged: list[str] = []
        self._cells = 0

    def rows(self) -> Iterator[Row]:
        """Yield the number and the cells of each row that has any. Raises BookRefused beyond the limits."""
        number = 0
        for _event, element in iterparse(self._source):
            if element.tag == _ROW:
                number = int(element.get("r") or number + 1)
                if cells := self._row(number, element):
                    yield number, cells
                element.clear()
            elif element.tag == _MERGED:
                self.merged = [merge.get("ref", "") for merge in element][:MOST_MERGED]

    def _row(self, number: int, row: Any) -> list[Any]:
        """Return the cells of a row from its first column to the last that holds something."""
        cells: list[Any] = []
        column = 0
        for element in row:
            column = _column(element.get("r", "").rstrip("0123456789")) or column + 1
            value = self._value(element)
            if value is None:
                continue
            refuse_columns(number, column)
            cells += [None] * (column - len(cells))
            cells[column - 1] = value
            self._cells += 1
        refuse_cells(self._cells, number, column)
        return cells

    def _value(self, element: Any) -> Any:
        """Return what a cell holds, as JSON keeps it: a day as {"d": day}, a fault as {"e": which}."""
        kind = element.get("t", "n")
        if kind == "inlineStr":
            inline = element.find(_INLINE)
            return _text_of(inline) or None if inline is not None else None
        text = element.findtext(_VALUE)
        if not text:
            return {"e": NO_VALUE} if element.find(_FORMULA) is not None and kind != "str" else None
        if kind == "s":
            return self._book.strings[int(text)] or None
        if kind == "n":
            return self._number(text, int(element.get("s") or 0))
        return _other(kind, text)

    def _number(self, text: str, style: int) -> Any:
        if style in self._book.dates:
            return self._day(float(text), style in self._book.spans)
        if text.lstrip("-").isdecimal():
            return int(text)
        number = float(text)
        if number != number or abs(number) == float("inf"):
            return {"e": "#NUM!"}
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _day(self, serial: float, span: bool) -> Any:
        try:
            return _day_or_time(excel_days.from_excel(serial, self._book.epoch, timedelta=span))
        except (OverflowError, ValueError):
            return {"e": "#VALUE!"}


def _other(kind: str, text: str) -> Any:
    if kind == "b":
        return text != "0"
    if kind == "e":
        return {"e": text}
    return _day_or_time(_from_iso(text)) if kind == "d" else unescape(text)


_from_iso: Callable[[str], Any] = excel_days.from_ISO8601


def _day_or_time(moment: Any) -> Any:
    if isinstance(moment, datetime):
        return {"d": moment.date().isoformat()}
    if isinstance(moment, date):
        return {"d": moment.isoformat()}
    return str(moment) if isinstance(moment, time | timedelta) else None


def _text_of(item: Any) -> str:
    """Return a text whose parts may have looks of their own; what tells its pronunciation is not part of it."""
    parts = [child if child.tag == _TEXT else child.find(_TEXT) for child in item if child.tag in (_TEXT, _RUN)]
    return str(unescape("".join(part.text or "" for part in parts if part is not None)))


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters) if letters else 0
