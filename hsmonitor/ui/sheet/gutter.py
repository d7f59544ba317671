"""The gutter of a sheet: the numbers of its rows."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px

STOREY = 30
"""The height of a heading in pixels at 100 %."""


class Gutter(QHeaderView):
    """The numbers of the rows; a click takes the whole row."""

    def __init__(self, model: SheetModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._table = parent
        self._sheet = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)  # a larger one changes rows for good, and they follow no zoom any more

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the number of a row, marked where the cursor is."""
        painter.save()
        here = section == self._table.currentIndex().row()
        painter.fillRect(rect, color("accent_soft" if here else "sunken"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line"))
        painter.fillRect(trailing_edge(self, rect), color("line2"))
        words = str(self._sheet.headerData(section, Qt.Orientation.Vertical))
        ink, face = color("accent" if here else "muted"), font("label strong" if here else "label")
        inner = paint.mirrored_in(self, rect, rect.adjusted(px(4), 0, -px(10), 0))
        paint.text(painter, inner, words, face, ink, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def sizeHint(self) -> QSize:
        """Wide enough for its numbers."""
        digits = QFontMetrics(font("label strong")).horizontalAdvance("0" * max(3, len(str(self._sheet.count))))
        return QSize(digits + px(16), px(STOREY))


def trailing_edge(widget: QWidget, rect: QRect) -> QRect:
    """Return the trailing edge of `rect`, one pixel wide."""
    right = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QRect(rect.x() if right else rect.right(), rect.y(), 1, rect.height())
