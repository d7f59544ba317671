"""How wide the columns of a sheet are: as the user has sized them, else as fits what they hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hsmonitor.ui.sheet.column_widths import fitting, holding
from hsmonitor.ui.theme.look import look, px

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView

SHARE_OF_NAMES, SHARE_OF_ONE = 0.36, 0.9
"""Of the width of the table: what the names of records take by themselves, and what a column takes that is fitted."""
NARROWEST = 40


class SizedColumns(QObject):
    """The widths of the columns of one table. `chosen` are the user's own, in pixels at 100 %, by field.

    The first column, which names the records, grows with the names that come in sight and does not shrink again: the
    columns beside it would go to and fro while one filters.
    """

    def __init__(self, table: "SheetView") -> None:
        super().__init__(table)
        self._table = table
        self.chosen: dict[str, int] = {}
        self._longest: dict[str, int] = {}
        table.head.sectionResized.connect(self._note)
        table.head.sectionHandleDoubleClicked.connect(self.fit)
        table.sheet.loaded.connect(self._fit_names)
        table.resized.connect(self._fit_names)

    def measure(self) -> None:
        """Give all columns their widths at the present zoom."""
        table = self._table
        table.head.blockSignals(True)
        for column, name in enumerate(table.sheet.columns):
            table.setColumnWidth(column, self._width(column, name))
        table.head.blockSignals(False)
        table.updateGeometries()

    def _width(self, column: int, name: str) -> int:
        if name in self.chosen:
            return px(self.chosen[name])
        least = fitting(self._table.sheet.field(column))
        if column:
            return least
        room = round(self._table.viewport().width() * SHARE_OF_NAMES)
        return max(least, min(px(self._names(name)), room))

    def _names(self, name: str) -> int:
        """Return how wide, at 100 %, the longest name is that is or was in sight."""
        needed = round(holding(self._table.sheet.field(0), self._words(0)) * 100 / look().zoom)
        self._longest[name] = max(needed, self._longest.get(name, 0))
        return self._longest[name]

    def _words(self, column: int) -> Iterator[str]:
        """Yield what stands in the cells of a column that are in sight."""
        sheet = self._table.sheet
        for line in self._table.lines_in_sight():
            if sheet.row(line):
                yield " ".join(str(sheet.index(line, column).data()).split())

    def _fit_names(self) -> None:
        """Have room for the names; not while somebody types in a cell or a filter, which would move."""
        table = self._table
        typing = table.editing.active or table.head.filtered_column >= 0
        if not typing and table.columnWidth(0) != self._width(0, table.sheet.columns[0]):
            self.measure()

    def fit(self, column: int) -> None:
        """Make a column as wide as its heading and what is in sight of it need."""
        needed = holding(self._table.sheet.field(column), self._words(column))
        most = round(self._table.viewport().width() * SHARE_OF_ONE)
        self._table.head.resizeSection(column, min(needed, most))

    def widen(self, name: str, by: int) -> None:
        """Make the column of a field wider by so many pixels at 100 %; narrower by a number below 0."""
        table = self._table
        if name in table.sheet.columns:
            column = table.sheet.columns.index(name)
            table.head.resizeSection(column, max(px(NARROWEST), table.columnWidth(column) + px(by)))

    def _note(self, column: int, _old: int, new: int) -> None:
        self.chosen[self._table.sheet.columns[column]] = round(new * 100 / look().zoom)
        self._table.editing.place()
