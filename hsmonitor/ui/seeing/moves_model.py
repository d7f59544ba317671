"""The rows of what has moved: a challenge, what became of it, and where it stood on both days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.movement import Movement, Standing
from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.store.moves import Move
from hsmonitor.ui.theme.look import color
from hsmonitor.ui.widgets.guarded import guarded

Index = QModelIndex | QPersistentModelIndex

MARKS = {
    Movement.UP: "▲", Movement.DOWN: "▼", Movement.NEW: "+", Movement.REOPENED: "+", Movement.RATED: "•",
    Movement.CLOSED: "✓", Movement.GONE: "✕", Movement.CHANGED: "~",
}  # fmt: skip
"""A sign before the word of each movement."""
_TINTS = {Movement.UP: "danger", Movement.DOWN: "ok", Movement.CLOSED: "ok", Movement.NEW: "info"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row: a move, with the challenge that it is of."""

    move: Move
    row: Row


def standing_words(standing: Standing | None) -> str:
    """Return where a challenge stood, in words: "High, 4 x 5"."""
    if standing is None:
        return ""
    if standing.level is None or not standing.cell:
        return _("Not rated")
    level = list(Level)[standing.level].label
    return _("{level}, {likelihood} × {impact}").format(
        level=level, likelihood=standing.cell[0], impact=standing.cell[1]
    )


def movement_words(what: Movement) -> str:
    """Return a movement with its sign."""
    return _("{sign} {movement}").format(sign=MARKS[what], movement=what.label)


class MovesModel(QAbstractTableModel):
    """What has moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Shown] = ()
        self._headings = (_("Movement"), _("Ref"), _("Challenge"), _("Project"), _("Before"), _("After"))

    def show(self, rows: Sequence[Shown]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """How many have moved."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        """What is said of each."""
        return 0 if parent.isValid() else len(self._headings)

    @guarded
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; those of the movement are coloured as well."""
        shown = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return color(_TINTS.get(shown.move.what, "text2"))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (
            movement_words(shown.move.what),
            shown.row.reference,
            shown.row.display,
            shown.row.home or _("whole portfolio"),
            standing_words(shown.move.before),
            standing_words(shown.move.after),
        )[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        return None
