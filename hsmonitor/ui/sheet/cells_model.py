"""What is common to all tables whose cells are edited in place: the sheet of a kind, and the lists on a record's page."""

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Level
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.ui.sheet.folding import GroupHead
from hsmonitor.ui.widgets.guarded import guarded

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Held:
    """A text that cannot be taken: it stays in its cell, with what is wrong."""

    words: str
    wrong: str


class CellsModel(QAbstractTableModel):
    """A line for each record of one kind, and one ready line for the next. `loaded` follows each answer of the store.

    `held` has the texts to correct, by the key of the row ("" for the ready line) and the field; `kept` the cells that offer
    a text which was typed and not saved; `begun` what stands in the ready line so far.
    """

    loaded = Signal()

    def __init__(self, kind: str, columns: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.record = RECORDS[kind]
        self.columns = columns
        self.ready_line = False
        self.begun: dict[str, str] = {}
        self.held: dict[tuple[str, str], Held] = {}
        self.kept: set[tuple[str, str]] = set()

    # What each table knows for itself

    @property
    def lines(self) -> int:
        """How many lines stand above the ready line."""
        raise NotImplementedError

    def row(self, line: int) -> Row | None:
        """Return the record in a line, if it is at hand."""
        raise NotImplementedError

    def number_of(self, key: str) -> int | None:
        """Return the line of a record, if it is at hand."""
        raise NotImplementedError

    def find(self, key: str, answer: Callable[[int | None], object]) -> None:
        """Tell `answer` the line of a record, None where it is not among those shown."""
        answer(self.number_of(key))

    def with_rows(self, lines: Iterable[range], answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows that stand in `lines`."""
        raise NotImplementedError

    def put_now(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        """Show records as they are now, at once: what the user has just entered does not wait."""
        raise NotImplementedError

    def append(self, connection: sqlite3.Connection, key: str) -> None:
        """Show a record that was just added, above the ready line."""
        raise NotImplementedError

    def head(self, line: int) -> GroupHead | None:
        """Return the head of a group that stands in a line, None where a record does."""
        return None

    def group_words(self, head: GroupHead) -> str:
        """Return what the head of a group says, but for its count."""
        return head.words

    # What follows from it

    def field(self, column: int) -> Field[Any] | None:
        """Return the field of a column; the reference has none."""
        return self.record.fields.get(self.columns[column])

    def set_columns(self, columns: list[str]) -> None:
        """Show other columns, or the same in another order."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def show_ready_line(self, wanted: bool) -> None:
        """Show the ready line, or take it away."""
        if wanted != self.ready_line:
            self.beginResetModel()
            self.ready_line = wanted
            self.endResetModel()

    def key(self, line: int) -> str | None:
        """Return the key of the record in a line, if it is at hand; the ready line's is empty."""
        if line >= self.lines:
            return ""
        row = self.row(line)
        return row.key if row else None

    def held_at(self, index: Index) -> Held | None:
        """Return the text to correct that stands in a cell."""
        if not self.held:  # as nearly always; it is asked for each cell that is painted
            return None
        key = self.key(index.row())
        return None if key is None else self.held.get((key, self.columns[index.column()]))

    def is_kept(self, index: Index) -> bool:
        """Tell whether a cell offers a text that was typed and not saved."""
        return bool(self.kept) and (self.key(index.row()), self.columns[index.column()]) in self.kept

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """The lines, and the ready one."""
        return 0 if parent.isValid() else self.lines + self.ready_line

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """The columns that are shown."""
        return 0 if parent.isValid() else len(self.columns)

    @guarded
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
        if index.row() >= self.lines:
            return self.begun.get(name, "")
        row = self.row(index.row())
        return row.shown(name) if row else ""

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if index.row() >= self.lines or self.row(index.row()) is None:
            return ""
        return _("not rated") if isinstance(self.field(index.column()), Level) else NOT_RECORDED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        field = self.field(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return field.label if field else _("Ref")
        return field.help or None if role == Qt.ItemDataRole.ToolTipRole and field else None

    def show_changed(self, first: int, last: int) -> None:
        """Have lines painted again."""
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
