"""The chart of a challenge's ratings over time: score on bands of levels, each point readable by keyboard and pointer."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hsmonitor.language import _
from hsmonitor.store.rating_points import Point
from hsmonitor.ui.review.chart_words import HIGHEST, Band, bands, point_words, score_words
from hsmonitor.ui.review.matrix_delegate import by_keyboard
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.level import TOKENS, level_words

MOST_POINTS = 8
"""The newest points that the chart has room for."""


class RatingChart(QWidget):
    """Left and right go from point to point; an unsaved one is hollow, one without a review is a square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        self.unsaved: Point | None = None
        self.here = 0
        self._bands = [Band("", 0, HIGHEST + 1)]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Ratings over time"))
        look().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(px(420), px(142))

    def show_points(self, points: Sequence[Point], table: Mapping[tuple[int, int], str]) -> None:
        """Show the points of another challenge."""
        self.points, self.unsaved = list(points)[-MOST_POINTS:], None
        self._bands = bands(table) or [Band("", 0, HIGHEST + 1)]
        self._go(len(self.points) - 1)

    def show_unsaved(self, point: Point | None) -> None:
        """Show the rating that is being given, None for none."""
        self.unsaved = point
        self._go(len(self._all()) - 1)

    def _all(self) -> list[Point]:
        return [*self.points, *([self.unsaved] if self.unsaved else [])]

    def _go(self, number: int) -> None:
        found = self._all()
        self.here = max(0, min(number, len(found) - 1))
        words = point_words(found[self.here], saved=self.here < len(self.points)) if found else _("No rating yet")
        self.setAccessibleDescription(words)
        self.update()

    def _area(self) -> QRect:
        words = (level_words(band.level) for band in self._bands if band.level)
        lead, trail = px(26), max((text_width("label", word) for word in words), default=0) + px(14)
        return QRect(lead, px(24), self.width() - lead - trail, self.height() - px(24) - px(20))

    def _y(self, score: float) -> int:
        area = self._area()
        return round(area.bottom() - score * area.height() / HIGHEST)

    def _spot(self, number: int) -> QPoint:
        area, count = self._area(), len(self._all())
        gap = area.width() - px(48)
        x = area.x() + px(24) + (gap * number // (count - 1) if count > 1 else gap)
        point = self._all()[number]
        rect = paint.mirrored(self, QRect(x, self._y(point.likelihood * point.impact), 1, 1))
        return rect.topLeft()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bands, line, points and days."""
        painter = QPainter(self)
        for band in self._bands:
            self._paint_band(painter, band)
        self._paint_line(painter)
        for number, point in enumerate(self._all()):
            self._paint_point(painter, number, point)
        if self.hasFocus() and by_keyboard(self):
            paint.focus_ring(painter, self.rect())

    def _paint_band(self, painter: QPainter, band: Band) -> None:
        area = self._area()
        top = self._y(min(band.high, HIGHEST))
        rect = QRect(area.x(), top, area.width(), self._y(band.low) - top)
        if band.level:
            painter.setOpacity(0.16 if band.level == "high" else 0.45)
            painter.fillRect(paint.mirrored(self, rect), color(f"{TOKENS[band.level]}_bg"))
            painter.setOpacity(1)
        words = QRect(area.right() + px(10), rect.y(), self.width() - area.right() - px(10), rect.height())
        label = level_words(band.level) if band.level else ""
        paint.text(painter, paint.mirrored(self, words), label, font("label"), color("text2"))
        axis = QRect(0, top - px(7), px(20), px(14))
        mark = str(min(band.high, HIGHEST))
        paint.text(painter, paint.mirrored(self, axis), mark, font("key"), color("text2"), Qt.AlignmentFlag.AlignRight)

    def _paint_line(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(1, len(self._all())):
            unsaved = number == len(self.points)
            pen = QPen(color("accent" if unsaved else "text2"), px(1.8))
            pen.setStyle(Qt.PenStyle.DashLine if unsaved else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(self._spot(number - 1), self._spot(number))

    def _paint_point(self, painter: QPainter, number: int, point: Point) -> None:
        spot, unsaved = self._spot(number), number == len(self.points)
        size = px(5 if unsaved else 4)
        painter.setPen(QPen(color("accent" if unsaved else "text2"), px(2)))
        painter.setBrush(color("surface" if unsaved else "text2"))
        box = QRect(spot.x() - size, spot.y() - size, 2 * size, 2 * size)
        if unsaved or point.reviewed:
            painter.drawEllipse(box)
        else:
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        label = score_words(point.likelihood, point.impact)
        above = QRect(spot.x() - px(30), spot.y() - px(23), px(60), px(16))
        here = self.hasFocus() and number == self.here
        face = font("label strong" if unsaved or here else "label")
        paint.text(painter, above, label, face, color("text"), Qt.AlignmentFlag.AlignHCenter)
        below = QRect(spot.x() - px(36), self.height() - px(18), px(72), px(16))
        day = _("Now") if unsaved else _month(point.day)
        paint.text(painter, below, day, font("label"), color("text2"), Qt.AlignmentFlag.AlignHCenter)
        if here and by_keyboard(self):
            paint.focus_ring(painter, box.adjusted(-px(4), -px(4), px(4), px(4)), radius=8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End go from point to point and tell of each."""
        step = 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        moves = {
            Qt.Key.Key_Left: self.here - step,
            Qt.Key.Key_Right: self.here + step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._all()) - 1,
        }
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and (to := moves.get(Qt.Key(event.key()))) is not None:
            self._go(to)
            self._tell()
        else:
            event.ignore()

    def _tell(self) -> None:
        if self._all():
            spot = self.mapToGlobal(self._spot(self.here))
            QToolTip.showText(spot, self.accessibleDescription(), self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the point under the pointer."""
        place = event.position().toPoint()
        near = [n for n in range(len(self._all())) if (self._spot(n) - place).manhattanLength() < px(24)]
        if (near and near[0] != self.here) or (near and not QToolTip.isVisible()):
            self._go(near[0])
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, and the words of the point one is at."""
        super().focusInEvent(event)
        self.update()
        if by_keyboard(self):
            self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide both."""
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.update()


def _month(day: str) -> str:
    return QLocale().toString(QDate(*map(int, day.split("-"))), "MMM yy")
