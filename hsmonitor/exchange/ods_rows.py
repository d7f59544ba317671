"""The rows of an OpenDocument spreadsheet, one at a time, by lxml.

python-calamine, the kept library that reads .ods, was tried (0.9.1): it gives an empty text for a cell that shows an error and
for a formula without stored value, which would be taken for "nothing here". Both have to be told to the user, so the part that
holds the cells is read here. Used in the worker process alone.
"""

import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

from hsmonitor.exchange.cell_names import cell_name
from hsmonitor.exchange.limits import (
    MOST_MERGED,
    NO_VALUE,
    TELL_EVERY,
    Row,
    refuse_cells,
    refuse_columns,
    refuse_repeats,
)

_OFFICE, _TABLE, _TEXT, _STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHEET, _ROW, _CELL, _COVERED = (
    f"{_TABLE}{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell")
)
_LOOKS = f"{_STYLE}style"
_NUMBERS = ("float", "percentage", "currency")
CONTENT = "content.xml"
_CACHED = "'file:"
"""How the name of a sheet begins that is no sheet, but what another file held when it was last looked at."""


class OdsBook:
    """An OpenDocument spreadsheet; `working` is called from time to time.

    `sheets` are the titles of its sheets, each with whether it is hidden; `linked` tells that it names other files, `merged`
    the ranges of merged cells of the sheet that was read last.
    """

    def __init__(self, path: Path, working: Callable[[], object]) -> None:
        self._path, self._working = path, working
        self.linked = False
        self.sheets: list[tuple[str, bool]] = []
        self.merged: list[str] = []
        self._look_through()

    def _look_through(self) -> None:
        hidden: set[str] = set()
        for event, element in self._elements(_SHEET, _LOOKS):
            if element.tag == _LOOKS:
                if event == "end" and any(part.get(f"{_TABLE}display") == "false" for part in element):
                    hidden.add(element.get(f"{_STYLE}name"))
            elif event == "start" and (title := element.get(f"{_TABLE}name", "")).startswith(_CACHED):
                self.linked = True
            elif event == "start":
                self.sheets.append((title, element.get(f"{_TABLE}style-name") in hidden))

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the number and the cells of each row of a sheet that has any. Raises BookRefused beyond the limits."""
        self.merged = []
        number = count = 0
        for element in self._rows_of(sheet):
            cells, times = self._cells(number + 1, element), _times(element, "rows")
            if cells:
                refuse_repeats(times, number + 1)
                count += len(cells) * times
                refuse_cells(count, number + 1, len(cells))
                yield from ((number + step, cells) for step in range(1, times + 1))
            number += times

    def _rows_of(self, sheet: str) -> Iterator[Any]:
        inside = False
        for event, element in self._elements(_SHEET, _ROW):
            if element.tag == _SHEET:
                if inside and event == "end":
                    return
                inside = event == "start" and element.get(f"{_TABLE}name", "") == sheet
            elif inside and event == "end":
                yield element

    def _elements(self, *tags: str) -> Iterator[tuple[str, Any]]:
        """Yield begin and end of the elements of some kinds; what is inside a row is forgotten when it has ended."""
        with zipfile.ZipFile(self._path) as archive, archive.open(CONTENT) as source:
            found = etree.iterparse(
                source, ("start", "end"), tag=(*tags, _ROW), resolve_entities=False, no_network=True
            )
            for seen, (event, element) in enumerate(found, 1):
                if element.tag in tags:
                    yield event, element
                if event == "end" and element.tag == _ROW:
                    element.clear()
                if seen % TELL_EVERY == 0:
                    self._working()

    def _cells(self, number: int, row: Any) -> list[Any]:
        """Return the cells of a row up to the last that holds something. Raises BookRefused where they are too many."""
        cells: list[Any] = []
        column = 0
        for element in row.iterchildren(_CELL, _COVERED):
            value, times = _value(element), _times(element, "columns")
            self._note_merge(element, number, column + 1)
            column += times
            if value is not None:
                refuse_columns(number, column)
                cells += [None] * (column - times - len(cells)) + [value] * times
        return cells

    def _note_merge(self, cell: Any, row: int, column: int) -> None:
        wide, high = (int(cell.get(f"{_TABLE}number-{way}-spanned") or 1) for way in ("columns", "rows"))
        if max(wide, high) > 1 and len(self.merged) < MOST_MERGED:
            self.merged.append(f"{cell_name(row, column)}:{cell_name(row + high - 1, column + wide - 1)}")


def _times(element: Any, what: str) -> int:
    """Return how often a row or a cell is repeated."""
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated") or 1))


def _value(cell: Any) -> Any:
    """Return what a cell holds, as JSON keeps it: a day as {"d": day}, a fault as {"e": which}."""
    kind = cell.get(f"{_OFFICE}value-type")
    if cell.get(f"{_CALC}value-type") == "error":
        return {"e": _words(cell) or "#VALUE!"}
    if kind in _NUMBERS:
        return _number(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return _day(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind is None and cell.get(f"{_TABLE}formula"):
        return {"e": NO_VALUE}
    return cell.get(f"{_OFFICE}string-value") or _words(cell) or None


def _number(text: str) -> Any:
    number = float(text)
    if number != number or abs(number) == float("inf"):
        return {"e": "#NUM!"}
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(text: str) -> Any:
    """Return the day of a moment; one before the first year that Python knows has no value."""
    try:
        return {"d": date.fromisoformat(text[:10]).isoformat()}
    except ValueError:
        return {"e": "#VALUE!"}


def _words(cell: Any) -> str:
    """Return the paragraphs of a cell, one a line; notes that are tied to it are none of them."""
    return "\n".join("".join(_letters(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _letters(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph; several blanks, tabs and ends of line are elements of their own."""
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c") or 1), 10_000)
        elif part.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\t" if part.tag == f"{_TEXT}tab" else "\n"
        elif isinstance(part.tag, str) and not part.tag.startswith(_OFFICE):
            yield from _letters(part)
        yield part.tail or ""
