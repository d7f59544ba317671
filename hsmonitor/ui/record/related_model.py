"""The cells of one list on a record's page: the first of the related records, and a line for the next one."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, Date, Flag, Rating
from hsmonitor.domain.kinds import Level as LevelField
from hsmonitor.language import _
from hsmonitor.store.listing import Row, read_rows
from hsmonitor.store.related import remark_words
from hsmonitor.ui.sheet.cells_model import CellsModel, Index

REMARK = "remark"
"""The column that says what stands out: that a level moved, that a response is late."""


class RelatedModel(CellsModel):
    """Rows that are handed in. What was added or changed here stays, though it may no longer be among the first ones."""

    def __init__(self, connection: sqlite3.Connection, kind: str, owner: str, parent: QObject | None = None) -> None:
        super().__init__(kind, ["reference", *telling_fields(kind, owner)], parent)
        self._connection = connection
        self._rows: list[Row] = []
        self._remarks: Mapping[str, str] = {}
        self._mine: set[str] = set()

    @property
    def lines(self) -> int:
        """How many records are shown."""
        return len(self._rows)

    @property
    def has_remarks(self) -> bool:
        """Whether anything stands out."""
        return bool(self._remarks)

    def show_rows(self, rows: Sequence[Row], remarks: Mapping[str, str]) -> None:
        """Show the list as it is now."""
        gone = self._mine - {row.key for row in rows}
        fresh = [*rows, *read_rows(self._connection, self.record.kind, sorted(gone))]
        self._remarks = remarks
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            self.show_changed(0, self.rowCount() - 1)
        else:
            self.beginResetModel()
            self._rows = fresh
            self.endResetModel()
        self.loaded.emit()

    def forget(self) -> None:
        """Another record's list is shown from now on."""
        self.beginResetModel()
        self.ready_line = False
        self._rows, self._mine, self.begun, self.held = [], set(), {}, {}
        self.endResetModel()

    def row(self, line: int) -> Row | None:
        """Return the record in a line."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def number_of(self, key: str) -> int | None:
        """Return the line of a record."""
        return next((line for line, row in enumerate(self._rows) if row.key == key), None)

    def with_rows(self, lines: Iterable[range], answer: Callable[[list[Row]], object]) -> None:
        """Give `answer` the rows that stand in `lines`."""
        answer([row for span in lines for line in span if (row := self.row(line))])

    def put_now(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        """Show records as they are now."""
        self._mine |= set(keys)
        for row in read_rows(connection, self.record.kind, list(keys)):
            if (line := self.number_of(row.key)) is not None:
                self._rows[line] = row
                self.show_changed(line, line)

    def append(self, connection: sqlite3.Connection, key: str) -> None:
        """Show a record that was just added; it takes the place of the ready line."""
        self.beginResetModel()
        self.ready_line = False
        self._mine.add(key)
        self._rows += read_rows(connection, self.record.kind, [key])
        self.endResetModel()

    def remark(self, line: int) -> str:
        """Return what stands out of the record in a line."""
        row = self.row(line)
        return self._remarks.get(row.key, "") if row else ""

    def words(self, index: Index) -> str:
        """Return the words of a cell."""
        if self.columns[index.column()] == REMARK:
            return remark_words(self.remark(index.row()))
        if index.row() >= self.lines and index.column() == 0:
            return _("new")
        return super().words(index)

    def nothing(self, index: Index) -> str:
        """Return the words of a cell in which nothing stands."""
        if self.columns[index.column()] == REMARK:
            return ""
        field = self.field(index.column())
        if index.row() >= self.lines:
            return _("needed") if field and field.required else ""
        return super().nothing(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the fields."""
        if orientation == Qt.Orientation.Horizontal and self.columns[section] == REMARK:
            return _("Remark") if role == Qt.ItemDataRole.AccessibleTextRole else None
        return super().headerData(section, orientation, role)


def telling_fields(kind: str, owner: str) -> list[str]:
    """Return what tells most of a record: its name, what it cannot be without, then choices, days, marks and ratings.

    `owner` is the field that names the record on whose page it is shown; there it would say the same in every line.
    """
    fields = {name: field for name, field in RECORDS[kind].fields.items() if name != owner}
    names = [name for name in RECORDS[kind].name_fields if name in fields][:1]
    names += [name for name, field in fields.items() if field.required]
    names += [name for name, field in fields.items() if field.in_table and _tells(field)]
    return list(dict.fromkeys(names))


def _tells(field: Field[Any]) -> bool:
    return isinstance(field, Choice | Date | Flag | LevelField | Rating)


def fitting(kind: str, columns: Sequence[str], widths: Mapping[str, int], room: int, *, remarks: bool) -> list[str]:
    """Return the columns for which there is room: the level before all others, then as they tell most.

    What a record cannot be without is there in any case, as it is entered here.
    """
    fields = RECORDS[kind].fields
    needed = {"reference", columns[1], *(name for name in columns if name in fields and fields[name].required)}
    ranked = sorted(
        columns, key=lambda name: (name not in needed, name != REMARK, not isinstance(fields.get(name), LevelField))
    )
    chosen: set[str] = set()
    for name in ranked:
        if name == REMARK and not remarks:
            continue
        if name in needed or widths[name] <= room:
            chosen.add(name)
            room -= widths[name]
    return [name for name in columns if name in chosen]
