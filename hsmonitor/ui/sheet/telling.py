"""What a sheet tells the status bar: how many rows there are, what of them is selected, and what the keys do now."""

from PySide6.QtCore import QObject, Signal

from hsmonitor.language import _, ngettext
from hsmonitor.store.listing import Row
from hsmonitor.ui.sheet.sums import summary
from hsmonitor.ui.sheet.view import SheetView

SUMMED_AT_MOST = 10_000
"""Rows of a selection up to which its numbers are summed."""


class Telling(QObject):
    """`counted` carries the words of rows and selection, `mode` what the keys do.

    `unfinished` carries what a new row still wants, nothing where there is none.
    """

    counted = Signal(str)
    mode = Signal(str)
    unfinished = Signal(str)

    def __init__(self, table: SheetView) -> None:
        super().__init__(table)
        self._table, self._model = table, table.sheet
        table.selected.connect(self.count)
        table.editing.changed.connect(self._show_mode)
        table.editing.entering.judged.connect(self._show_unfinished)

    def count(self) -> None:
        """Tell the rows, and where more than a cell is selected what it holds."""
        words = rows_words(self._model.count)
        rows, columns = self._table.area()
        self.counted.emit(words)
        if len(rows) * len(columns) > 1 and len(rows) <= SUMMED_AT_MOST:
            fields = [field for column in columns if (field := self._model.field(column))]

            def show(found: list[Row]) -> None:
                self.counted.emit(_("{rows}   {selection}").format(rows=words, selection=summary(found, fields)))

            self._model.glance_at(self._table.lines(), show)

    def _show_mode(self) -> None:
        self.mode.emit(_("Edit") if self._table.editing.active else _("Ready"))

    def _show_unfinished(self) -> None:
        missing = self._table.editing.entering.missing()
        words = _("1 new row wants: {fields} (F8)").format(fields=", ".join(missing).lower())
        self.unfinished.emit(words if missing else "")


def rows_words(count: int) -> str:
    """Return "84 rows"."""
    return ngettext("{count} row", "{count} rows", count).format(count=f"{count:,}")
