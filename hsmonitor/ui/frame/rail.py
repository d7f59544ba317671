"""The rail at the leading edge: one entry a page, icon over label; labels beside icons and counts where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width

TALL, LOW = 54, 40
"""How high an entry with its label is where there is room, and how low it may get before the rail scrolls."""
WITHOUT_LABEL = 36
WIDE_FROM = 1500
NARROW_BELOW = 900
MANY = "999+"
"""What a badge says of a count that it has no room for."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """An entry: the key of its page, its label and icon.

    `also` are the keys of pages that are tabs of it; `waiting` says that its count is of what waits for the user: it is
    shown as a badge on the icon.
    """

    key: str
    label: str
    icon: str
    also: tuple[str, ...] = ()
    waiting: bool = False


class RailButton(QAbstractButton):
    """One entry; `shape` is "icon", "normal" or "wide", `tall` how high it is in pixels. `reached` follows the keyboard."""

    reached = Signal()

    def __init__(self, entry: RailEntry, number: int) -> None:
        super().__init__()
        self.entry = entry
        self.shape, self.tall = "normal", px(TALL)
        self.count = ""
        self.setCheckable(True)
        self.setAccessibleName(entry.label)
        self.setToolTip(f"{entry.label} (Ctrl+{number})" if number <= 9 else entry.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: str) -> None:
        """Show a count, and have a screen reader say it."""
        self.count = count
        waits = _("{count} waiting").format(count=count) if self.entry.waiting and count else ""
        self.setAccessibleDescription(waits or count)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the rail has room for."""
        return QSize(px(40), self.tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go along the rail, Enter and Space open the page."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if step := steps.get(Qt.Key(event.key())):
            beside = self.group().buttons()
            beside[(beside.index(self) + step) % len(beside)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here: where it goes by arrows, Qt scrolls nothing."""
        super().focusInEvent(event)
        self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, icon and label."""
        painter, chosen = QPainter(self), self.isChecked()
        inner = self.rect().adjusted(px(6), 1, -px(6), -1)
        if chosen or self.underMouse():
            paint.box(painter, inner, "accent_soft" if chosen else "line")
        tint = color("accent" if chosen else "text2")
        if chosen:
            painter.fillRect(paint.mirrored(self, QRect(0, inner.y(), px(3), inner.height())), tint)
        size, icon_x = px(20), (self.width() - px(20)) // 2
        if self.shape == "wide":
            icon_x = px(18)
        label = px(18) if self.shape == "normal" else 0
        icon_y = (self.height() - size - label) // 2
        spot = paint.mirrored(self, QRect(icon_x, icon_y, size, size))
        icons.paint_icon(painter, self.entry.icon, tint, spot.x(), spot.y(), size)
        self._paint_words(painter, chosen)
        if self.entry.waiting and self.count:
            self._paint_badge(painter, icon_x + size, icon_y)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, inner)

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        face = font("label strong" if chosen else "label")
        ink = color("accent" if chosen else "text2")
        if self.shape == "normal":
            area = QRect(0, (self.height() + px(20) - px(18)) // 2, self.width(), px(18))
            paint.text(painter, area, self.entry.label, face, ink, Qt.AlignmentFlag.AlignHCenter)
        elif self.shape == "wide":
            area = paint.mirrored(self, QRect(px(48), 0, self.width() - px(100), self.height()))
            paint.text(painter, area, self.entry.label, face, ink)
            if not self.entry.waiting:
                area = paint.mirrored(self, QRect(self.width() - px(70), 0, px(54), self.height()))
                paint.text(painter, area, self.count, font("label"), color("muted"), Qt.AlignmentFlag.AlignRight)

    def _paint_badge(self, painter: QPainter, right: int, top: int) -> None:
        """Paint how many wait: at the end of a wide entry, else over the corner of the icon, `right` and `top` being that."""
        words = self.count if self.shape == "wide" or len(self.count) <= len(MANY) else MANY
        face, high = ("key", px(14)) if self.shape == "icon" else ("label strong", px(16))
        width = max(high, text_width(face, words) + px(8))
        x, y = min(right - px(4), self.width() - width - px(2)), max(0, top - px(8))
        if self.shape == "wide":
            x, y = self.width() - width - px(16), (self.height() - high) // 2
        spot = paint.mirrored(self, QRect(x, y, width, high))
        paint.box(painter, spot, "danger", "canvas", radius=8)
        paint.text(painter, spot, words, font(face), color("on_accent"), Qt.AlignmentFlag.AlignHCenter)


class Rail(QScrollArea):
    """All entries; it scrolls where the window is low. `chosen` carries the key of a page."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for number, entry in enumerate(entries, 1):
            button = RailButton(entry, number)
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            button.reached.connect(partial(self._show, button))
            self._group.addButton(button)
            self._column.addWidget(button)
            self.buttons[entry.key] = button
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._show(self._group.checkedButton()))
        look().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the shape that suits the width of the window, and the tightness that suits its height."""
        effective = self.window().width() * 100 / look().zoom
        shape = "wide" if effective >= WIDE_FROM else "icon" if effective < NARROW_BELOW else "normal"
        widths = {"wide": 188, "normal": 80, "icon": 48}
        self.setFixedWidth(px(widths[shape]) + 1)
        self.verticalScrollBar().setFixedWidth(px(4))
        self._column.setContentsMargins(0, px(6), 1, px(6))
        self._column.setSpacing(px(2))
        tall = self._tall() if shape == "normal" else px(WITHOUT_LABEL)
        for button in self.buttons.values():
            button.shape, button.tall = shape, tall
            button.updateGeometry()
        self._inside.update()

    def _tall(self) -> int:
        room = self.height() - px(12)
        each = room // max(1, len(self.buttons)) - px(2)
        return max(px(LOW), min(px(TALL), each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tighten before scrolling."""
        super().resizeEvent(event)
        self.fit()

    def mark(self, key: str) -> None:
        """Show which page is open; none is marked for a page without an entry."""
        mine = [button for name, button in self.buttons.items() if key == name or key in button.entry.also]
        if mine:
            mine[0].setChecked(True)
            self._show(mine[0])
        elif chosen := self._group.checkedButton():
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)

    def _show(self, button: QAbstractButton | None) -> None:
        """Scroll to an entry where the rail is higher than the window."""
        if button:
            self.ensureWidgetVisible(button, 0, px(6))

    def set_counts(self, counts: dict[str, str]) -> None:
        """Show counts beside the labels, where there is room."""
        for key, count in counts.items():
            if key in self.buttons:
                self.buttons[key].set_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline towards the page."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("canvas"))
        edge = paint.mirrored(self.viewport(), QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, color("line2"))
