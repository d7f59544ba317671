"""The outline round what is selected in a sheet, and the handle at its corner that is dragged to fill down."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, px

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView


class FillHandle:
    """Belongs to one table, which hands it presses and moves of the mouse."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._to = -1

    @property
    def dragged(self) -> bool:
        """Whether the handle is being dragged."""
        return self._to >= 0

    def outline(self) -> QRect:
        """Return the rectangle of what is selected, in the viewport."""
        rows, columns = self._view.area()
        return self._between(rows.start, columns.start, max(rows.stop - 1, self._to), columns[-1])

    def _between(self, top: int, left: int, bottom: int, right: int) -> QRect:
        sheet = self._view.sheet
        first = self._view.visualRect(sheet.index(top, left))
        return first.united(self._view.visualRect(sheet.index(bottom, right))) if first.isValid() else QRect()

    def rect(self) -> QRect:
        """Return the small square by which a selection is filled further."""
        rows, columns = self._view.area()
        corner = self._view.visualRect(self._view.sheet.index(rows.stop - 1, columns[-1])) if columns else QRect()
        several = self._view.selectionModel().selection().count() > 1
        if several or not corner.isValid() or rows.stop > self._view.sheet.lines:
            return QRect()
        right = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRect((corner.left() if right else corner.right()) - px(3), corner.bottom() - px(3), px(6), px(6))

    def is_near(self, point: QPoint) -> bool:
        """Tell whether the pointer is on the handle, a little beside it included."""
        return self.rect().adjusted(-px(3), -px(3), px(3), px(3)).contains(point)

    def press(self, point: QPoint) -> bool:
        """Begin to fill where the handle is pressed; tell whether it is."""
        if self.is_near(point):
            self._to = self._view.area()[0].stop - 1
        return self.dragged

    def drag(self, row: int) -> None:
        """Show how far it would be filled."""
        if row >= 0:
            self._to = min(row, self._view.sheet.lines - 1)
            self._view.viewport().update()

    def release(self) -> bool:
        """Fill as far as was dragged; tell whether the handle was dragged at all."""
        last, self._to = self._to, -1
        rows, columns = self._view.area()
        if last >= rows.stop:
            sheet, flags = self._view.sheet, QItemSelectionModel.SelectionFlag.ClearAndSelect
            span = QItemSelection(sheet.index(rows.start, columns.start), sheet.index(last, columns[-1]))
            self._view.selectionModel().select(span, flags)
            self._view.editing.fill_down()
        return last >= 0

    def paint(self, painter: QPainter, *, active: bool) -> None:
        """Paint outline and handle; `active` where the keyboard is in the table."""
        selection, edge = self._view.selectionModel().selection(), "focus" if active else "edge"
        if selection.count() > 1:
            for number in range(selection.count()):
                part = selection.at(number)
                outline = self._between(part.top(), part.left(), part.bottom(), part.right())
                paint.box(painter, outline.adjusted(0, 0, -1, -1), edge=edge, radius=0)
            return
        outline = self.outline()
        if not outline.isValid():
            return
        paint.box(painter, outline.adjusted(0, 0, -1, -1), edge=edge, radius=0, width=2)
        handle = self.rect()
        painter.fillRect(handle.adjusted(-1, -1, 1, 1), color("surface"))
        painter.fillRect(handle, color("focus" if active else "edge"))
