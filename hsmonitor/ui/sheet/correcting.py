"""What is to be corrected on the page of a sheet: in its cells, and in the fields of its inspector."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from hsmonitor.ui.correcting import Spot
from hsmonitor.ui.record.inspector import Inspector
from hsmonitor.ui.sheet.narrowing import Narrowing
from hsmonitor.ui.sheet.view import SheetView


class SheetCorrecting(QObject):
    """Counts it and finds it. `judged` carries how many texts wait to be corrected."""

    judged = Signal(int)

    def __init__(self, table: SheetView, inspector: Inspector, narrowing: Narrowing) -> None:
        super().__init__(table)
        self._table, self._form, self._narrowing = table, inspector.form, narrowing
        table.editing.entering.judged.connect(self._judge)
        inspector.form.judged.connect(self._judge)
        table.editing.wrong.unseen.connect(self._show_hidden)

    def _judge(self) -> None:
        self.judged.emit(len(self._table.sheet.held) + self._form.wrong)

    def spots(self) -> list[Spot]:
        """Return the cells with a text to correct, then the fields of the inspector."""
        waiting, cells = dict(self._form.waiting()), self._table.editing.wrong
        others = [Spot(False, partial(cells.go_to, *place)) for place in waiting.items()]
        return [*cells.spots(), *self._form.spots(), *others]

    def _show_hidden(self, key: str, name: str) -> None:
        """Show all records, and go to one that the filters hide."""
        if self._narrowing.narrowed:
            go = partial(self._table.editing.wrong.go_to, key, name)
            self._table.sheet.loaded.connect(go, Qt.ConnectionType.SingleShotConnection)
            self._narrowing.clear()
