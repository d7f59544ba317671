"""Which line of a sheet shows what: a record by its position in the listing, or the head of a group that may be folded.

Folding never asks the database: positions stay what they are, lines are counted anew.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from hsmonitor.store.grouping import Group


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The line above the records of a group."""

    words: str
    count: int
    folded: bool


class Folding:
    """Lines of a sheet without groups, or with some of them folded; counted from 0."""

    def __init__(self, records: int, groups: Sequence[Group] = (), folded: frozenset[str] = frozenset()) -> None:
        self.records = records
        self.groups = tuple(groups)
        self.folded = folded
        shown = [1 + (0 if group.words in folded else group.size) for group in self.groups]
        self._lines = [0, *accumulate(shown)]
        self._positions = [0, *accumulate(group.size for group in self.groups)]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self._lines[-1] if self.groups else self.records

    def head(self, line: int) -> GroupHead | None:
        """Return the head that stands in a line, None where a record does."""
        if not self.groups or not 0 <= line < self.lines:
            return None
        number = bisect_right(self._lines, line) - 1
        group = self.groups[number]
        return GroupHead(group.words, group.size, group.words in self.folded) if line == self._lines[number] else None

    def position(self, line: int) -> int | None:
        """Return the position in the listing of the record in a line, None for a head and for what lies outside."""
        if not 0 <= line < self.lines:
            return None
        if not self.groups:
            return line
        number = bisect_right(self._lines, line) - 1
        inside = line - self._lines[number] - 1
        return self._positions[number] + inside if inside >= 0 else None

    def line(self, position: int) -> int:
        """Return the line of a record by its position; that of its group's head where the group is folded."""
        if not self.groups:
            return position
        number = min(bisect_right(self._positions, position), len(self.groups)) - 1
        head = self._lines[number]
        return head if self.groups[number].words in self.folded else head + 1 + position - self._positions[number]

    def spans(self, first: int, last: int) -> list[range]:
        """Return the positions of the records that stand in the lines from `first` to `last`; folded ones stand in none."""
        last = min(last, self.lines - 1)
        if not self.groups:
            return [range(first, last + 1)] if first <= last else []
        found: list[range] = []
        for number in range(max(0, bisect_right(self._lines, first) - 1), len(self.groups)):
            head, begin = self._lines[number], self._positions[number]
            if head > last:
                break
            shown = self._lines[number + 1] - head - 1
            inside = range(begin + max(0, first - head - 1), begin + min(shown, last - head))
            found += [inside] if inside else []
        return found

    def span(self, line: int, records: int) -> range:
        """Return the lines from `line` on in which as many records stand, fewer where there are no more."""
        end = line
        while records > 0 and end < self.lines:
            records -= self.position(end) is not None
            end += 1
        return range(line, end)

    def toggled(self, words: str) -> "Folding":
        """Return the same with one group folded, or unfolded."""
        return Folding(self.records, self.groups, self.folded ^ {words})

    def all_folded(self, folded: bool) -> "Folding":
        """Return the same with all groups folded, or none."""
        return Folding(
            self.records, self.groups, frozenset(group.words for group in self.groups) if folded else frozenset()
        )
