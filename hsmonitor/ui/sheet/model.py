"""The rows of a sheet: only those that are looked at are held, read by the thread beside the window.

Below the rows that the query finds stand those that were added here since, and one ready line for the next. Changes are
shown in place: a row keeps its position until the sheet is filtered or sorted again, as in a spreadsheet. A line is what is
seen, a position is where a record stands in the order; they differ where the sheet is grouped, as heads of groups are lines.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Level
from hsmonitor.language import _
from hsmonitor.store.grouping import Group, grouped, groups
from hsmonitor.store.listing import Listing, Query, Row, read_rows
from hsmonitor.ui.sheet.folding import Folding, GroupHead
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
    a text which was typed and not saved; `group` is the field by which the records are grouped, empty for none.
    """

    loaded = Signal()
    folded_anew = Signal()
    failed = Signal(object)

    def __init__(self, reading: Reading, kind: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self.record = RECORDS[kind]
        self.query = Query(kind)
        self.group = self._wanted_group = ""
        self.folding = Folding(0)
        self.columns = own_columns(kind)
        self.ready_line = not self.record.append_only
        self.begun: dict[str, str] = {}
        self.held: dict[tuple[str, str], Held] = {}
        self.kept: set[tuple[str, str]] = set()
        self._rows: dict[int, Row] = {}
        self._added: list[str] = []
        self._listing: Listing | None = None
        self._asked: range | None = None

    @property
    def count(self) -> int:
        """How many records there are; the ready line is none, nor is the head of a group."""
        return self.folding.records + len(self._added)

    @property
    def lines(self) -> int:
        """How many lines stand above the ready line: records, and the heads of groups."""
        return self.folding.lines + len(self._added)

    def _position(self, line: int) -> int | None:
        beyond = line - self.folding.lines
        return self.folding.position(line) if beyond < 0 else self.folding.records + beyond

    def _line(self, position: int) -> int:
        beyond = position - self.folding.records
        return self.folding.line(position) if beyond < 0 else self.folding.lines + beyond

    def head(self, line: int) -> GroupHead | None:
        """Return the head of a group that stands in a line, None where a record does."""
        return self.folding.head(line)

    def field(self, column: int) -> Field[Any] | None:
        """Return the field of a column; the reference has none."""
        return self.record.fields.get(self.columns[column])

    def set_columns(self, columns: list[str]) -> None:
        """Show other columns, or the same in another order."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def allow(self, *, changing: bool) -> None:
        """Show the ready line where records can be added."""
        wanted = changing and not self.record.append_only
        if wanted != self.ready_line:
            self.beginResetModel()
            self.ready_line = wanted
            self.endResetModel()

    def show_query(self, query: Query, group: str = "") -> None:
        """Ask for what `query` finds, grouped by a field; the old rows stay until the new ones are there."""
        self.query, self._wanted_group = query, group
        self.reload()

    def toggle(self, line: int) -> bool:
        """Fold the group whose head stands in a line, or unfold it; tell whether there is one."""
        head = self.head(line)
        if head is None:
            return False
        inside = (QModelIndex(), line + 1, line + head.count)
        if head.folded:
            self.beginInsertRows(*inside)
        else:
            self.beginRemoveRows(*inside)
        self.folding = self.folding.toggled(head.words)
        if head.folded:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self._show_changed(line, line)
        self.folded_anew.emit()
        return True

    def fold_all(self, folded: bool) -> None:
        """Fold all groups, or unfold them."""
        self.beginResetModel()
        self.folding = self.folding.all_folded(folded)
        self.endResetModel()
        self.folded_anew.emit()

    def reload(self) -> None:
        """Ask for the same rows again."""
        query, group, old = self.query, self._wanted_group, self._listing
        for job in ("find", "rows", "refresh", "span"):  # they put the old order together, which nobody wants any more
            self._reading.drop(f"{job} {self.record.kind}")
        self._reading.ask(
            f"open {self.record.kind}",
            lambda connection: _open(connection, query, group, old),
            self._take,
            self.failed.emit,
        )

    def _take(self, answer: tuple[Listing, list[Row], int, list[Group]]) -> None:
        listing, first, count, parts = answer
        folding = Folding(count, parts, self.folding.folded & {part.words for part in parts})
        group = listing.query.order[0][0] if parts else ""
        same = (group, folding.lines, folding.groups) == (self.group, self.lines, self.folding.groups)
        if not same:
            self.beginResetModel()
        self._listing, self.folding, self.group, self._added, self._asked = listing, folding, group, [], None
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
        if self._wanted_group or not held.issuperset(wanted):
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
        for position, row in self._rows.items():
            if row.key in fresh:
                self._rows[position] = fresh[row.key]
                self._show_changed(self._line(position), self._line(position))
        self.loaded.emit()

    def put_now(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        """Show records as they are now, at once: what the user has just entered does not wait."""
        for row in read_rows(connection, self.record.kind, list(keys)):
            position = self._position_of(row.key)
            if position is not None:
                self._rows[position] = row
                self._show_changed(self._line(position), self._line(position))

    def append(self, connection: sqlite3.Connection, key: str) -> None:
        """Show a record that was just added, above the ready line."""
        self.beginInsertRows(QModelIndex(), self.lines, self.lines)
        self._rows[self.count] = read_rows(connection, self.record.kind, [key])[0]
        self._added.append(key)
        self.endInsertRows()

    def want(self, first: int, last: int) -> None:
        """Have the rows in the lines from `first` to `last` at hand soon."""
        seen = self._positions(range(first, last + 1))
        if self._listing is None or all(position in self._rows for position in seen):
            return
        start, listing = max(0, seen[0] - AROUND), self._listing
        wanted = range(start, seen[-1] + 1 + AROUND)
        if self._asked == wanted:
            return
        self._asked = wanted
        job = lambda connection: (listing, start, self._span(connection, listing, wanted))  # noqa: E731  (used once)
        self._reading.ask(f"rows {self.record.kind}", job, self._fill)

    def _positions(self, lines: range) -> list[int]:
        """Return the positions of the records that stand in `lines`."""
        found = [position for span in self.folding.spans(lines.start, lines.stop - 1) for position in span]
        added = range(max(lines.start, self.folding.lines), min(lines.stop, self.lines))
        return found + [self.folding.records + line - self.folding.lines for line in added]

    def lines_for(self, line: int, records: int) -> range:
        """Return the lines from `line` on that hold as many records, fewer where there are no more."""
        found = self.folding.span(line, records)
        left = records - len(self._positions(found))
        return range(line, min(max(found.stop, line) + left, self.lines))

    def _span(self, connection: sqlite3.Connection, listing: Listing, wanted: range) -> list[Row]:
        rows = listing.page(wanted.start, len(wanted))
        found = self.folding.records
        if wanted.stop > found and self._added:
            rest = self._added[max(0, wanted.start - found) : wanted.stop - found]
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
        self._show_changed(self._line(start), self._line(start + len(rows) - 1))

    def find(self, key: str, answer: Callable[[int | None], None]) -> None:
        """Tell `answer` the line of a record in the present order; that of its group's head where the group is folded."""
        if (line := self.number_of(key)) is not None:
            answer(line)
        elif listing := self._listing:

            def found(position: int | None) -> None:
                answer(None if position is None else self._line(position))

            self._reading.ask(f"find {self.record.kind}", lambda _connection: listing.position(key), found)

    def with_rows(self, lines: Iterable[range], answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows that stand in `lines`, those read beside the window that are not at hand."""
        positions = [position for span in lines for position in self._positions(span)]
        rows = [self._rows.get(position) for position in positions]
        if all(rows):
            answer([row for row in rows if row])
        elif listing := self._listing:
            runs = runs_of(positions)
            self._reading.ask(
                f"span {self.record.kind}",
                lambda connection: [row for run in runs for row in self._span(connection, listing, run)],
                answer,
            )

    def row(self, line: int) -> Row | None:
        """Return the record in a line, if it is at hand; a head of a group has none."""
        position = self._position(line)
        return None if position is None else self._rows.get(position)

    def number_of(self, key: str) -> int | None:
        """Return the line of a record, if it is at hand."""
        position = self._position_of(key)
        return None if position is None else self._line(position)

    def _position_of(self, key: str) -> int | None:
        if key in self._added:
            return self.folding.records + self._added.index(key)
        return next((position for position, row in self._rows.items() if row.key == key), None)

    def key(self, line: int) -> str | None:
        """Return the key of the record in a line, if it is at hand; the ready line's is empty."""
        if line >= self.lines:
            return ""
        row = self.row(line)
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
        return 0 if parent.isValid() else self.lines + self.ready_line

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
        if index.row() >= self.lines:
            return self.begun.get(name, "")
        if head := self.head(index.row()):
            return self._head_words(head) if index.column() == 0 else ""
        row = self.row(index.row())
        return row.shown(name) if row else ""

    def _head_words(self, head: GroupHead) -> str:
        field = self.record.fields[self.group]
        return _("{field}: {words} ({count})").format(
            field=field.label, words=head.words or NOT_RECORDED, count=f"{head.count:,}"
        )

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if index.row() >= self.lines:
            first = self.record.title_field() or next(iter(self.record.fields.values()))
            own = self.columns[index.column()] == first.name
            return _("Type here to add one") if own and not self.begun else ""
        if self.row(index.row()) is None:
            return ""
        return _("not rated") if isinstance(self.field(index.column()), Level) else NOT_RECORDED

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields, with their help as tool tip; the numbers of the rows."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Vertical:
            return self._number(section)
        field = self.field(section) if orientation == Qt.Orientation.Horizontal else None
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return field.label if field else _("Ref")
        return field.help or None if role == Qt.ItemDataRole.ToolTipRole and field else None

    def _number(self, line: int) -> str:
        position = self._position(line) if line < self.lines else None
        return "+" if line >= self.lines else "" if position is None else str(position + 1)


def own_columns(kind: str) -> list[str]:
    """Return the columns that the sheet of a kind shows unasked: name, reference, then as its fields are declared."""
    fields = [name for name, field in RECORDS[kind].fields.items() if field.in_table]
    title = RECORDS[kind].title_field()
    lead = [title.name] if title and title.name in fields else []
    return [*lead, "reference", *(name for name in fields if name not in lead)]


def runs_of(positions: list[int]) -> list[range]:
    """Return ascending numbers as ranges without gaps."""
    runs: list[range] = []
    for position in positions:
        if runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        else:
            runs.append(range(position, position + 1))
    return runs


def _open(
    connection: sqlite3.Connection, query: Query, group: str, old: Listing | None
) -> tuple[Listing, list[Row], int, list[Group]]:
    if old:
        old.close()
    listing = Listing(connection, grouped(query, group) if group else query)
    parts = groups(connection, listing.query) if group else []
    first = listing.first(FIRST_ROWS)
    return listing, first, len(first) if len(first) < FIRST_ROWS else listing.count(), parts
