"""The rail at the leading edge: one entry a page, icon over label; labels beside icons and counts where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px

WIDE_FROM = 1500
NARROW_BELOW = 900


@dataclass(frozen=True, slots=True)
class RailEntry:
    """An entry: the key of its page, its label and icon; `also` are the keys of pages that are tabs of it."""

    key: str
    label: str
    icon: str
    also: tuple[str, ...] = ()


class RailButton(QAbstractButton):
    """One entry; `shape` is "icon", "normal" or "wide"."""

    def __init__(self, entry: RailEntry, number: int) -> None:
        super().__init__()
        self.entry = entry
        self.shape = "normal"
        self.count = ""
        self.setCheckable(True)
        self.setAccessibleName(entry.label)
        self.setToolTip(f"{entry.label} (Ctrl+{number})" if number <= 9 else entry.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """56 high with a label under the icon, 36 else."""
        return QSize(px(68), px(54 if self.shape == "normal" else 36))

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
        icon_y = inner.y() + px(8) if self.shape == "normal" else (self.height() - size) // 2
        spot = paint.mirrored(self, QRect(icon_x, icon_y, size, size))
        icons.paint_icon(painter, self.entry.icon, tint, spot.x(), spot.y(), size)
        self._paint_words(painter, chosen)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, inner)

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        face = font("label strong" if chosen else "label")
        ink = color("accent" if chosen else "text2")
        if self.shape == "normal":
            area = QRect(0, self.height() - px(24), self.width(), px(20))
            paint.text(painter, area, self.entry.label, face, ink, Qt.AlignmentFlag.AlignHCenter)
        elif self.shape == "wide":
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            lead, trail = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            area = paint.mirrored(self, QRect(px(48), 0, self.width() - px(100), self.height()))
            paint.text(painter, area, self.entry.label, face, ink, trail if right else lead)
            area = paint.mirrored(self, QRect(self.width() - px(70), 0, px(54), self.height()))
            paint.text(painter, area, self.count, font("label"), color("muted"), lead if right else trail)


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
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        for number, entry in enumerate(entries, 1):
            button = RailButton(entry, number)
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._column.addWidget(button)
            self.buttons[entry.key] = button
        self._column.addStretch(1)
        self.setWidget(inside)
        look().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the shape that suits the width of the window."""
        effective = self.window().width() * 100 / look().zoom
        shape = "wide" if effective >= WIDE_FROM else "icon" if effective < NARROW_BELOW else "normal"
        widths = {"wide": 188, "normal": 80, "icon": 48}
        self.setFixedWidth(px(widths[shape]) + 1)
        self._column.setContentsMargins(0, px(6), 1, px(6))
        self._column.setSpacing(px(2))
        for button in self.buttons.values():
            button.shape = shape
            button.updateGeometry()
        self.viewport().update()

    def mark(self, key: str) -> None:
        """Show which page is open; a page without an entry leaves the mark where it is."""
        for name, button in self.buttons.items():
            if key == name or key in button.entry.also:
                button.setChecked(True)

    def set_counts(self, counts: dict[str, str]) -> None:
        """Show counts beside the labels, where there is room."""
        for key, count in counts.items():
            if key in self.buttons:
                self.buttons[key].count = count
                self.buttons[key].update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the hairline towards the page."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("canvas"))
        edge = paint.mirrored(self.viewport(), QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, color("line2"))
