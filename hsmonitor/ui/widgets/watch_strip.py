"""A narrow strip of numbers that are not to be lost sight of; each is a button that opens the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QWidget

from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.layouts import let_go, take_out


@dataclass(frozen=True, slots=True)
class Watch:
    """What one button says: a number before its words; `urgent` is marked with a clock where there is any."""

    key: str
    count: int
    words: str
    urgent: bool = False


class WatchButton(QAbstractButton):
    """One number with its words."""

    def __init__(self, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch = watch
        self.setAccessibleName(f"{watch.words}: {watch.count:,}")
        self.setToolTip(watch.words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def _alarming(self) -> bool:
        return self.watch.urgent and self.watch.count > 0

    def sizeHint(self) -> QSize:
        """As wide as number and words."""
        number = QFontMetrics(font("record")).horizontalAdvance(f"{self.watch.count:,}")
        words = QFontMetrics(font("label")).horizontalAdvance(self.watch.words)
        return QSize(number + words + px(32) + (px(20) if self._alarming() else 0), px(36))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut."""
        return QSize(px(60), px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint clock, number and words from the leading edge."""
        painter, watch = QPainter(self), self.watch
        if self.underMouse():
            paint.box(painter, self.rect().adjusted(2, 2, -2, -2), "accent_soft")
        tint = color("danger" if self._alarming() else "text" if watch.count else "muted")
        x, height = px(12), self.height()
        if self._alarming():
            spot = paint.mirrored(self, QRect(x, (height - px(15)) // 2, px(15), px(15)))
            icons.paint_icon(painter, "clock", tint, spot.x(), spot.y(), px(15))
            x += px(20)
        number = f"{watch.count:,}"
        width = QFontMetrics(font("record")).horizontalAdvance(number) + px(1)
        paint.text(painter, paint.mirrored(self, QRect(x, 0, width, height)), number, font("record"), tint)
        x += width + px(7)
        rest = paint.mirrored(self, QRect(x, 0, self.width() - x - px(4), height))
        paint.text(painter, rest, watch.words, font("label"), color("text2"))
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect().adjusted(2, 2, -2, -2))


class WatchStrip(QFrame):
    """Numbers in a row, or two below each other where one is too narrow. `chosen` carries the key of the one pressed.

    `arranged` tells that there are more rows or fewer.
    """

    chosen = Signal(str)
    arranged = Signal()
    HEIGHT = 36
    """Pixels at 100 % of a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.buttons: list[WatchButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._arrange)

    def set_watches(self, watches: Sequence[Watch]) -> None:
        """Show other numbers; the focus stays on the same key."""
        focused = next((button.watch.key for button in self.buttons if button.hasFocus()), "")
        for old in self.buttons:
            let_go(old)
        self.buttons = [WatchButton(watch, self) for watch in watches]
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, key=button.watch.key: self.chosen.emit(key))
            button.show()
            if button.watch.key == focused:
                button.setFocus()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wanted = sum(button.sizeHint().width() for button in self.buttons)
        columns = max(1, len(self.buttons) if wanted <= self.width() else (len(self.buttons) + 1) // 2)
        before = self.sizeHint().height()
        for number, button in enumerate(self.buttons):
            take_out(button)
            self._grid.addWidget(button, number // columns, number % columns)
        if self.sizeHint().height() != before:
            self.arranged.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the hairlines between numbers."""
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", "line2", radius=6)
        painter.setPen(color("line2"))
        leftmost = min((button.x() for button in self.buttons), default=0)
        for button in self.buttons:
            if button.x() > leftmost:
                painter.drawLine(button.x(), button.y() + px(9), button.x(), button.geometry().bottom() - px(9))
