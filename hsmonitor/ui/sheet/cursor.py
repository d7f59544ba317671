"""The cursor of a sheet stays with its record, whatever is read anew, filtered or sorted."""

from PySide6.QtCore import QObject, Signal

from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.sheet.view import SheetView


class Cursor(QObject):
    """Knows the record of one table's cursor. `moved` carries its key, empty where none is under the cursor."""

    moved = Signal(str)

    def __init__(self, table: SheetView, model: SheetModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._key = ""
        self._column = -1
        self._on_ready_line = False
        table.moved.connect(self._moved)

    def be_with(self, key: str) -> None:
        """Go to a record, or stay with it, when the rows are read the next time."""
        self._key = key

    def come_back(self) -> None:
        """Go to where the record stands now; without one, to the first line or to the ready line where that was left."""
        index = self._table.currentIndex()
        if self._key:
            self._model.find(self._key, self._select)
        elif not index.isValid() and self._model.rowCount():
            self._table.go(self._model.lines if self._on_ready_line else 0, self._first_column())

    def _first_column(self) -> int:
        """Return the column that was left, at first the one in which typing begins."""
        return self._column if self._column >= 0 else self._table.editing.entering.first_column()

    def _select(self, number: int | None) -> None:
        index = self._table.currentIndex()
        if number is None and index.isValid():
            return
        if not index.isValid() or index.row() != number:
            self._table.go(number or 0, index.column() if index.isValid() else self._first_column())

    def _moved(self) -> None:
        number, column = self._table.currentIndex().row(), self._table.currentIndex().column()
        self._column = column if column >= 0 else self._column
        self._on_ready_line = number >= self._model.lines > 0
        row = self._model.row(number)
        if row:
            self._key = row.key
        elif self._on_ready_line:
            self._key = ""
        self.moved.emit(row.key if row else "")
