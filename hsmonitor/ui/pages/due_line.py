"""A line of what is due for review: challenge, project, level, and the day of the review, marked where it is past."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hsmonitor.domain.dates import display_date
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.level import level_words, paint_level

PROJECT_FROM = 520
"""Pixels at 100 % from which there is room for the project."""
_PROJECT, _LEVEL, _DAY = 130, 112, 138


class DueLine(QAbstractButton):
    """Opens its challenge. `day` (ISO) is the one by which a review is late."""

    def __init__(self, row: Row, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        review = row.values.get("next_review")
        self.late = bool(review and review < day)
        self.level = row.values.get("level", "")
        self.when = display_date(review) if review else _("never reviewed")
        told = _("late since {day}").format(day=self.when) if self.late else self.when
        self.setAccessibleName(", ".join((row.display, row.shown("project"), level_words(self.level), told)))
        self.setToolTip(_("{reference}: {name}").format(reference=row.reference, name=row.display))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """28 high."""
        return QSize(px(200), px(28))

    def minimumSizeHint(self) -> QSize:
        """Words may be cut."""
        return QSize(px(80), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the columns from the leading edge."""
        painter, width = QPainter(self), self.width()
        if self.underMouse():
            paint.box(painter, self.rect(), "accent_soft")
        painter.fillRect(QRect(0, self.height() - 1, width, 1), color("line"))
        project = px(_PROJECT) if width >= px(PROJECT_FROM) else 0
        end = width - px(_LEVEL) - px(_DAY)
        self._words(painter, px(4), end - project - px(12), self.row.display, "body", "text")
        if project:
            self._words(painter, end - project, project - px(8), self.row.shown("project"), "label", "text2")
        if self.level:
            level = paint.mirrored(self, QRect(end, 0, px(_LEVEL), self.height()))
            paint_level(painter, level, self.level, self.layoutDirection())
        else:
            self._words(painter, end, px(_LEVEL), level_words(""), "missing", "muted")
        self._paint_day(painter, end + px(_LEVEL))
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect())

    def _paint_day(self, painter: QPainter, x: int) -> None:
        tint = "danger" if self.late else "text2"
        if self.late:
            spot = paint.mirrored(self, QRect(x, (self.height() - px(14)) // 2, px(14), px(14)))
            icons.paint_icon(painter, "clock", color(tint), spot.x(), spot.y(), px(14))
        self._words(painter, x + px(19), px(_DAY) - px(19), self.when, "label strong" if self.late else "label", tint)

    def _words(self, painter: QPainter, x: int, width: int, words: str, face: str, tint: str) -> None:
        area = paint.mirrored(self, QRect(x, 0, width, self.height()))
        paint.text(painter, area, words, font(face), color(tint))
