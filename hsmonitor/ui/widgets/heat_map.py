"""The map of 25 cells, likelihood upwards and impact to the right; each cell opens its challenges."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hsmonitor.domain.terms import Impact, Likelihood
from hsmonitor.language import _, ngettext
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.level import TOKENS, level_words, paint_bars

Cell = tuple[int, int]
_MOVES = {Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class HeatMap(QWidget):
    """Counts by likelihood and impact; arrows move, Enter or a click sends `chosen` with both.

    `height` is in pixels at 100 %, `name` what screen readers say.
    """

    chosen = Signal(int, int)

    def __init__(self, *, height: int = 258, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._came: Mapping[Cell, tuple[int, int]] = {}
        self._counts: Mapping[Cell, int] = {}
        self._levels: Mapping[Cell, str] = {}
        self._cell: Cell = (5, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        look().changed.connect(self.updateGeometry)
        self.setAccessibleName(name or _("Where challenges sit"))
        self._announce()

    def set_cells(
        self, counts: Mapping[Cell, int], levels: Mapping[Cell, str], came: Mapping[Cell, tuple[int, int]] | None = None
    ) -> None:
        """Show other counts, and the level that each cell has by the portfolio's table.

        `came` says of a cell how many came up to it and how many came down to it.
        """
        self._counts, self._levels, self._came = counts, levels, came or {}
        self._announce()
        self.update()

    def set_height(self, height: int) -> None:
        """Be of another height, in pixels at 100 %."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def _announce(self) -> None:
        likelihood, impact = self._cell
        count = self._counts.get(self._cell, 0)
        words = ngettext("{count} challenge", "{count} challenges", count).format(count=count)
        moves = self._came_words()
        description = _("Likelihood {likelihood} {likely}, impact {impact} {impacting}, level {level}: {challenges}")
        self.setAccessibleDescription(
            description.format(
                likelihood=likelihood,
                likely=Likelihood.of(likelihood).label,
                impact=impact,
                impacting=Impact.of(impact).label,
                level=level_words(self._levels.get(self._cell, "")),
                challenges=_("{challenges}, {moves}").format(challenges=words, moves=moves) if moves else words,
            )
        )
        self.setToolTip(self.accessibleDescription())

    def _came_words(self) -> str:
        if self._cell not in self._came:
            return ""
        up, down = self._came[self._cell]
        return _("{up} came up, {down} came down").format(up=f"{up:,}", down=f"{down:,}")

    def sizeHint(self) -> QSize:
        """Cells twice as wide as high."""
        return QSize(px(376), px(self._height))

    def _rect(self, cell: Cell) -> QRect:
        likelihood, impact = cell
        left, top = px(18), px(22)
        width = (self.width() - left) / 5
        height = (self.height() - top - px(36)) / 5
        x, y = round(left + (impact - 1) * width), round(top + (5 - likelihood) * height)
        return paint.mirrored(self, QRect(x, y, round(width) - px(3), round(height) - px(3)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axes and the cells."""
        painter = QPainter(self)
        small, ink = font("key"), color("text2")
        paint.text(painter, QRect(0, 0, self.width(), px(18)), _("likelihood, upwards"), font("label"), ink)
        end = QRect(0, self.height() - px(18), self.width(), px(18))
        paint.text(painter, end, self._impact_words(), font("label"), ink, Qt.AlignmentFlag.AlignRight)
        for step in range(1, 6):
            row, column = self._rect((step, 1)), self._rect((1, step))
            side = paint.mirrored(self, QRect(0, row.y(), px(14), row.height()))
            paint.text(painter, side, str(step), small, ink, Qt.AlignmentFlag.AlignHCenter)
            under = QRect(column.x(), column.bottom() + px(2), column.width(), px(16))
            paint.text(painter, under, str(step), small, ink, Qt.AlignmentFlag.AlignHCenter)
        for likelihood in range(1, 6):
            for impact in range(1, 6):
                self._paint_cell(painter, (likelihood, impact))

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        rect, level, count = self._rect(cell), self._levels.get(cell, ""), self._counts.get(cell, 0)
        token = TOKENS.get(level, "low")
        painter.setOpacity(1 if count else 0.45)
        paint.box(painter, rect, f"{token}_bg")
        painter.setOpacity(1)
        tint = color(f"{token}_fg") if count else color("text2")
        number = paint.mirrored_in(self, rect, rect.adjusted(px(10), 0, -px(26), 0))
        paint.text(painter, number, f"{count:,}", font("strong" if count else "body"), tint)
        if cell in self._came and rect.height() > px(36):
            self._paint_came(painter, rect, self._came[cell], tint)
        if rect.width() > px(52):
            bars = QRect(rect.right() - px(24), rect.center().y() - px(4), px(16), px(9))
            paint_bars(painter, paint.mirrored_in(self, rect, bars), level, f"{token}_fg" if count else "muted")
        if self.hasFocus() and cell == self._cell:
            paint.focus_ring(painter, rect)

    def _paint_came(self, painter: QPainter, rect: QRect, came: tuple[int, int], tint: QColor) -> None:
        words = " ".join(f"{sign}{count:,}" for sign, count in zip("▲▼", came, strict=True) if count)
        line = QRect(rect.x() + px(10), rect.bottom() - px(17), rect.width() - px(14), px(16))
        paint.text(painter, paint.mirrored_in(self, rect, line), words, font("key"), tint)

    def _impact_words(self) -> str:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return _("impact, to the left") if right else _("impact, to the right")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the ring, Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(*self._cell)
        elif move := _MOVES.get(Qt.Key(event.key())):
            side = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
            self._cell = (min(5, max(1, self._cell[0] + move[0])), min(5, max(1, self._cell[1] + side * move[1])))
            self._announce()
            self.update()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which cell is under the pointer."""
        if cell := self._at(event):
            self._cell = cell
            self._announce()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the pointer."""
        if cell := self._at(event):
            self._cell = cell
            self.chosen.emit(*cell)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        self.update()

    def _at(self, event: QMouseEvent) -> Cell | None:
        spot = event.position().toPoint()
        cells = [(row, column) for row in range(1, 6) for column in range(1, 6)]
        return next((cell for cell in cells if self._rect(cell).contains(spot)), None)
