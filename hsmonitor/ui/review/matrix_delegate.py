"""How a cell of the matrix is painted: fill, score, bars and marks; the last rating dashed, the new one ringed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px, text_width
from hsmonitor.ui.widgets.button import paint_key_cap
from hsmonitor.ui.widgets.level import TOKENS, paint_bars

if TYPE_CHECKING:
    from hsmonitor.ui.review.matrix import Cell, MatrixModel


class MatrixDelegate(QStyledItemDelegate):
    """Paints the cells and the words of the scales."""

    def __init__(self, matrix: "MatrixModel", parent: QWidget) -> None:
        super().__init__(parent)
        self._matrix = matrix

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        painter.save()
        if cell := self._matrix.cell(index):
            self._paint_cell(painter, rect.adjusted(px(1), px(1), -px(2), -px(2)), cell, direction)
        elif index.row() < 5:
            self._paint_likelihood(painter, rect, 5 - index.row(), direction)
        elif index.column():
            self._paint_impact(painter, rect, index.column())
        painter.restore()

    def _paint_likelihood(self, painter: QPainter, rect: QRect, step: int, direction: Qt.LayoutDirection) -> None:
        cap = QRect(rect.right() - px(26), rect.center().y() - px(9), px(18), px(18))
        words = QRect(rect.x(), rect.y(), rect.width() - px(32), rect.height())
        model = self._matrix
        lit = model.now[0] == step
        label = model.scale_words(model.index(5 - step, 0))
        face = font("label strong" if lit else "label")
        area = QStyle.visualRect(direction, rect, words)
        paint.text(painter, area, label, face, color("text" if lit else "text2"))
        paint_key_cap(painter, QStyle.visualRect(direction, rect, cap), str(step))

    def _paint_impact(self, painter: QPainter, rect: QRect, step: int) -> None:
        model = self._matrix
        lit = model.now[1] == step
        label = model.scale_words(model.index(5, step))
        cap = QRect(rect.center().x() - px(9), rect.y() + px(2), px(18), px(18))
        words = QRect(rect.x(), cap.bottom() + px(1), rect.width(), rect.bottom() - cap.bottom())
        paint_key_cap(painter, cap, str(step))
        ink = color("text" if lit else "text2")
        paint.text(painter, words, label, font("key"), ink, Qt.AlignmentFlag.AlignHCenter)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: "Cell", direction: Qt.LayoutDirection) -> None:
        level = self._matrix.levels.get(cell, "")
        token = TOKENS.get(level, "low")
        paint.box(painter, rect, f"{token}_bg")
        ink = color(f"{token}_fg")
        score = QStyle.visualRect(direction, rect, QRect(rect.x() + px(7), rect.y() + px(3), px(30), px(16)))
        paint.text(painter, score, f"{cell[0] * cell[1]}", font("key"), ink)
        bars = QRect(rect.right() - px(23), rect.y() + px(6), px(16), px(9))
        if rect.width() > px(54):
            paint_bars(painter, QStyle.visualRect(direction, rect, bars), level, f"{token}_fg")
        if marks := self._matrix.marks(cell):
            below = QRect(rect.x(), rect.y() + px(15), rect.width(), rect.height() - px(16))
            name = "label strong" if self._matrix.now == cell else "label"
            words = " · ".join(marks)
            fits = text_width(name, words) <= rect.width()
            paint.text(painter, below, words if fits else marks[0], font(name), ink, Qt.AlignmentFlag.AlignHCenter)
        self._paint_edges(painter, rect, cell, f"{token}_fg")

    def _paint_edges(self, painter: QPainter, rect: QRect, cell: "Cell", ink: str) -> None:
        model = self._matrix
        if model.now == cell:
            paint.focus_ring(painter, rect.adjusted(-1, -1, 1, 1), "text")
            paint.box(painter, rect.adjusted(1, 1, -1, -1), edge="surface", radius=3)
        elif cell in (model.last, model.first):
            style = Qt.PenStyle.DashLine if model.last == cell else Qt.PenStyle.DotLine
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color(ink), px(1.5), style))
            inside = px(2)  # so that a dash on a solid fill does not fray its edge
            painter.drawRoundedRect(QRectF(rect).adjusted(inside, inside, -inside, -inside), px(4), px(4))
        view = self.parent()
        half = model.now in ((cell[0], None), (None, cell[1])) or (model.now[1] is None and model.now[0] == cell[0])
        if half:
            paint.box(painter, rect, edge="text", radius=4)
        if isinstance(view, QWidget) and view.hasFocus() and model.now == cell and by_keyboard(view):
            paint.focus_ring(painter, rect.adjusted(1, 1, -1, -1))


def by_keyboard(widget: QWidget) -> bool:
    """Tell whether the user moves about by keyboard: only then is the focus drawn."""
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
