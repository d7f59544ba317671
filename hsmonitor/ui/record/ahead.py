"""Making the page of a record while nobody waits for it: its first opening would take twice as long as the others."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from hsmonitor.store.record_view import RecordView, read_view
from hsmonitor.ui.desk import Desk

if TYPE_CHECKING:
    from hsmonitor.ui.record.page import RecordPage
    from hsmonitor.ui.sheet.page import SheetPage

RESTED = 100
"""Milliseconds after which a sheet that was read is taken to be looked at."""

BETWEEN = 10
"""Milliseconds between two parts, in which the window answers."""


class Ahead(QObject):
    """Makes it part by part, for the kind of the sheet that is looked at, until a record is opened. `page` returns it."""

    def __init__(self, desk: Desk, page: "Callable[[], RecordPage]") -> None:
        super().__init__(desk)
        self._desk, self._page = desk, page
        self._sheet: SheetPage | None = None
        self._view: RecordView | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._go_on)

    def follow(self, sheet: "SheetPage") -> None:
        """Begin when the rows of a sheet have been looked at for a while."""
        sheet.model.loaded.connect(lambda: self._begin(sheet))

    def _begin(self, sheet: "SheetPage") -> None:
        if sheet is not self._sheet:
            self._sheet, self._view = sheet, None
        self._rest.start(RESTED)

    def _go_on(self) -> None:
        """Make the next part, or wait where somebody else does."""
        if self._desk.closed or not (self._sheet and self._sheet.isVisible()):
            return
        if self._desk.busy:
            self._rest.start(BETWEEN)
        elif self._view is None:
            self._read(self._sheet)
        elif self._page().prepare(self._view):
            self._rest.start(BETWEEN)

    def _read(self, sheet: "SheetPage") -> None:
        """Read the record of the cursor: it tells which lists a record of its kind has."""
        row = sheet.model.row(max(0, sheet.table.currentIndex().row()))
        if row is None:
            return

        def read(connection: sqlite3.Connection) -> RecordView | None:
            return read_view(connection, row.kind, row.key)

        self._desk.ask("record ahead", read, self._take, yielding=True)

    def _take(self, view: RecordView | None) -> None:
        self._view = view
        if view:
            self._rest.start(BETWEEN)
