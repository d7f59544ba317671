"""The rating of a challenge at a glance: where it sits in the table of levels, and how its score went."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.store.rating_points import Point
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.level import TOKENS

Cell = tuple[int, int]
HIGHEST = 25
"""The largest score: likelihood 5 times impact 5."""
SIDE, STEP = 104, 21
"""Pixels at 100 %: the table, and from one of its cells to the next."""
FAINT = 0.5
"""How much of its colour a cell keeps in which the challenge does not sit."""
MOST_POINTS = 8


class RatingGlance(QWidget):
    """A small table of levels, the present rating ringed and the first one dashed; beside it the line of the scores."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[Point] = []
        self._now: Cell | None = None
        self._first: Cell | None = None
        self._levels: Mapping[Cell, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)
        self.hide()

    def show_rating(
        self, now: Cell | None, first: Cell | None, points: Sequence[Point], levels: Mapping[Cell, str]
    ) -> None:
        """Show the rating of another challenge; one that is not rated has nothing to show."""
        self._now, self._first, self._levels = now, first, levels
        self.points = list(points)[-MOST_POINTS:]
        self.setAccessibleName(self._course())
        self.setToolTip(self._course())
        self.setVisible(now is not None)
        self.update()

    def _course(self) -> str:
        """Return what the line of scores says in words."""
        scores = [point.likelihood * point.impact for point in self.points]
        if not scores:
            return ""
        if len(scores) == 1:
            return _("Score {score}").format(score=scores[0])
        words = ngettext(
            "Score {first} → {last}, {count} rating", "Score {first} → {last}, {count} ratings", len(scores)
        )
        return words.format(first=scores[0], last=scores[-1], count=len(scores))

    def sizeHint(self) -> QSize:
        """As high as the table."""
        return QSize(px(280), px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the table at the leading side, words and line at the other."""
        painter = QPainter(self)
        for cell, level in self._levels.items():
            self._paint_cell(painter, cell, level)
        if self._first and self._first != self._now:
            self._ring(painter, self._first, dashed=True)
        if self._now:
            self._ring(painter, self._now)
        words = QRect(px(SIDE + 16), 0, self.width() - px(SIDE + 16), px(18))
        paint.text(painter, paint.mirrored(self, words), self._course(), font("label"), color("text2"))
        self._paint_line(painter, QRect(words.x(), px(30), words.width(), px(SIDE - 34)))

    def place_of(self, cell: Cell) -> QRect:
        """Return where a cell of the table stands."""
        likelihood, impact = cell
        x, y = px((impact - 1) * STEP), px((5 - likelihood) * STEP)
        return paint.mirrored(self, QRect(x, y, px(STEP - 2), px(STEP - 2)))

    def _paint_cell(self, painter: QPainter, cell: Cell, level: str) -> None:
        painter.setOpacity(1 if cell == self._now else FAINT)
        paint.box(painter, self.place_of(cell), f"{TOKENS[level]}_bg", radius=3)
        painter.setOpacity(1)

    def _ring(self, painter: QPainter, cell: Cell, *, dashed: bool = False) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color("text"), px(2), style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.place_of(cell), px(3), px(3))
        if not dashed:
            painter.setBrush(color("surface"))
            painter.setPen(QPen(color("text"), 1))
            painter.drawEllipse(self.place_of(cell).center() + QPoint(1, 1), px(2), px(2))

    def _paint_line(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(paint.mirrored(self, area), color("sunken"))
        spots = [self._spot(area, number) for number in range(len(self.points))]
        painter.setPen(QPen(color("text2"), px(1.5)))
        painter.drawPolyline(spots)
        for number, spot in enumerate(spots):
            painter.setBrush(color("accent" if number == len(spots) - 1 else "text2"))
            painter.setPen(QPen(color("surface"), 1))
            painter.drawEllipse(spot, px(3.5), px(3.5))

    def _spot(self, area: QRect, number: int) -> QPoint:
        inset, last = px(10), max(1, len(self.points) - 1)
        point = self.points[number]
        along = (area.width() - 2 * inset) * (number if len(self.points) > 1 else 1) // last
        up = (area.height() - 2 * inset) * point.likelihood * point.impact // HIGHEST
        place = QRect(area.x() + inset + along, area.bottom() - inset - up, 1, 1)
        return paint.mirrored(self, place).topLeft()
