"""The records of a sheet: only those that are looked at are held, read by the thread beside the window.

Below the rows that the query finds stand those that were added here since, and one ready line for the next. Changes are
shown in place: a row keeps its position until the sheet is filtered or sorted again, as in a spreadsheet.
"""

import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QModelIndex, QObject, Signal

from hsmonitor.store.grouping import Group
from hsmonitor.store.listing import Listing, Query, Row, read_rows
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.first_rows import first_rows, own_columns
from hsmonitor.ui.sheet.folding import Folding, GroupHead
from hsmonitor.ui.sheet.rows_at_hand import RowsAtHand, runs_of
from hsmonitor.ui.work import Reading

AROUND = 60
"""Rows that are read beyond those in sight, above and below."""

_acts = itertools.count(1)


class RecordsModel(CellsModel):
    """The records that a query finds. `failed` carries what went wrong.

    `group` is the field by which the records are grouped, empty for none. What the cells say is up to `SheetModel`.
    """

    folded_anew = Signal()
    failed = Signal(object)

    def __init__(self, reading: Reading, kind: str, parent: QObject | None = None) -> None:
        super().__init__(kind, own_columns(kind), parent)
        self._reading = reading
        self.query = Query(kind)
        self.group = self._wanted_group = ""
        self.ready_line = not self.record.append_only
        self._rows = RowsAtHand()
        self._listing: Listing | None = None
        self._asked: range | None = None

    @property
    def opened(self) -> bool:
        """Whether rows were read yet, be there any or none."""
        return self._listing is not None

    @property
    def count(self) -> int:
        """How many records there are; the ready line is none, nor is the head of a group."""
        return self._rows.count

    @property
    def lines(self) -> int:
        """How many lines stand above the ready line: records, and the heads of groups."""
        return self._rows.lines

    def head(self, line: int) -> GroupHead | None:
        """Return the head of a group that stands in a line, None where a record does."""
        return self._rows.folding.head(line)

    def allow(self, *, changing: bool) -> None:
        """Show the ready line where records can be added."""
        self.show_ready_line(changing and not self.record.append_only)

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
        self._rows.folding = self._rows.folding.toggled(head.words)
        if head.folded:
            self.endInsertRows()
        else:
            self.endRemoveRows()
        self.show_changed(line, line)
        self.folded_anew.emit()
        return True

    def fold_all(self, folded: bool) -> None:
        """Fold all groups, or unfold them."""
        self.beginResetModel()
        self._rows.folding = self._rows.folding.all_folded(folded)
        self.endResetModel()
        self.folded_anew.emit()

    def reload(self) -> None:
        """Ask for the same rows again."""
        query, group = self.query, self._wanted_group
        # They put the old order together, which nobody wants any more; what the user does with its rows goes on.
        for job in ("find", "rows", "refresh", "glance", "order"):
            self._reading.drop(f"{job} {self.record.kind}")
        self._reading.ask(
            f"open {self.record.kind}",
            lambda connection: first_rows(connection, query, group),
            self._take,
            self.failed.emit,
        )

    def _take(self, answer: tuple[Listing, list[Row], int, list[Group]]) -> None:
        listing, first, count, parts = answer
        before = self._rows.folding
        folding = Folding(count, parts, before.folded & {part.words for part in parts})
        group = listing.query.order[0][0] if parts else ""
        same = (group, folding.lines, folding.groups) == (self.group, self.lines, before.groups)
        if not same:
            self.beginResetModel()
        old = self._listing
        self._reading.drop(f"glance {self.record.kind}")
        self._listing, self.group, self._asked = listing, group, None
        self._rows.begin(folding, first)
        if not same:
            self.endResetModel()
        else:
            self.show_changed(0, self.rowCount() - 1)
        self.loaded.emit()
        if count > len(first):  # so that a jump to the end does not wait for it
            self._ask_idly(f"order {self.record.kind}", listing.put_in_order)
        if old:  # behind what the user does with the rows of the old order
            self._ask_idly(f"close {next(_acts)}", old.close)

    def _ask_idly(self, job: str, act: Callable[[], None]) -> None:
        self._reading.ask(job, lambda _connection: act(), lambda _none: None, yielding=True)

    def refresh(self, keys: Collection[str]) -> None:
        """Read records anew that stand here, in their places; read all again where one of them came or went."""
        kind, wanted = self.record.kind, list(keys)
        if self._wanted_group or not self._rows.keys().issuperset(wanted):
            self.reload()
            return
        self._reading.ask(
            f"refresh {kind}",
            lambda connection: read_rows(connection, kind, wanted),
            lambda rows: self._put(rows, wanted),
        )

    def _put(self, rows: list[Row], wanted: list[str]) -> None:
        if len(rows) < len(set(wanted)):
            self.reload()
            return
        self._show_lines(self._rows.renew(rows))
        self.loaded.emit()

    def _show_lines(self, lines: Iterable[int]) -> None:
        for line in lines:
            self.show_changed(line, line)

    def put_now(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        """Show records as they are now, at once: what the user has just entered does not wait."""
        self._show_lines(self._rows.renew(read_rows(connection, self.record.kind, list(keys))))

    def append(self, connection: sqlite3.Connection, key: str) -> None:
        """Show a record that was just added, above the ready line."""
        row = read_rows(connection, self.record.kind, [key])[0]
        self.beginInsertRows(QModelIndex(), self.lines, self.lines)
        self._rows.add(row)
        self.endInsertRows()

    def want(self, first: int, last: int) -> None:
        """Have the rows in the lines from `first` to `last` at hand soon."""
        seen = self._rows.positions(range(first, last + 1))
        if self._listing is None or self._rows.at(seen) is not None:
            return
        start, listing = max(0, seen[0] - AROUND), self._listing
        wanted = range(start, seen[-1] + 1 + AROUND)
        if self._asked != wanted:
            self._asked = wanted
            read = self._reader(listing)
            self._reading.ask(f"rows {self.record.kind}", lambda it: (listing, start, read(it, wanted)), self._fill)

    def lines_for(self, line: int, records: int) -> range:
        """Return the lines from `line` on that hold as many records, fewer where there are no more."""
        return self._rows.lines_for(line, records)

    def _reader(self, listing: Listing) -> Callable[[sqlite3.Connection, range], list[Row]]:
        """Return what reads a span of positions beside the window, those of records that were added since included."""
        found, added, kind = self._rows.folding.records, tuple(self._rows.added), self.record.kind

        def read(connection: sqlite3.Connection, wanted: range) -> list[Row]:
            rows = listing.page(wanted.start, len(wanted))
            rest = added[max(0, wanted.start - found) : max(0, wanted.stop - found)]
            return rows + read_rows(connection, kind, list(rest)) if rest else rows

        return read

    def _fill(self, answer: tuple[Listing, int, list[Row]]) -> None:
        listing, start, rows = answer
        self._asked = None
        if listing is self._listing:
            self._rows.fill(start, rows)
            self.show_changed(self._rows.line(start), self._rows.line(start + len(rows) - 1))

    def find(self, key: str, answer: Callable[[int | None], object]) -> None:
        """Tell `answer` the line of a record in the present order; that of its group's head where the group is folded."""
        if (line := self.number_of(key)) is not None:
            answer(line)
        elif listing := self._listing:

            def found(position: int | None) -> None:
                answer(None if position is None else self._rows.line(position))

            self._reading.ask(f"find {self.record.kind}", lambda _connection: listing.position(key), found)

    def with_rows(self, lines: Iterable[range], answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows that stand in `lines`, those read beside the window that are not at hand.

        The user does something with them: whatever is asked afterwards, and whoever changes something, they come.
        """
        self._read(f"act {next(_acts)}", lines, answer)

    def glance_at(self, lines: Iterable[range], answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows that stand in `lines`, unless something newer comes first: they are only to be told of."""
        self._read(f"glance {self.record.kind}", lines, answer, yielding=True)

    def _read(
        self, job: str, lines: Iterable[range], answer: Callable[[list[Row]], object], *, yielding: bool = False
    ) -> None:
        positions = [position for span in lines for position in self._rows.positions(span)]
        if (rows := self._rows.at(positions)) is not None:
            answer(rows)
        elif listing := self._listing:
            runs, read = runs_of(positions), self._reader(listing)

            def rows_of(connection: sqlite3.Connection) -> list[Row]:
                return [row for run in runs for row in read(connection, run)]

            self._reading.ask(job, rows_of, answer, self.failed.emit, yielding=yielding)

    def row(self, line: int) -> Row | None:
        """Return the record in a line, if it is at hand; a head of a group has none."""
        return self._rows.row(line)

    def number_of(self, key: str) -> int | None:
        """Return the line of a record, if it is at hand."""
        return self._rows.line_of(key)
