"""A box that opens a list to choose one from, drawn as the fields of the desk are."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width


class ChoiceBox(QComboBox):
    """A combo box with the name by which screen readers know it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as its longest choice, 30 high."""
        widest = max((text_width("body", self.itemText(row)) for row in range(self.count())), default=0)
        return QSize(widest + px(48), px(30))

    def minimumSizeHint(self) -> QSize:
        """The choice may be cut."""
        return QSize(px(90), px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the choice and the arrow."""
        painter, rect = QPainter(self), self.rect()
        focused = self.hasFocus()
        paint.box(painter, rect, "surface", "accent" if focused else "edge", width=2 if focused else 1)
        words = paint.mirrored(self, rect.adjusted(px(9), 0, -px(28), 0))
        ink = color("text" if self.isEnabled() else "muted")
        paint.text(painter, words, self.currentText(), font("body"), ink)
        arrow = QRect(rect.width() - px(24), (rect.height() - px(14)) // 2, px(14), px(14))
        spot = paint.mirrored(self, arrow)
        icons.paint_icon(painter, "down", color("text2"), spot.x(), spot.y(), px(14))
