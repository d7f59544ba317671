"""The matrix of 25 cells in which a challenge is rated: likelihood upwards, impact to the right.

A table view of six by six, its first column and last row being the words of the scales, so that arrows and screen readers
know every cell. The rating is kept apart from the cursor: half a rating marks a row or a column.
"""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QSizePolicy, QTableView, QWidget

from hsmonitor.domain.terms import Impact, Likelihood
from hsmonitor.language import _
from hsmonitor.ui.review.digits import Rating
from hsmonitor.ui.review.matrix_delegate import MatrixDelegate
from hsmonitor.ui.theme.look import look, px, text_width
from hsmonitor.ui.widgets.level import level_words

Cell = tuple[int, int]
Index = QModelIndex | QPersistentModelIndex
STEPS = 5


class MatrixModel(QAbstractTableModel):
    """The words of every cell. `first`, `last` and `now` are the ratings that are marked, None where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels: Mapping[Cell, str] = {}
        self.first: Cell | None = None
        self.last: Cell | None = None
        self.now: Rating = (None, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Five steps of likelihood and the words of impact."""
        return STEPS + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """The words of likelihood and five steps of impact."""
        return STEPS + 1

    def cell(self, index: Index) -> Cell | None:
        """Return likelihood and impact of a cell, None for the words of the scales."""
        if index.column() == 0 or index.row() == STEPS:
            return None
        return STEPS - index.row(), index.column()

    def index_of(self, cell: Cell) -> QModelIndex:
        """Return where likelihood and impact meet."""
        return self.index(STEPS - cell[0], cell[1])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only cells of a rating can be gone to."""
        able = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return able if self.cell(index) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self.cell(index)
        if cell is None:
            return self.scale_words(index)
        words = _("Likelihood {likelihood}, impact {impact}: {level}").format(
            likelihood=Likelihood.of(cell[0]).label, impact=Impact.of(cell[1]).label, level=self.level_words(cell)
        )
        marks = ", ".join(self.marks(cell))
        return _("{cell} ({marks})").format(cell=words, marks=marks) if marks else words

    def scale_words(self, index: Index) -> str:
        """Return the word of a step of likelihood or impact; nothing in the corner."""
        if index.row() < STEPS:
            return Likelihood.of(STEPS - index.row()).label
        return Impact.of(index.column()).label if index.column() else ""

    def level_words(self, cell: Cell) -> str:
        """Return the word for the level of a cell by the portfolio's table."""
        return level_words(self.levels.get(cell, ""))

    def marks(self, cell: Cell) -> list[str]:
        """Return the words for what a cell was and is."""
        known = ((self.now, _("Now")), (self.last, _("Last")), (self.first, _("First")))
        return [words for rating, words in known if rating == cell]

    def renew(self) -> None:
        """Show what has been set."""
        self.dataChanged.emit(self.index(0, 0), self.index(STEPS, STEPS))


class RatingMatrix(QTableView):
    """Arrows move the rating, a click sets it; `rated` carries both halves."""

    rated = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setItemDelegate(MatrixDelegate(self.matrix, self))
        self.setAccessibleName(_("Rating: likelihood upwards, impact to the right"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for bar in (self.horizontalHeader(), self.verticalHeader()):
            bar.hide()
            bar.setMinimumSectionSize(1)
            bar.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableView { background: transparent; }")
        look().changed.connect(self._measure)
        self._measure()

    def show_levels(self, levels: Mapping[Cell, str], first: Cell | None, last: Cell | None) -> None:
        """Show another challenge: the portfolio's table of levels, its first rating and its last one."""
        self.matrix.levels, self.matrix.first, self.matrix.last = levels, first, last
        self.matrix.renew()

    def set_rating(self, rating: Rating) -> None:
        """Mark a rating, or half of one, as the new one."""
        self.matrix.now = rating
        if rating[0] and rating[1]:
            self.setCurrentIndex(self.matrix.index_of((rating[0], rating[1])))
        self.matrix.renew()

    def _measure(self) -> None:
        self._lead = max(text_width("label strong", step.label) for step in Likelihood) + px(34)
        for row in range(STEPS):
            self.setRowHeight(row, px(40))
        self.setRowHeight(STEPS, px(38))
        self.setFixedHeight(px(40) * STEPS + px(38))
        self._spread()

    def _spread(self) -> None:
        lead = min(self._lead, self.viewport().width() // 3)
        rest = self.viewport().width() - lead
        self.setColumnWidth(0, lead)
        for column in range(1, STEPS + 1):
            self.setColumnWidth(column, rest * column // STEPS - rest * (column - 1) // STEPS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All columns fit."""
        super().resizeEvent(event)
        self._spread()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the rating; without one they begin at the last one, else in the middle."""
        moves = {Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and (move := moves.get(Qt.Key(event.key()))):
            self.step(*move)
        else:
            event.ignore()

    def step(self, likelihood: int, impact: int) -> None:
        """Move the rating by steps."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            impact = -impact
        now = self.matrix.now
        if now[0] and now[1]:
            here = (min(STEPS, max(1, now[0] + likelihood)), min(STEPS, max(1, now[1] + impact)))
        else:
            here = self.matrix.last or (3, 3)
        self.rated.emit(*here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click rates."""
        if cell := self.matrix.cell(self.indexAt(event.position().toPoint())):
            self.rated.emit(*cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, and tell a screen reader of the cell."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self.viewport().update()
