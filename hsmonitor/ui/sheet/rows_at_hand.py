"""The rows of a sheet that are at hand, and where they stand.

A line is what is seen, a position is where a record stands in the order; they differ where the sheet is grouped, as heads of
groups are lines. Records that were added since the order was made stand below all others.
"""

from collections.abc import Iterable, Iterator

from hsmonitor.store.listing import Row
from hsmonitor.ui.sheet.folding import Folding

HELD = 2_000
"""Rows beyond which those that were read before are let go."""


class RowsAtHand:
    """Rows by position; `folding` tells the lines of those in the order, `added` are the keys of those below them."""

    def __init__(self) -> None:
        self.folding = Folding(0)
        self.added: list[str] = []
        self._rows: dict[int, Row] = {}

    @property
    def count(self) -> int:
        """How many records there are, at hand or not."""
        return self.folding.records + len(self.added)

    @property
    def lines(self) -> int:
        """How many lines they take, heads of groups included."""
        return self.folding.lines + len(self.added)

    def position(self, line: int) -> int | None:
        """Return the position of the record in a line, None for the head of a group and for what lies outside."""
        beyond = line - self.folding.lines
        return self.folding.position(line) if beyond < 0 else self.folding.records + beyond

    def line(self, position: int) -> int:
        """Return the line of a record by its position; that of its group's head where the group is folded."""
        beyond = position - self.folding.records
        return self.folding.line(position) if beyond < 0 else self.folding.lines + beyond

    def positions(self, lines: range) -> list[int]:
        """Return the positions of the records that stand in `lines`."""
        found = [position for span in self.folding.spans(lines.start, lines.stop - 1) for position in span]
        added = range(max(lines.start, self.folding.lines), min(lines.stop, self.lines))
        return found + [self.folding.records + line - self.folding.lines for line in added]

    def lines_for(self, line: int, records: int) -> range:
        """Return the lines from `line` on that hold as many records, fewer where there are no more."""
        found = self.folding.span(line, records)
        left = records - len(self.positions(found))
        return range(line, min(max(found.stop, line) + left, self.lines))

    def row(self, line: int) -> Row | None:
        """Return the record in a line, if it is at hand; a head of a group has none."""
        position = self.position(line)
        return None if position is None else self._rows.get(position)

    def at(self, positions: Iterable[int]) -> list[Row] | None:
        """Return the records at `positions`, None where one of them is not at hand."""
        rows = [self._rows.get(position) for position in positions]
        found = [row for row in rows if row]
        return found if len(found) == len(rows) else None

    def keys(self) -> set[str]:
        """Return the keys of all that are at hand."""
        return {row.key for row in self._rows.values()}

    def line_of(self, key: str) -> int | None:
        """Return the line of a record, if it is at hand."""
        position = self._position_of(key)
        return None if position is None else self.line(position)

    def _position_of(self, key: str) -> int | None:
        if key in self.added:
            return self.folding.records + self.added.index(key)
        return next((position for position, row in self._rows.items() if row.key == key), None)

    def begin(self, folding: Folding, first: Iterable[Row]) -> None:
        """Take another order, with its first rows."""
        self.folding, self.added = folding, []
        self._rows = dict(enumerate(first))

    def fill(self, start: int, rows: Iterable[Row]) -> None:
        """Take the rows from a position on; too many from elsewhere are let go."""
        if len(self._rows) > HELD:
            self._rows = {}
        self._rows |= dict(enumerate(rows, start))

    def add(self, row: Row) -> None:
        """Take a record that was just added."""
        self._rows[self.count] = row
        self.added.append(row.key)

    def renew(self, rows: Iterable[Row]) -> Iterator[int]:
        """Take records as they are now, in their places; yield the lines of those that are at hand."""
        for row in rows:
            position = self._position_of(row.key)
            if position is not None:
                self._rows[position] = row
                yield self.line(position)


def runs_of(positions: Iterable[int]) -> list[range]:
    """Return ascending numbers as ranges without gaps."""
    runs: list[range] = []
    for position in positions:
        if runs and runs[-1].stop == position:
            runs[-1] = range(runs[-1].start, position + 1)
        else:
            runs.append(range(position, position + 1))
    return runs
