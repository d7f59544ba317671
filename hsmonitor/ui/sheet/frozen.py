"""The first column of a sheet stays in sight when the others are scrolled beneath it.

It is painted over the scrolled cells of the one table, not by a second table over the first: so cursor, ranges, editor and
screen reader know one table only.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from hsmonitor.ui.theme.look import color, px

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView

LARGEST_SHARE = 0.6
"""Of the width of the table; a wider first column scrolls like the others, or nothing else could be seen."""


class Frozen:
    """Where the first column of a table stands, and its cells while it covers others."""

    def __init__(self, table: QTableView) -> None:
        self._table = table

    @property
    def width(self) -> int:
        """How wide the strip is that the first column covers; 0 while it stands in its own place."""
        table = self._table
        width, room = table.columnWidth(0), table.viewport().width()
        return width if table.horizontalHeader().offset() and width <= room * LARGEST_SHARE else 0

    def strip(self, height: int) -> QRect:
        """Return the strip at the leading edge, `height` high."""
        right = self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self._table.viewport().width() - self.width if right else 0
        return QRect(x, 0, self.width, height)

    def covers(self, x: int) -> bool:
        """Tell whether the first column stands at `x` in place of the one that is scrolled to there."""
        return bool(self.width) and self.strip(1).contains(QPoint(x, 0))

    def rect(self, index: QModelIndex | QPersistentModelIndex, own: QRect) -> QRect:
        """Return where a cell is seen that would lie at `own`."""
        if not self.width or index.column():
            return own
        strip = self.strip(1)
        return QRect(strip.x(), own.y(), strip.width(), own.height())

    def paint(self, painter: QPainter, view: "SheetView") -> None:
        """Paint the cells of the strip, and its edge."""
        height = view.viewport().height()
        strip = self.strip(height)
        if self.width:
            option = QStyleOptionViewItem()
            view.initViewItemOption(option)
            first, last = max(0, view.rowAt(0)), view.rowAt(height - 1)
            for row in range(first, (last if last >= 0 else view.sheet.rowCount() - 1) + 1):
                self._cell(painter, view, option, row)
        self._edge(painter, strip)

    def _cell(self, painter: QPainter, view: "SheetView", option: QStyleOptionViewItem, row: int) -> None:
        index = view.sheet.index(row, 0)
        option.rect = view.visualRect(index)
        selected, here = view.selectionModel().isSelected(index), QStyle.StateFlag.State_Enabled
        option.state = here | QStyle.StateFlag.State_Selected if selected else here
        view.itemDelegate().paint(painter, option, index)

    def _edge(self, painter: QPainter, strip: QRect) -> None:
        if self.width:
            right = self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.fillRect(strip.left() if right else strip.right() - px(1), 0, px(2), strip.height(), color("edge"))
