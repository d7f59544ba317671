"""The strip of figures on the overview; each figure is a button that opens the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.layouts import let_go
from hsmonitor.ui.widgets.level import TOKENS, level_words, paint_bars

LEGEND_BARS, LEGEND_GAP = 23, 9
"""Pixels at 100 % that the bars of a level take before its word, and between two levels of the legend."""

SHORTEST_CAPTION = 132
"""Pixels at 100 % down to which a long caption is cut."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one figure says; `parts` are counts by level, drawn as a bar. A `missing` value is set in italics."""

    key: str
    label: str
    value: str
    caption: str = ""
    missing: bool = False
    parts: Sequence[tuple[str, int]] = ()


class FigureButton(QAbstractButton):
    """One figure."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        self.setAccessibleName(" ".join((figure.label, figure.value, figure.caption)))
        self.setToolTip(figure.caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def _value_font(self) -> str:
        return "missing" if self.figure.missing else "display"

    def _legend_width(self) -> int:
        metrics = QFontMetrics(font("label"))
        words = (
            metrics.horizontalAdvance(_part(part)) + px(LEGEND_GAP + LEGEND_BARS + 2) for part in self.figure.parts
        )
        return sum(words) - px(LEGEND_GAP)

    def sizeHint(self) -> QSize:
        """As wide as its widest line."""
        figure, label = self.figure, QFontMetrics(font("label"))
        value = QFontMetrics(font(self._value_font())).horizontalAdvance(figure.value)
        lines = (
            label.horizontalAdvance(figure.label),
            value,
            label.horizontalAdvance(figure.caption),
            self._legend_width(),
        )
        return QSize(max(lines) + px(21), px(84))

    def minimumSizeHint(self) -> QSize:
        """A figure may be squeezed; only a long caption is then cut, and its tool tip says the whole."""
        figure, label = self.figure, QFontMetrics(font("label"))
        value = QFontMetrics(font(self._value_font())).horizontalAdvance(figure.value)
        caption = min(label.horizontalAdvance(figure.caption), px(SHORTEST_CAPTION))
        return QSize(max(value, label.horizontalAdvance(figure.label), caption, self._legend_width()) + px(21), px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label, value and caption, with the bar and its legend where there are parts."""
        painter, figure = QPainter(self), self.figure
        if self.underMouse():
            paint.box(painter, self.rect().adjusted(2, 4, -2, -4), "accent_soft")
        inner = self._mirror(self.rect().adjusted(px(12), px(8), -px(8), -px(8)))
        label = QRect(inner.x(), inner.y(), inner.width(), px(18))
        paint.text(painter, label, figure.label, font("label"), color("text2"))
        value = QRect(inner.x(), inner.y() + px(18), inner.width(), px(30))
        tint = color("muted" if figure.missing else "text")
        paint.text(painter, value, figure.value, font(self._value_font()), tint)
        caption = QRect(inner.x(), inner.y() + px(50), inner.width(), px(18))
        if figure.parts:
            self._paint_parts(painter, value, caption)
        else:
            paint.text(painter, caption, figure.caption, font("label"), color("text2"))
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect().adjusted(2, 4, -2, -4))

    def _paint_parts(self, painter: QPainter, value: QRect, caption: QRect) -> None:
        taken = QFontMetrics(font("display")).horizontalAdvance(self.figure.value) + px(16)
        bar = QRect(value.x() + taken, value.center().y() - px(4), max(0, value.width() - taken), px(9))
        total, x = sum(count for _level, count in self.figure.parts) or 1, bar.x()
        for level, count in self.figure.parts:
            width = round(bar.width() * count / total)
            token = f"{TOKENS[level]}_solid" if level else "line2"
            painter.fillRect(self._mirror(QRect(x, bar.y(), max(0, width - px(2)), bar.height())), color(token))
            x += width
        self._paint_legend(painter, caption)

    def _paint_legend(self, painter: QPainter, caption: QRect) -> None:
        x, metrics = caption.x(), QFontMetrics(font("label"))
        for part in self.figure.parts:
            token = f"{TOKENS[part[0]]}_solid" if part[0] else "muted"
            paint_bars(painter, self._mirror(QRect(x, caption.y() + px(4), px(16), px(10))), part[0], token)
            width = metrics.horizontalAdvance(_part(part)) + px(2)
            area = self._mirror(QRect(x + px(LEGEND_BARS), caption.y(), width, caption.height()))
            paint.text(painter, area, _part(part), font("label"), color("text2"))
            x += width + px(LEGEND_BARS + LEGEND_GAP)

    def _mirror(self, rect: QRect) -> QRect:
        return paint.mirrored(self, rect)


def _part(part: tuple[str, int]) -> str:
    return f"{level_words(part[0])} {part[1]:,}"


class FigureStrip(QFrame):
    """Figures in a row, or in several where one is too narrow; `chosen` carries the key of the one that was pressed.

    `arranged` tells that they stand in other rows.
    """

    chosen = Signal(str)
    arranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(0)
        self._buttons: list[FigureButton] = []
        self._arranged: list[list[FigureButton]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look().changed.connect(self._arrange)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures; the focus stays on the same key."""
        focused = next((button.figure.key for button in self._buttons if button.hasFocus()), "")
        for old in self._buttons:
            let_go(old)
        self._buttons = [FigureButton(figure, self) for figure in figures]
        self._arranged = []
        self._arrange()
        for button in self._buttons:
            button.clicked.connect(lambda _checked=False, key=button.figure.key: self.chosen.emit(key))
            button.show()
            if button.figure.key == focused:
                button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More figures in a row where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Use as few rows as the figures fit in, all with as many figures where that can be."""
        count = len(self._buttons)
        each = next((each for each in range(count, 1, -1) if count % each == 0 and self._fits(each)), 0)
        rows = [self._buttons[start : start + each] for start in range(0, count, each)] if each else self._packed()
        if rows != self._arranged:
            self._arranged = rows
            self._lay_out()
            self.arranged.emit()

    def _packed(self) -> list[list[FigureButton]]:
        rows: list[list[FigureButton]] = []
        room = 0
        for button in self._buttons:
            width = button.minimumSizeHint().width() + px(4)
            if room < width:
                rows.append([])
                room = self.width() - px(8)
            rows[-1].append(button)
            room -= width
        return rows

    def _fits(self, each: int) -> bool:
        """Tell whether rows of so many figures are no wider than the strip."""
        rows = (self._buttons[start : start + each] for start in range(0, len(self._buttons), each))
        widths = (sum(button.minimumSizeHint().width() + px(4) for button in row) for row in rows)
        return max(widths, default=0) <= self.width() - px(8)

    def _lay_out(self) -> None:
        while item := self._rows.takeAt(0):
            if row := item.layout():
                while row.takeAt(0):
                    pass
        self._rows.setContentsMargins(px(4), 0, px(4), 0)
        for buttons in self._arranged:
            line = QHBoxLayout()
            line.setSpacing(px(4))
            for button in buttons:
                line.addWidget(button, 1 if button.figure.parts or len(self._arranged) > 1 else 0)
            self._rows.addLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the hairlines between figures."""
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", "line2", radius=6)
        painter.setPen(color("line2"))
        for row in self._arranged:
            for button in row[1:]:
                top, bottom = button.y() + px(14), button.geometry().bottom() - px(14)
                x = (
                    button.x() - px(2)
                    if self.layoutDirection() == Qt.LayoutDirection.LeftToRight
                    else button.geometry().right() + px(2)
                )
                painter.drawLine(x, top, x, bottom)
