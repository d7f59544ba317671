"""What stands in the inspector while no record is under the cursor."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px

ABOVE = 90
"""Pixels at 100 % from the middle of the place up to the icon."""


class Nothing(QWidget):
    """Says in the middle of its place that nothing is selected, and what would be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Nothing selected"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, title and words below each other."""
        painter, middle = QPainter(self), self.width() // 2
        top = max(0, self.height() // 2 - px(ABOVE))
        box = QRect(middle - px(22), top, px(44), px(44))
        paint.box(painter, box, edge="line2", radius=6)
        icons.paint_icon(painter, "open", color("muted"), middle - px(10), top + px(12), px(20))
        title = QRect(0, box.bottom() + px(16), self.width(), px(22))
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.text(painter, title, _("Nothing selected"), font("strong"), color("text"), centre)
        painter.setFont(font("label"))
        painter.setPen(color("text2"))
        words = QRect(px(24), title.bottom() + px(4), self.width() - px(48), px(80))
        wrapped = int(centre | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        told = _("The record under the cursor shows here: its fields, lists, citations and history.")
        painter.drawText(words, wrapped, paint.isolated(told))
