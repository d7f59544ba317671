"""What was copied elsewhere and is to be pasted: which of its columns are which fields, and what of it has no place here."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, Flag, Rating, Text
from hsmonitor.domain.record import Record
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.proposal import CellChange, Progress, Proposal, propose
from hsmonitor.ui.sheet.clipboard import Grid

Lines = list[tuple[str | None, dict[str, str]]]


def label_of(record: type[Record], name: str) -> str:
    """Return the heading of a column of the sheet of a kind."""
    return record.fields[name].label if name in record.fields else _("Ref")


@dataclass(frozen=True)
class Pasted:
    """The rows below `headings`, which are empty where the first row is data; `names` says the field of each column.

    `passed` are the columns of the sheet between them that are passed over.
    """

    record: type[Record]
    rows: Grid
    names: Sequence[str]
    passed: Sequence[str] = ()
    headings: Sequence[str] = ()

    @cached_property
    def able(self) -> list[tuple[int, str]]:
        """Place and field of the columns that can be written."""
        return [(place, name) for place, name in enumerate(self.names) if _can_be_written(self.record, name)]

    @property
    def passed_words(self) -> list[str]:
        """The headings of the columns that are passed over."""
        return [label_of(self.record, name) for name in self.passed]

    def texts(self, row: Sequence[str]) -> dict[str, str]:
        """Return the texts of a row by field."""
        return {name: row[place] for place, name in self.able if place < len(row)}

    def lines(self, present: Sequence[Row], given: dict[str, str]) -> Lines:
        """Return a line a row; below the last record each row with any text is a new one, which holds what is `given`."""
        lines: Lines = [(row.key, self.texts(cells)) for row, cells in zip(present, self.rows, strict=False)]
        for cells in self.rows[len(present) :]:
            texts = {name: text for name, text in self.texts(cells).items() if text.strip()}
            lines.append((None, given | texts if texts else {}))
        return lines

    def without_place(self, present: Sequence[Row]) -> list[CellChange]:
        """Return the cells that no field takes, each with the reason; what stands there already is none of them."""
        taken, found = {place for place, _name in self.able}, list[CellChange]()
        for line, row in enumerate(self.rows, 1):
            there = present[line - 1] if line <= len(present) else None
            for place, text in enumerate(row):
                now = self._now(there, place)
                if place not in taken and text.strip() not in ("", now.strip()):
                    field = Text(self._label(place))
                    found.append(CellChange(line, there, field, now, text, refused=self._why(place)))
        return found

    def _name(self, place: int) -> str:
        return self.names[place] if place < len(self.names) else ""

    def _now(self, row: Row | None, place: int) -> str:
        if row is None:
            return ""
        name = self._name(place)
        return row.reference if name == "reference" else row.shown(name) if name in self.record.fields else ""

    def _label(self, place: int) -> str:
        if name := self._name(place):
            return label_of(self.record, name)
        return self.headings[place] if place < len(self.headings) else _("Column {number}").format(number=place + 1)

    def _why(self, place: int) -> str:
        name = self._name(place)
        if name == "reference":
            return _("References are given by the program.")
        if name in self.record.fields:
            return self.record.fields[name].help or _("This is derived and cannot be typed.")
        if self.headings:
            return _("No field is called so. Write the field's name above the column.")
        return _("There is no column of the sheet for this.")


def pasted(record: type[Record], grid: Grid, visible: Sequence[str], *, headings: bool | None = None) -> Pasted:
    """Return how a paste is read: by its own headings, else by the columns from the cursor on, `visible`.

    Whether the first row is `headings` is found out where it is not said.
    """
    from hsmonitor.exchange.matching import named_by_headings  # it is large, and only a paste needs it

    named, (names, passed) = named_by_headings(record.kind, grid[0]), _placed(record, grid, visible)
    sure = named.sure and not _holds_choices(record, names, grid[0])
    if sure if headings is None else headings:
        return Pasted(record, grid[1:], named.fields, headings=grid[0])
    return Pasted(record, grid, names, passed)


def _holds_choices(record: type[Record], names: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether all that stands in a row are choices of the columns on which it lies, such as a status: then it is data."""
    filled = [(record.fields.get(name), text) for name, text in zip(names, row, strict=False) if text.strip()]
    return all(isinstance(field, Choice | Rating | Flag) and _reads(field, text) for field, text in filled)


def _reads(field: Field[Any], text: str) -> bool:
    try:
        field.parse(text)
    except ValueError:
        return False
    return True


def _placed(record: type[Record], grid: Grid, visible: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the columns on which those of a paste lie, and those in between that are passed over, as Tab does.

    They cannot be written. One of them is not passed over where the cursor stands in it, or where the paste holds such
    values in its place, or none: it was copied with it then.
    """
    width, names, passed = max(map(len, grid)), list[str](), list[str]()
    for name in visible:
        if len(names) == width:
            break
        texts = [row[len(names)].strip() for row in grid if len(names) < len(row)]
        stays = (
            not names or _can_be_written(record, name) or all(_can_stand_there(record, name, text) for text in texts)
        )
        (names if stays else passed).append(name)
    return names, passed


def _can_be_written(record: type[Record], name: str) -> bool:
    return name in record.fields and not record.fields[name].derived


def _can_stand_there(record: type[Record], name: str, text: str) -> bool:
    """Tell whether a text is a value of a column that cannot be written: a reference of the kind, a level."""
    if name == "reference":
        return not text or re.fullmatch(rf"{record.prefix}-\d+", text) is not None
    return _reads(record.fields[name], text)


def look_at(
    connection: sqlite3.Connection,
    read: Pasted,
    present: Sequence[Row],
    given: dict[str, str],
    *,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Proposal:
    """Return what a paste over the rows `present` would do; new records hold what is `given` unless they say otherwise.

    Raises Cancelled.
    """
    present = present[: len(read.rows)]
    lines = read.lines(present, given)
    proposal = propose(connection, read.record.kind, lines, progress=progress, cancelled=cancelled)
    proposal.refused = sorted([*proposal.refused, *read.without_place(present)], key=lambda cell: cell.line)
    return proposal
