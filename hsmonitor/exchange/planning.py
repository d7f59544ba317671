"""From a file to what taking it would do: every row is read and compared, and nothing is written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from hsmonitor.exchange.comparison import Comparison
from hsmonitor.exchange.guard import BookRefused
from hsmonitor.exchange.lines import EntryBook, Line
from hsmonitor.exchange.meaning import Meant
from hsmonitor.exchange.outcome import Outcome, Plan, RowState
from hsmonitor.language import _
from hsmonitor.reports.entry_layout import KINDS, Stamp, identified
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.store.rows import read_states

Progress = Callable[[int, int], None]


def plan(
    portfolio: Portfolio,
    path: Path,
    *,
    meant: Meant | None = None,
    progress: Progress = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Return what taking the workbook `path` would do; `progress` hears how many rows are read (of an unknown number, 0).

    `meant` says which records names mean that nothing is called by.

    May be called in any thread. Raises BookRefused (NoEntryBook where the file was not exported for data entry), Cancelled.
    """
    with portfolio.reading() as connection:
        connection.execute("BEGIN")  # every row is compared with one moment, whatever others write meanwhile
        return _Planner(connection, path, meant).read(progress, cancelled)


class _Planner:
    def __init__(self, connection: sqlite3.Connection, path: Path, meant: Meant | None) -> None:
        self._connection, self._meant = connection, meant
        self._book = EntryBook(path)
        self._rows: list[Outcome] = []
        self._comparison: Comparison | None = None

    def read(self, progress: Progress, cancelled: Callable[[], bool]) -> Plan:
        done = 0
        for lines in self._book.lines(cancelled):
            self._take(lines)
            done += len(lines)
            progress(done, 0)
        self._finish()
        return Plan(self._book.path.name, self._book.stamp, self._rows, self._book.notices)

    @property
    def _stamp(self) -> Stamp:
        assert self._book.stamp is not None  # noqa: S101  (a book without one yields no lines)
        return self._book.stamp

    @property
    def _compare(self) -> Comparison:
        if self._comparison is None:
            self._refuse_foreign(self._stamp)
            self._comparison = Comparison(self._connection, self._stamp.revision, self._meant)
        return self._comparison

    def _refuse_foreign(self, stamp: Stamp) -> None:
        """Raise BookRefused for a book of another portfolio, or of a later state than this one is in."""
        sql = "SELECT position, id FROM journal WHERE position IN (1, ?)"
        keys = {row[0]: row[1] for row in self._connection.execute(sql, [stamp.revision])}
        if keys.get(1) != stamp.portfolio:
            message = _("{file}: It was exported from another portfolio. Open that one to import it.")
            raise BookRefused(message.format(file=self._book.path.name))
        if keys.get(stamp.revision) != stamp.journal:
            message = _("{file}: It was exported from a later state of this portfolio than the one that is open.")
            raise BookRefused(message.format(file=self._book.path.name))

    def _take(self, lines: list[Line]) -> None:
        """Compare the rows that have a record; those that have none wait for the end, when all new names are known."""
        compare, kind = self._compare, lines[0].columns.kind
        keys = {line.number: identified(self._stamp, kind, line.identifier) for line in lines if line.identifier}
        states = read_states(self._connection, kind, [key for key in keys.values() if key])
        for line in lines:
            key = keys.get(line.number)
            if key:
                self._rows.append(compare.existing(line, key, states.get(key)))
            elif line.identifier:
                self._rows.append(self._altered(line))
            else:
                self._add(line)

    def _altered(self, line: Line) -> Outcome:
        problem = _("The identifier in the hidden first column was altered. Empty it to add the row as a new record.")
        return Outcome(line, "", line.reference, RowState.REFUSED, name=line.reference, problem=problem)

    def _add(self, line: Line) -> None:
        self._rows.append(Outcome(line, self._compare.announce(line, self._stamp), "", RowState.NEW))

    def _finish(self) -> None:
        self._part_copies()
        self._find_added_before()
        for place, row in enumerate(self._rows):
            if row.state == RowState.NEW:
                self._rows[place] = self._compare.new(row.line, row.key, row.copied)
            elif row.state == RowState.REFUSED and row.cells and self._compare.new_names:
                state = read_states(self._connection, row.kind, [row.key]).get(row.key)
                self._rows[place] = self._compare.existing(row.line, row.key, state)
        self._refuse_merged()
        self._refuse_dependents()

    def _part_copies(self) -> None:
        """Of several rows with one identifier the one that differs least is the record's own; the others are copies."""
        seen: dict[str, int] = {}
        for place, row in enumerate(self._rows):
            if row.state == RowState.NEW or not row.key:
                continue
            first = seen.setdefault(row.key, place)
            if first != place:
                own, copy = sorted((first, place), key=lambda at: (len(self._rows[at].cells), at))
                seen[row.key] = own
                self._make_copy(copy, self._rows[own].line.number)

    def _make_copy(self, place: int, number: int) -> None:
        line = self._rows[place].line
        self._rows[place] = Outcome(line, self._compare.announce(line, self._stamp), "", RowState.NEW, copied=number)

    def _find_added_before(self) -> None:
        """New rows that an earlier taking of the same book has added are not new."""
        for kind in KINDS:
            new = {row.key: row for row in self._rows if row.state == RowState.NEW and row.kind == kind}
            for key, state in read_states(self._connection, kind, list(new)).items():
                new[key].state, new[key].reference = RowState.UNCHANGED, state.reference

    def _refuse_merged(self) -> None:
        for row in self._rows:
            for first, last in self._book.merged.get(row.line.columns.sheet, ()):
                if first <= row.line.number <= last and row.line.columns.row < row.line.number:
                    row.state = RowState.REFUSED
                    row.problem = _(
                        "Cells of this row are merged. Take the merge away, so that each cell says its own."
                    )

    def _refuse_dependents(self) -> None:
        """Refuse what names a new row that is refused itself, until nothing more follows."""
        refused = {row.key for row in self._rows if row.state == RowState.REFUSED}
        while waiting := [row for row in self._rows if row.after & refused and row.state != RowState.REFUSED]:
            for row in waiting:
                row.state = RowState.REFUSED
                row.problem = _("It names a new row of this file that is refused. Correct that one first.")
                refused.add(row.key)
