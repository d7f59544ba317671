"""The rows of a spreadsheet that is looked at, as a table: what happens to each, and its cells before and after."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.exchange.contents import text_of
from hsmonitor.exchange.outcome import Outcome, Plan, RowState
from hsmonitor.exchange.taking import STEP
from hsmonitor.language import _

Index = QModelIndex | QPersistentModelIndex

TAKE, WHAT, ROW, REFERENCE = range(4)
"""The columns before those of the fields."""

MOST_FIELDS = 12


def state_words(state: RowState) -> str:
    """Return the word for what happens to a row."""
    return {
        RowState.CONFLICT: _("Conflict"),
        RowState.REFUSED: _("Refused"),
        RowState.CHANGED: _("Changed"),
        RowState.NEW: _("New"),
        RowState.UNCHANGED: _("Unchanged"),
    }[state]


class RowsModel(QAbstractTableModel):
    """The rows of one sheet of a plan, of one state or all; `chosen` follows each change of what is taken."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Outcome] = []
        self.fields: list[str] = []
        self.left: set[int] = set()
        """The rows that the user does not want, by `id`."""

    def show(self, shelf: "Shelf", sheet: str, state: RowState | None) -> None:
        """Show the rows of a sheet; `state` None shows all, those to look at first."""
        self.beginResetModel()
        self.rows = shelf.rows(sheet, state)
        self.fields = shelf.fields.get(sheet, [])
        self.endResetModel()

    def show_nothing(self) -> None:
        """Show no rows."""
        self.beginResetModel()
        self.rows, self.fields, self.left = [], [], set()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """Whether it is taken, what happens, row, reference, and the fields."""
        return 0 if parent.isValid() else REFERENCE + 1 + len(self.fields)

    def row(self, number: int) -> Outcome | None:
        """Return one row."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def field_at(self, column: int) -> str:
        """Return the field of a column, an empty text for those before the fields."""
        return self.fields[column - REFERENCE - 1] if column > REFERENCE else ""

    def is_taken(self, row: Outcome) -> bool:
        """Tell whether a row will be written as things stand."""
        able = row.state in (RowState.NEW, RowState.CHANGED) or (row.state == RowState.CONFLICT and row.answered)
        return able and id(row) not in self.left

    def toggle(self, number: int) -> None:
        """Take a row, or leave it."""
        row = self.row(number)
        if row and row.state in (RowState.NEW, RowState.CHANGED, RowState.CONFLICT):
            self.left ^= {id(row)}
            self.tell(number)

    def tell(self, number: int) -> None:
        """Say that what happens to a row has changed."""
        self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))
        self.chosen.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, as screen readers and tool tips have them; the delegate paints them."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, index.column())
        return None

    def _words(self, row: Outcome, column: int) -> str:
        if column == TAKE:
            return _("taken") if self.is_taken(row) else _("left")
        if column == WHAT:
            return state_words(row.state)
        if column == ROW:
            return f"{row.line.number:,}"
        return reference_words(row) if column == REFERENCE else self._field_words(row, self.field_at(column))

    def _field_words(self, row: Outcome, name: str) -> str:
        cell = row.cells.get(name)
        if cell is None:
            return content_words(row, name) or NOT_RECORDED
        if cell.refused:
            return _("{words}: {why}").format(words=cell.file or NOT_RECORDED, why=cell.refused)
        if row.fresh:
            return cell.file
        return _("{old} › {new}").format(old=cell.here or NOT_RECORDED, new=cell.file or NOT_RECORDED)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section > REFERENCE:
            return RECORDS[self.rows[0].kind].fields[self.field_at(section)].label if self.rows else ""
        return (_("Take"), _("What happens"), _("Row"), _("Ref"))[section]


class Shelf:
    """The rows of a plan by sheet and state; made beside the window, since there may be 100,000 of them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.totals = plan.counts()
        self.telling = [row for row in plan.rows if row.state != RowState.UNCHANGED]
        self._rows: dict[str, dict[RowState, list[Outcome]]] = {}
        for row in sorted(plan.rows, key=lambda row: row.line.number):
            of_sheet = self._rows.setdefault(row.line.columns.sheet, {state: [] for state in RowState})
            of_sheet[row.state].append(row)
        self._together = {sheet: list(chain.from_iterable(rows.values())) for sheet, rows in self._rows.items()}
        self.fields = {sheet: _telling_fields(rows) for sheet, rows in self._together.items()}

    def let_go(self) -> None:
        """Give the rows back a few at a time, beside the window: all at once would hold it."""
        lists = [self.telling, self.plan.rows, *self._together.values()]
        for rows in [*lists, *chain.from_iterable(rows.values() for rows in self._rows.values())]:
            while rows:
                del rows[-STEP:]

    def carried_over(self, old: "Shelf", left: set[int]) -> set[int]:
        """Take the answers of the same file compared before; return by `id` the rows that the user does not want."""
        before = {(row.line.columns.sheet, row.line.number): row for row in old.telling}
        unwanted = set()
        for row in self.telling:
            same = before.get((row.line.columns.sheet, row.line.number))
            if same and set(same.answers) <= {cell.name for cell in row.conflicts}:
                row.answers = dict(same.answers)
            if same and id(same) in left:
                unwanted.add(id(row))
        return unwanted

    def rows(self, sheet: str, state: RowState | None) -> list[Outcome]:
        """Return the rows of a sheet of one state, or all in the order of the states."""
        return self._rows.get(sheet, {}).get(state, []) if state else self._together.get(sheet, [])

    def to_look_at(self) -> dict[str, int]:
        """Return how many rows of each sheet are not unchanged."""
        return {
            sheet: sum(len(of_state) for state, of_state in rows.items() if state != RowState.UNCHANGED)
            for sheet, rows in self._rows.items()
        }

    def counts(self, sheet: str) -> dict[RowState, int]:
        """Return how many rows of a sheet there are of each state."""
        return {state: len(rows) for state, rows in self._rows.get(sheet, {}).items()}


def content_words(row: Outcome, name: str) -> str:
    """Return what the file says in a cell that does not differ."""
    return " ".join(text_of(row.line.content(name)).split()) if name in row.line.columns.fields else ""


def reference_words(row: Outcome) -> str:
    """Return the reference of a row; a new one gets its own when it is taken."""
    return _("on import") if row.state == RowState.NEW else row.reference or row.line.reference


def _telling_fields(rows: Iterable[Outcome]) -> list[str]:
    """Return the fields that a sheet shows: its name first, then those that differ most often, then the table's own."""
    differing: Counter[str] = Counter()
    columns = None
    for row in rows:
        columns = row.line.columns
        differing.update(row.cells.keys())
    if columns is None:
        return []
    record = RECORDS[columns.kind]
    usual = [name for name, field in record.fields.items() if field.in_table]
    wanted = dict.fromkeys([*record.name_fields, *(name for name, _count in differing.most_common(8)), *usual])
    return [name for name in wanted if name in columns.fields][:MOST_FIELDS]
