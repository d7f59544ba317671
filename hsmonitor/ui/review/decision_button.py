"""A decision as a button: radio mark, icon, what it is, what it means, and its key."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hsmonitor.ui.review.matrix_delegate import by_keyboard
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.button import paint_key_cap


class DecisionButton(QAbstractButton):
    """One of several answers; `value` is the one that it stands for."""

    def __init__(self, value: str, label: str, hint: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value, self.label, self.hint, self.icon_name, self.key = value, label, hint, icon, key
        self.setCheckable(True)
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """38 high."""
        return QSize(px(240), px(38))

    def minimumSizeHint(self) -> QSize:
        """The hint may be cut."""
        return QSize(px(140), px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, radio mark, icon, words and key cap from the leading edge."""
        painter, chosen = QPainter(self), self.isChecked() and self.isEnabled()
        rect = self.rect().adjusted(1, 1, -1, -1)
        fill = "accent_soft" if chosen or (self.underMouse() and self.isEnabled()) else "surface"
        paint.box(painter, rect, fill, "accent" if chosen else "edge", width=2 if chosen else 1)
        middle = self.height() // 2
        self._paint_radio(painter, paint.mirrored(self, QRect(px(12), middle - px(8), px(16), px(16))), chosen)
        tint = self._ink("accent" if chosen else "text2")
        spot = paint.mirrored(self, QRect(px(38), middle - px(8), px(16), px(16)))
        icons.paint_icon(painter, self.icon_name, tint, spot.x(), spot.y(), px(16))
        self._paint_words(painter)
        cap = QRect(self.width() - px(34), middle - px(9), px(22), px(18))
        if self.key:
            paint_key_cap(painter, paint.mirrored(self, cap), self.key)
        if self.hasFocus() and by_keyboard(self):
            paint.focus_ring(painter, self.rect().adjusted(px(3), px(3), -px(3), -px(3)))

    def _paint_radio(self, painter: QPainter, rect: QRect, chosen: bool) -> None:
        paint.box(painter, rect, edge="accent" if chosen else "edge", radius=8, width=2 if chosen else 1)
        if chosen:
            inner = rect.adjusted(px(4), px(4), -px(4), -px(4))
            paint.box(painter, inner, "accent", radius=4)

    def _paint_words(self, painter: QPainter) -> None:
        width = text_width("strong", self.label) + px(2)
        label = QRect(px(62), 0, min(width, self.width() - px(100)), self.height())
        paint.text(painter, paint.mirrored(self, label), self.label, font("strong"), self._ink("text"))
        hint = QRect(label.right() + px(10), 0, self.width() - label.right() - px(48), self.height())
        paint.text(painter, paint.mirrored(self, hint), self.hint, font("body"), self._ink("text2"))

    def _ink(self, tint: str) -> QColor:
        return color(tint if self.isEnabled() else "muted")
