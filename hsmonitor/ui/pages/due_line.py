"""A line of what is due for review: challenge, project, level, and the day of the review, marked where it is past."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hsmonitor.domain.dates import display_date
from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.level import level_words, paint_level, pill_width

PROJECT_FROM = 520
"""Pixels at 100 % from which there is room for the project."""
WIDEST_PROJECT = 180


class DueColumns:
    """The columns of several lines, as wide as their words: the challenge has all room that is left."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._widest: dict[int, tuple[int, int, int]] = {}  # by zoom: each line asks whenever it is painted

    def widths(self, room: int) -> tuple[int, int, int]:
        """Return how wide project, level and day are where a line has `room` pixels."""
        if look().zoom not in self._widest:
            self._widest[look().zoom] = self._measure()
        projects, levels, days = self._widest[look().zoom]
        wide = projects and room >= px(PROJECT_FROM)
        project = min(projects, px(WIDEST_PROJECT)) + px(16) if wide else 0
        return project, levels + px(16), days + px(23)

    def _measure(self) -> tuple[int, int, int]:
        projects = max((text_width("label", row.home) for row in self._rows), default=0)
        levels = max((_level_width(row.level) for row in self._rows), default=0)
        days = max((text_width("label strong", _day(row)) for row in self._rows), default=0)
        return projects, levels, days


def _level_width(level: str) -> int:
    return pill_width(level) if level else text_width("missing", level_words(""))


def _day(row: Row) -> str:
    return display_date(row.deadline) if row.deadline else _("never reviewed")


class DueLine(QAbstractButton):
    """Opens its challenge. `day` is the one by which a review is late, `columns` are shared with the other lines."""

    def __init__(self, row: Row, day: date, columns: DueColumns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._columns = columns
        self.late = row.is_late(day)
        self.level = row.level
        self.when = _day(row)
        told = _("late since {day}").format(day=self.when) if self.late else self.when
        self.setAccessibleName(", ".join((row.display, row.home, level_words(self.level), told)))
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
        project, level, day = self._columns.widths(width)
        end = width - level - day
        self._words(painter, px(4), end - project - px(12), self.row.display, "body", "text")
        if project:
            self._words(painter, end - project, project - px(8), self.row.home, "label", "text2")
        if self.level:
            paint_level(
                painter, paint.mirrored(self, QRect(end, 0, level, self.height())), self.level, self.layoutDirection()
            )
        else:
            self._words(painter, end, level, level_words(""), "missing", "muted")
        self._paint_day(painter, end + level, day)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            paint.focus_ring(painter, self.rect())

    def _paint_day(self, painter: QPainter, x: int, width: int) -> None:
        tint = "danger" if self.late else "text2"
        if self.late:
            spot = paint.mirrored(self, QRect(x, (self.height() - px(14)) // 2, px(14), px(14)))
            icons.paint_icon(painter, "clock", color(tint), spot.x(), spot.y(), px(14))
        self._words(painter, x + px(19), width - px(19), self.when, "label strong" if self.late else "label", tint)

    def _words(self, painter: QPainter, x: int, width: int, words: str, face: str, tint: str) -> None:
        area = paint.mirrored(self, QRect(x, 0, width, self.height()))
        paint.text(painter, area, words, font(face), color(tint))
