"""The cells of a table that are to be corrected, in their order, and the way to each."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from hsmonitor.ui.correcting import Spot
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.cells_table import CellsTable
from hsmonitor.ui.sheet.entering import Entering


class CellsToCorrect(QObject):
    """Finds them in one table. `unseen` carries record and field of one that is not among those shown."""

    unseen = Signal(str, str)

    def __init__(self, view: CellsTable, model: CellsModel, entering: Entering) -> None:
        super().__init__(view)
        self._view, self._model, self._entering = view, model, entering

    def spots(self) -> list[Spot]:
        """Return the cells with a text to correct or one that was kept, and what the ready line still needs."""
        model, index, missing = self._model, self._view.currentIndex(), self._entering.missing()
        wanted = [("", name) for name, field in model.record.fields.items() if field.label in missing]
        places = {place: self._cell_of(*place) for place in (*model.held, *model.kept, *wanted)}
        before = [cell for cell in places.values() if cell <= (index.row(), index.column())]
        here = max(before) if before and self._view.hasFocus() else None
        ordered = sorted(places, key=lambda place: places[place])
        return [Spot(places[place] == here, partial(self.go_to, *place)) for place in ordered]

    def _cell_of(self, key: str, name: str) -> tuple[int, int]:
        """Return line and column of a cell; behind all others where it is not at hand."""
        line, columns = self._model.number_of(key) if key else None, self._model.columns
        return self._model.lines if line is None else line, columns.index(name) if name in columns else len(columns)

    def go_to(self, key: str, name: str) -> None:
        """Put the cursor on a cell, wherever its line is by now; its column is shown if it was not."""
        if name not in self._model.columns:
            self._model.set_columns([*self._model.columns, name])
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if key:
            self._model.find(key, partial(self._go_to_line, key, name))
        else:
            self._go_to_line(key, name, self._model.lines)

    def _go_to_line(self, key: str, name: str, line: int | None) -> None:
        column = self._model.columns.index(name)
        self._view.go(self._view.currentIndex().row() if line is None else line, column)
        if line is None:
            self.unseen.emit(key, name)
