"""The rows of a sheet: only those that are looked at are held, read by the thread beside the window."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Level
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query, Row
from hsmonitor.ui.work import Reading

FIRST_ROWS = 80
AROUND = 60
HELD = 2_000

Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The records that a query finds. `loaded` follows each answer; `failed` carries what went wrong."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, reading: Reading, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self.record = RECORDS[kind]
        self.query = Query(kind)
        self.columns = _columns(kind)
        self.count = 0
        self._rows: dict[int, Row] = {}
        self._listing: Listing | None = None
        self._asked: range | None = None

    def field(self, column: int) -> Field[Any] | None:
        """Return the field of a column; the reference has none."""
        return self.record.fields.get(self.columns[column])

    def show(self, **changes: Any) -> None:
        """Ask for other words, conditions or another order; the old rows stay until the new ones are there."""
        self.query = replace(self.query, **changes)
        self.reload()

    def reload(self) -> None:
        """Ask for the same rows again."""
        query, old = self.query, self._listing
        for job in ("find", "rows"):  # they put the old order together, which nobody wants any more
            self._reading.drop(f"{job} {self.record.kind}")
        self._reading.ask(
            f"open {self.record.kind}", lambda connection: _open(connection, query, old), self._take, self.failed.emit
        )

    def _take(self, answer: tuple[Listing, list[Row], int]) -> None:
        listing, first, count = answer
        same = count == self.count
        if not same:
            self.beginResetModel()
        self._listing, self.count, self._asked = listing, count, None
        self._rows = dict(enumerate(first))
        if same and count:
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, count - 1), len(self.columns) - 1))
        elif not same:
            self.endResetModel()
        self.loaded.emit()

    def want(self, first: int, last: int) -> None:
        """Have the rows from `first` to `last` at hand soon."""
        if self._listing is None or all(row in self._rows for row in range(first, min(last + 1, self.count))):
            return
        start, listing = max(0, first - AROUND), self._listing
        wanted = range(start, last + 1 + AROUND)
        if self._asked == wanted:
            return
        self._asked = wanted
        job = lambda _connection: (listing, start, listing.page(start, len(wanted)))  # noqa: E731  (one line, used once)
        self._reading.ask(f"rows {self.record.kind}", job, self._fill)

    def _fill(self, answer: tuple[Listing, int, list[Row]]) -> None:
        listing, start, rows = answer
        if listing is not self._listing:
            return
        if len(self._rows) > HELD:
            self._rows = {}
        self._rows |= dict(enumerate(rows, start))
        self.dataChanged.emit(self.index(start, 0), self.index(start + len(rows) - 1, len(self.columns) - 1))

    def find(self, key: str, answer: Callable[[int | None], None]) -> None:
        """Tell `answer` the position of a record in the present order."""
        if listing := self._listing:
            self._reading.ask(f"find {self.record.kind}", lambda _connection: listing.position(key), answer)

    def row(self, number: int) -> Row | None:
        """Return a row that is at hand."""
        return self._rows.get(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """How many records the query finds."""
        return 0 if parent.isValid() else self.count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """The reference and the fields that the kind's table shows."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is not recorded says so."""
        row = self._rows.get(index.row())
        if row is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        words = row.shown(self.columns[index.column()])
        nothing = _("not rated") if isinstance(self.field(index.column()), Level) else NOT_RECORDED
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            return _("{field}: {words}").format(field=heading, words=words or nothing)
        return words or (nothing if role == Qt.ItemDataRole.DisplayRole else None)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip; the numbers of the rows."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return section + 1
        field = self.field(section) if orientation == Qt.Orientation.Horizontal else None
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return field.label if field else _("Ref")
        return field.help or None if role == Qt.ItemDataRole.ToolTipRole and field else None


def _columns(kind: str) -> list[str]:
    fields = [name for name, field in RECORDS[kind].fields.items() if field.in_table]
    title = RECORDS[kind].title_field()
    lead = [title.name] if title and title.name in fields else []
    return [*lead, "reference", *(name for name in fields if name not in lead)]


def _open(connection: sqlite3.Connection, query: Query, old: Listing | None) -> tuple[Listing, list[Row], int]:
    if old:
        old.close()
    listing = Listing(connection, query)
    return listing, listing.first(FIRST_ROWS), listing.count()
