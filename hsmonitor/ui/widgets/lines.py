"""Rows inside a card: buttons of one line each, or plain lines of text."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.level import paint_level, pill_width

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LineButton(QAbstractButton):
    """One line that opens something: a muted lead, words, and a muted note or a level at its end."""

    def __init__(
        self, lead: str, words: str, note: str = "", *, level: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lead = lead
        self.note_width = 0
        self.show_words(words, note, level)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def show_words(self, words: str, note: str = "", level: str | None = None) -> None:
        """Show other words, note and level."""
        self.words, self.note, self.level = words, note, level
        self.setAccessibleName(" ".join(part for part in (self.lead, words, note) if part))
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """28 high."""
        return QSize(px(200), px(28))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut."""
        return QSize(px(80), px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, lead, words and end."""
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            paint.box(painter, self.rect(), "accent_soft")
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), color("line"))
        small = QFontMetrics(font("label"))
        begin, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        x = px(4)
        if self.lead:
            width = max(px(48), small.horizontalAdvance(self.lead) + px(10))
            self._text(painter, QRect(x, 0, width, self.height()), self.lead, "label", "muted", begin)
            x += width
        tail = self._tail(painter, small, end)
        area = QRect(x, 0, self.width() - x - tail - px(8), self.height())
        self._text(painter, area, self.words, "body", "text" if self.isEnabled() else "muted", begin)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect())

    def _tail(self, painter: QPainter, small: QFontMetrics, end: Qt.AlignmentFlag) -> int:
        taken = px(4)
        if self.note:
            width = min(max(small.horizontalAdvance(self.note) + px(4), self.note_width), self.width() // 2)
            area = QRect(self.width() - width - taken, 0, width, self.height())
            self._text(painter, area, self.note, "missing" if self.note == NOT_RECORDED else "label", "text2", end)
            taken += width + px(8)
        if self.level:
            width = pill_width(self.level)
            area = paint.mirrored(self, QRect(self.width() - width - taken, 0, width, self.height()))
            paint_level(painter, area, self.level, self.layoutDirection())
            taken += width
        return taken

    def _text(self, painter: QPainter, area: QRect, words: str, face: str, tint: str, align: Qt.AlignmentFlag) -> None:
        paint.text(painter, paint.mirrored(self, area), words, font(face), color(tint), align)
