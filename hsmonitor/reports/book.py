"""A workbook while it is written: its sheets, the values of its formulas, and what Excel could not hold."""

import contextlib
import errno
import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml.etree import SerialisationError  # type: ignore[import-untyped]  # lxml has no types
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.writer.excel import ExcelWriter

from hsmonitor.reports.house_style import PAPERS, put_formula
from hsmonitor.reports.sheet_writer import DataWorksheet
from hsmonitor.reports.stored_values import Value, add_stored_values
from hsmonitor.reports.text import Fitted


def sheet_name(title: str) -> str:
    """Return the name of a sheet as a formula writes it."""
    return "'" + title.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Figure:
    """A formula, without its "=", and what it comes to."""

    formula: str
    value: Value


@dataclass(frozen=True, slots=True)
class Note:
    """What Excel could not hold of one cell."""

    sheet: str
    cell: str
    reason: str
    rest: str


class Book:
    """A workbook that is written sheet by sheet and row by row; `notes` gathers what has to be said at its end."""

    def __init__(self, *, title: str, author: str, subject: str = "", keywords: str = "", paper: str = "a4") -> None:
        self.workbook = Workbook(write_only=True)
        self._paper = PAPERS[paper]
        self.notes: list[Note] = []
        self._values: dict[str, dict[str, Value]] = {}
        self._descriptions: dict[str, list[str]] = {}
        properties = self.workbook.properties
        properties.title, properties.creator, properties.lastModifiedBy = title, author, author
        properties.subject, properties.keywords = subject or None, keywords or None
        properties.created = datetime.now(UTC).replace(tzinfo=None)

    def sheet(self, title: str) -> Any:
        """Return a new sheet at the end of the book."""
        sheet: Any = DataWorksheet(self.workbook, title)
        sheet.page_setup.paperSize = self._paper
        self.workbook._add_sheet(sheet)  # type: ignore[attr-defined]  # what the stubs leave out
        return sheet

    def note(self, sheet: str, row: int, column: int, fitted: Fitted) -> None:
        """Remember what a cell could not hold."""
        self.notes.append(Note(sheet, f"{get_column_letter(column)}{row}", fitted.reason, fitted.rest))

    def name(self, name: str, sheet: str, cell: str) -> None:
        """Give a cell ("$B$7") of `sheet` a name that formulas of the whole book can use."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=f"{sheet_name(sheet)}!{cell}")

    def formula(self, sheet: Any, cell: Cell, row: int, column: int, figure: Figure) -> Cell:
        """Write a formula into `cell`, which is to stand at `row` and `column`, and remember its value."""
        put_formula(cell, figure.formula)
        self._values.setdefault(sheet.title, {})[f"{get_column_letter(column)}{row}"] = figure.value
        return cell

    def chart(self, sheet: Any, chart: Any, anchor: str, description: str) -> None:
        """Put a chart on `sheet` with its alternative text."""
        sheet.add_chart(chart, anchor)
        self._descriptions.setdefault(sheet.title, []).append(description)

    def save(self, target: Path, step: Callable[[int], None]) -> None:
        """Write the book to `target`; `step` hears how many bytes of XML are done. Raises OSError."""
        names = self.workbook.sheetnames
        values = {names.index(name) + 1: cells for name, cells in self._values.items()}
        drawn = [self._descriptions[name] for name in names if name in self._descriptions]
        with tempfile.TemporaryFile() as whole:
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
                ExcelWriter(self.workbook, archive).write_data()
            add_stored_values(whole, target, values, dict(enumerate(drawn, 1)), step)

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Remove temporary files. Raises OSError where lxml told of a full disk by an error of its own."""
        self._discard()
        if isinstance(error, SerialisationError):
            number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
            raise OSError(number, os.strerror(number)) from error

    def _discard(self) -> None:
        """Remove the files of sheets that were not saved; openpyxl itself does so only when the program ends."""
        sheets: list[Any] = list(self.workbook.worksheets)
        for sheet in sheets:
            if sheet._writer is not None and Path(sheet._writer.out).exists():
                with contextlib.suppress(Exception):  # a full disk says so again when the file is closed
                    sheet.close()
                sheet._writer.cleanup()
