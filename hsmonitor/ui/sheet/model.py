"""The rows of a sheet: only those that are looked at are held, read by the thread beside the window.

Below the rows that the query finds stand those that were added here since, and one ready line for the next. Changes are
shown in place: a row keeps its position until the sheet is filtered or sorted again, as in a spreadsheet.
"""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Level
from hsmonitor.language import _
from hsmonitor.store.listing import Listing, Query, Row, read_rows
from hsmonitor.ui.work import Reading

FIRST_ROWS = 80
AROUND = 60
HELD = 2_000

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Held:
    """A text that cannot be taken: it stays in its cell, with what is wrong."""

    words: str
    wrong: str


class SheetModel(QAbstractTableModel):
    """The records that a query finds. `loaded` follows each answer; `failed` carries what went wrong.

    `held` has the texts to correct, by the key of the row ("" for the ready line) and the field; `kept` the cells that offer
    a text which was typed and not saved.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, reading: Reading, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self.record = RECORDS[kind]
        self.query = Query(kind)
        self.columns = own_columns(kind)
        self.ready_line = not self.record.append_only
        self.begun: dict[str, str] = {}
        self.held: dict[tuple[str, str], Held] = {}
        self.kept: set[tuple[str, str]] = set()
        self._found = 0
        self._rows: dict[int, Row] = {}
        self._added: list[str] = []
        self._listing: Listing | None = None
        self._asked: range | None = None

    @property
    def count(self) -> int:
        """How many records there are; the ready line is none."""
        return self._found + len(self._added)

    def field(self, column: int) -> Field[Any] | None:
        """Return the field of a column; the reference has none."""
        return self.record.fields.get(self.columns[column])

    def set_columns(self, columns: list[str]) -> None:
        """Show other columns, or the same in another order."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def show_query(self, query: Query) -> None:
        """Ask for what `query` finds; the old rows stay until the new ones are there."""
        self.query = query
        self.reload()

    def reload(self) -> None:
        """Ask for the same rows again."""
        query, old = self.query, self._listing
        for job in ("find", "rows", "refresh", "span"):  # they put the old order together, which nobody wants any more
            self._reading.drop(f"{job} {self.record.kind}")
        self._reading.ask(
            f"open {self.record.kind}", lambda connection: _open(connection, query, old), self._take, self.failed.emit
        )

    def _take(self, answer: tuple[Listing, list[Row], int]) -> None:
        listing, first, count = answer
        same = count == self.count
        if not same:
            self.beginResetModel()
        self._listing, self._found, self._added, self._asked = listing, count, [], None
        self._rows = dict(enumerate(first))
        if not same:
            self.endResetModel()
        else:
            self._show_changed(0, self.rowCount() - 1)
        self.loaded.emit()

    def _show_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def refresh(self, keys: Collection[str]) -> None:
        """Read records anew that stand here, in their places; read all again where one of them came or went."""
        held = {row.key for row in self._rows.values()}
        kind, wanted = self.record.kind, list(keys)
        if not held.issuperset(wanted):
            self.reload()
            return
        self._reading.ask(
            f"refresh {kind}",
            lambda connection: read_rows(connection, kind, wanted),
            lambda rows: self._put(rows, wanted),
        )

    def _put(self, rows: list[Row], wanted: list[str]) -> None:
        fresh = {row.key: row for row in rows}
        if len(fresh) < len(set(wanted)):
            self.reload()
            return
        for number, row in self._rows.items():
            if row.key in fresh:
                self._rows[number] = fresh[row.key]
                self._show_changed(number, number)
        self.loaded.emit()

    def put_now(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        """Show records as they are now, at once: what the user has just entered does not wait."""
        for row in read_rows(connection, self.record.kind, list(keys)):
            number = self.number_of(row.key)
            if number is not None:
                self._rows[number] = row
                self._show_changed(number, number)

    def append(self, connection: sqlite3.Connection, key: str) -> None:
        """Show a record that was just added, above the ready line."""
        number = self.count
        self.beginInsertRows(QModelIndex(), number, number)
        self._added.append(key)
        self._rows[number] = read_rows(connection, self.record.kind, [key])[0]
        self.endInsertRows()

    def want(self, first: int, last: int) -> None:
        """Have the rows from `first` to `last` at hand soon."""
        if self._listing is None or all(row in self._rows for row in range(first, min(last + 1, self.count))):
            return
        start, listing = max(0, first - AROUND), self._listing
        wanted = range(start, last + 1 + AROUND)
        if self._asked == wanted:
            return
        self._asked = wanted
        job = lambda connection: (listing, start, self._span(connection, listing, wanted))  # noqa: E731  (used once)
        self._reading.ask(f"rows {self.record.kind}", job, self._fill)

    def _span(self, connection: sqlite3.Connection, listing: Listing, wanted: range) -> list[Row]:
        rows = listing.page(wanted.start, len(wanted))
        if wanted.stop > self._found and self._added:
            rest = self._added[max(0, wanted.start - self._found) : wanted.stop - self._found]
            rows += read_rows(connection, self.record.kind, rest)
        return rows

    def _fill(self, answer: tuple[Listing, int, list[Row]]) -> None:
        listing, start, rows = answer
        self._asked = None
        if listing is not self._listing:
            return
        if len(self._rows) > HELD:
            self._rows = {}
        self._rows |= dict(enumerate(rows, start))
        self._show_changed(start, start + len(rows) - 1)

    def find(self, key: str, answer: Callable[[int | None], None]) -> None:
        """Tell `answer` the position of a record in the present order."""
        if (number := self.number_of(key)) is not None:
            answer(number)
        elif listing := self._listing:
            self._reading.ask(f"find {self.record.kind}", lambda _connection: listing.position(key), answer)

    def with_rows(self, span: range, answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows of `span`, those read beside the window that are not at hand."""
        rows = [self._rows.get(number) for number in span if number < self.count]
        if all(rows):
            answer([row for row in rows if row])
        elif listing := self._listing:
            self._reading.ask(
                f"span {self.record.kind}", lambda connection: self._span(connection, listing, span), answer
            )

    def row(self, number: int) -> Row | None:
        """Return a row that is at hand."""
        return self._rows.get(number)

    def number_of(self, key: str) -> int | None:
        """Return where a record stands, if it is at hand."""
        if key in self._added:
            return self._found + self._added.index(key)
        return next((number for number, row in self._rows.items() if row.key == key), None)

    def key(self, number: int) -> str | None:
        """Return the key of a row that is at hand; the ready line's is empty."""
        if number >= self.count:
            return ""
        row = self._rows.get(number)
        return row.key if row else None

    def held_at(self, index: Index) -> Held | None:
        """Return the text to correct that stands in a cell."""
        key = self.key(index.row())
        return self.held.get((key, self.columns[index.column()])) if key is not None and self.held else None

    def is_kept(self, index: Index) -> bool:
        """Tell whether a cell offers a text that was typed and not saved."""
        return bool(self.kept) and (self.key(index.row()), self.columns[index.column()]) in self.kept

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """How many records the query finds, those added since, and the ready line."""
        return 0 if parent.isValid() else self.count + self.ready_line

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """The columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is not recorded says so."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        held = self.held_at(index)
        words = held.words if held else self.words(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
            nothing = held.wrong if held else self.nothing(index)
            return _("{field}: {words}").format(field=heading, words=words or nothing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return held.wrong if held else words or None
        return words or self.nothing(index)

    def words(self, index: Index) -> str:
        """Return the words of what is stored in a cell, or of what is typed in the ready line so far."""
        name = self.columns[index.column()]
        if index.row() >= self.count:
            return self.begun.get(name, "")
        row = self._rows.get(index.row())
        return row.shown(name) if row else ""

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if index.row() >= self.count:
            first = self.record.title_field() or next(iter(self.record.fields.values()))
            own = self.columns[index.column()] == first.name
            return _("Type here to add one") if own and not self.begun else ""
        if self.row(index.row()) is None:
            return ""
        return _("not rated") if isinstance(self.field(index.column()), Level) else NOT_RECORDED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip; the numbers of the rows."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return section + 1 if section < self.count else "+"
        field = self.field(section) if orientation == Qt.Orientation.Horizontal else None
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return field.label if field else _("Ref")
        return field.help or None if role == Qt.ItemDataRole.ToolTipRole and field else None


def own_columns(kind: str) -> list[str]:
    """Return the columns that the sheet of a kind shows unasked: name, reference, then as its fields are declared."""
    fields = [name for name, field in RECORDS[kind].fields.items() if field.in_table]
    title = RECORDS[kind].title_field()
    lead = [title.name] if title and title.name in fields else []
    return [*lead, "reference", *(name for name in fields if name not in lead)]


def _open(connection: sqlite3.Connection, query: Query, old: Listing | None) -> tuple[Listing, list[Row], int]:
    if old:
        old.close()
    listing = Listing(connection, query)
    return listing, listing.first(FIRST_ROWS), listing.count()
