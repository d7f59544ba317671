"""Where a new record of a sheet begins: in its ready line, else above the table."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from hsmonitor.ui.sheet.bulk import Bulk
from hsmonitor.ui.sheet.over import OverSheet
from hsmonitor.ui.sheet.view import SheetView


class Beginning:
    """The ways in which a new record is begun in one sheet, once its rows are read: before, nobody knows where they end."""

    def __init__(self, table: SheetView, bulk: Bulk, over: OverSheet) -> None:
        self._table, self._model = table, table.sheet
        self._bulk = bulk
        self._over = over

    def begin(self) -> None:
        """Type in the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        self._when_read(self._begin)

    def go(self) -> None:
        """Put the cursor on the ready line; where that cannot hold what a new record needs, ask for it above the table."""
        self._when_read(self._go_or_ask)

    def paste(self) -> None:
        """Paste into the ready line."""
        self._when_read(self._paste)

    def _when_read(self, act: Callable[[], object]) -> None:
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._table.early.when_read(act)

    def _begin(self) -> None:
        self._go_or_ask()
        if self._in_line:
            self._table.editing.begin()

    def _go_or_ask(self) -> None:
        if self._in_line:
            self._go()
        else:
            self._over.new_record()

    def _paste(self) -> None:
        self._go()
        self._bulk.paste()

    @property
    def _in_line(self) -> bool:
        needed = {field.name for field in self._model.record.fields.values() if field.required}
        return self._model.ready_line and needed <= set(self._model.columns)

    def _go(self) -> None:
        self._table.go(self._model.lines, self._table.editing.entering.first_column())
