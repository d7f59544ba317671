"""The rows of the history page: transactions, read some at a time as one goes down."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from hsmonitor.language import _
from hsmonitor.store.history_list import AT_A_TIME, Asked, Step, steps
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color
from hsmonitor.ui.widgets.guarded import guarded

Index = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractTableModel):
    """When, what, who, how many changes, what became of it. `loaded` follows each answer."""

    loaded = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = Asked()
        self._steps: list[Step] = []
        self.more = False
        self._headings = (_("When"), _("What"), _("Who"), _("Changes"), _("Since then"))

    def ask(self, asked: Asked) -> None:
        """Show the transactions that fit; the old ones stay until the new ones are there."""
        self._asked = asked
        self._desk.ask("history", lambda connection: steps(connection, asked), self._take)

    def _take(self, found: list[Step]) -> None:
        self.beginResetModel()
        self._steps, self.more = found, len(found) == AT_A_TIME
        self.endResetModel()
        self.loaded.emit()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older ones may follow."""
        return self.more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Read older ones."""
        if not self.more:
            return
        self.more = False
        asked, before = self._asked, self._steps[-1].entry.position
        self._desk.ask("older history", lambda connection: (asked, steps(connection, asked, before)), self._add)

    def _add(self, answer: tuple[Asked, list[Step]]) -> None:
        asked, found = answer
        if asked is not self._asked or not found:
            return
        self.beginInsertRows(QModelIndex(), len(self._steps), len(self._steps) + len(found) - 1)
        self._steps += found
        self.more = len(found) == AT_A_TIME
        self.endInsertRows()
        self.loaded.emit()

    def step(self, row: int) -> Step | None:
        """Return the transaction of a row."""
        return self._steps[row] if 0 <= row < len(self._steps) else None

    def row_of(self, journal: str) -> int:
        """Return the row of a transaction; the first where it is not shown."""
        return next((row for row, step in enumerate(self._steps) if step.entry.id == journal), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """How many have been read."""
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """One a heading."""
        return 0 if parent.isValid() else len(self._headings)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        step = self._steps[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            state = _("taken back") if step.undone else ""
            entry = step.entry
            words = (local_time(entry.made_at), entry.name, entry.person, f"{step.changes:,}", state)
            return paint.isolated(words[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and (step.undone or index.column() in (0, 2)):
            return color("muted" if step.undone else "text2")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._headings[section] if shown else None
