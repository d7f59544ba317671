"""The table of levels as it can be changed: 25 cells, each with its level and how many challenges sit in it."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.terms import Level
from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px
from hsmonitor.ui.widgets.heat_map import Cell, HeatMap
from hsmonitor.ui.widgets.level import TOKENS, level_words, paint_bars

_LEVELS = [level.value for level in Level]


class LevelTable(HeatMap):
    """Arrows move, 1 to 4 set a level, Enter, Space or a click take the next one. `edited` follows each change.

    Nothing is stored here: `draft` is the table as it stands on screen, cells that differ from the stored one are marked.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(height=310, name=_("Level table"), parent=parent)
        self._stored: Mapping[Cell, str] = {}
        self.chosen.connect(self._take_next)

    @property
    def draft(self) -> dict[Cell, str]:
        """The level of each cell as it stands on screen."""
        return dict(self._levels)

    def show_table(self, counts: Mapping[Cell, int], stored: Mapping[Cell, str], draft: Mapping[Cell, str]) -> None:
        """Show a table, the stored one that it is to replace, and how many challenges sit in each cell."""
        self._stored = stored
        self.set_cells(counts, draft)

    def set_level(self, cell: Cell, level: str) -> None:
        """Give a cell another level on screen."""
        if cell in self._levels and self._levels[cell] != level:
            self.set_cells(self._counts, {**self._levels, cell: level})
            self.edited.emit()

    def _take_next(self, likelihood: int, impact: int) -> None:
        now = self._levels.get((likelihood, impact), _LEVELS[-1])
        self.set_level((likelihood, impact), _LEVELS[(_LEVELS.index(now) + 1) % len(_LEVELS)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 set the level of the cell."""
        if event.text() in tuple("1234"):
            self.set_level(self._cell, _LEVELS[int(event.text()) - 1])
        else:
            super().keyPressEvent(event)

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        rect, level = self._rect(cell), self._levels.get(cell, "")
        token = TOKENS.get(level, "low")
        changed = level != self._stored.get(cell, level)
        paint.box(painter, rect, f"{token}_bg", "focus" if changed else "", width=2)
        ink, middle = color(f"{token}_fg"), rect.height() // 2
        above, below = (
            rect.adjusted(px(9), px(2), -px(9), -middle),
            rect.adjusted(px(9), middle - px(2), -px(4), -px(2)),
        )
        bars = QRect(above.x(), above.center().y() - px(4), px(16), px(9))
        paint_bars(painter, paint.mirrored_in(self, rect, bars), level, f"{token}_fg")
        count = f"{self._counts.get(cell, 0):,}"
        paint.text(painter, above, count, font("key"), ink, Qt.AlignmentFlag.AlignRight)
        below = paint.mirrored_in(self, rect, below)
        paint.text(painter, below, level_words(level), font("label strong"), ink)
        if self.hasFocus() and cell == self._cell:
            paint.focus_ring(painter, rect.adjusted(2, 2, -2, -2), "text")
