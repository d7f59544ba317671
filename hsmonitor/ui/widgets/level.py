"""Levels as the desk draws them: four rising bars, a word and a fill; never colour alone."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px

TOKENS = {"low": "low", "moderate": "mod", "substantial": "sub", "high": "high"}
_STEPS = {"low": 1, "moderate": 2, "substantial": 3, "high": 4}


def level_words(level: str) -> str:
    """Return the word for a level; an empty one is "Not rated", which is not low."""
    return Level.of(level).label if level else _("Not rated")


def pill_width(level: str) -> int:
    """Return how wide the pill of a level is."""
    return QFontMetrics(font("label strong")).horizontalAdvance(level_words(level)) + px(41)


def paint_bars(painter: QPainter, rect: QRect, level: str, token: str) -> None:
    """Paint the four rising bars in `rect`; those of the level are solid, the rest faint."""
    width, gap = px(3), px(1.5)
    for step in range(1, 5):
        height = round(rect.height() * (0.25 + 0.25 * (step - 1)))
        tint = color(token)
        painter.setOpacity(1 if step <= _STEPS.get(level, 0) else 0.35)
        bar = QRect(rect.x() + (step - 1) * (width + gap), rect.bottom() + 1 - height, width, height)
        painter.fillRect(bar, tint)
    painter.setOpacity(1)


def paint_level(painter: QPainter, rect: QRect, level: str, direction: Qt.LayoutDirection) -> None:
    """Paint the pill of a level at the leading edge of `rect`; "not rated" is plain muted text."""
    if not level:
        return
    token = TOKENS[level]
    pill = QRect(rect.x(), rect.center().y() - px(9), min(pill_width(level), rect.width()), px(20))
    pill = QStyle.visualRect(direction, rect, pill)
    paint.box(painter, pill, f"{token}_bg", radius=4)
    bars = QRect(pill.x() + px(7), pill.y() + px(5), px(16), px(10))
    paint_bars(painter, QStyle.visualRect(direction, pill, bars), level, f"{token}_fg")
    words = QStyle.visualRect(direction, pill, pill.adjusted(px(31), 0, -px(4), 0))
    paint.text(painter, words, level_words(level), font("label strong"), color(f"{token}_fg"))


class LevelPill(QWidget):
    """The pill of one level."""

    def __init__(self, level: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_level(level)

    def set_level(self, level: str) -> None:
        """Show another level; an empty one hides the pill."""
        self.level = level
        self.setAccessibleName(level_words(level))
        self.setVisible(bool(level))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word needs."""
        return QSize(pill_width(self.level), px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        paint_level(QPainter(self), self.rect(), self.level, self.layoutDirection())
