"""The states of rows as tabs with counts, each with its icon."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from hsmonitor.exchange.outcome import RowState
from hsmonitor.language import _
from hsmonitor.ui.importing.cells import FACES
from hsmonitor.ui.importing.rows import state_words
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px

_TABS: tuple[RowState | None, ...] = (None, *RowState)


class StateTabs(QTabBar):
    """All rows, then those of each state; `picked` follows the choice of a tab."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts = [0] * len(_TABS)
        self._narrow = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(_("What happens"))
        for number, tab in enumerate(_TABS):
            self.addTab(_name(tab))
            self.setTabToolTip(number, _name(tab))
        self.currentChanged.connect(lambda _number: self.picked.emit())
        look().changed.connect(self.updateGeometry)

    @property
    def state(self) -> RowState | None:
        """The state whose rows are shown, None for all."""
        return _TABS[self.currentIndex()]

    def set_counts(self, counts: Mapping[RowState, int]) -> None:
        """Show how many rows there are of each state."""
        self._counts = [sum(counts.values()), *(counts.get(state, 0) for state in RowState)]
        self.be_narrow(self._narrow)
        self.update()

    def be_narrow(self, narrow: bool) -> None:
        """Where there is no room, leave away states without rows, and the words of those that are not shown."""
        self._narrow = narrow
        for number, count in enumerate(self._counts):
            self.setTabVisible(number, bool(count) or not narrow or number in (0, self.currentIndex()))
            self.setTabText(number, f"{_name(_TABS[number])} {count:,}")  # has it measured anew

    def _words(self, number: int) -> str:
        """Return the words that are painted on a tab; where it is narrow, icon and count have to do for the others."""
        return "" if self._narrow and _TABS[number] and number != self.currentIndex() else _name(_TABS[number])

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as icon, word and count."""
        width = QFontMetrics(font("strong")).horizontalAdvance(self._words(index))
        width += QFontMetrics(font("label")).horizontalAdvance(f"{self._counts[index]:,}")
        return QSize(width + px(56 if _TABS[index] else 38), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each tab, and a bar under the current one."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), color("line2"))
        for number in range(self.count()):
            if self.isTabVisible(number):
                self._paint_tab(painter, number)

    def _paint_tab(self, painter: QPainter, number: int) -> None:
        rect, here, tab = self.tabRect(number), number == self.currentIndex(), _TABS[number]
        x = rect.x() + px(8)
        if tab:
            spot = self._placed(rect, x, px(16))
            icons.paint_icon(painter, FACES[tab][2], color("text2"), spot.x(), rect.center().y() - px(8), px(16))
            x += px(21)
        face = font("strong" if here else "body")
        words = self._words(number)
        width = QFontMetrics(font("strong")).horizontalAdvance(words) + px(1)
        paint.text(painter, self._placed(rect, x, width), words, face, color("text" if here else "text2"))
        count = f"{self._counts[number]:,}"
        pill = self._placed(rect, x + width + px(6), QFontMetrics(font("label")).horizontalAdvance(count) + px(12))
        pill = QRect(pill.x(), rect.center().y() - px(8), pill.width(), px(17))
        paint.box(painter, pill, "accent_soft" if here else "line", radius=8)
        paint.text(
            painter, pill, count, font("label"), color("accent" if here else "text2"), Qt.AlignmentFlag.AlignHCenter
        )
        if here:
            painter.fillRect(QRect(rect.x(), rect.bottom() - px(2), rect.width(), px(2)), color("accent"))
            if self.hasFocus():
                paint.focus_ring(painter, rect.adjusted(1, 3, -1, -3))

    def _placed(self, tab: QRect, x: int, width: int) -> QRect:
        """Return a place in a tab, mirrored within it where the language runs from right to left."""
        area = QRect(x, tab.y(), width, tab.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area.moveRight(tab.right() - (x - tab.x()))
        return area


def _name(tab: RowState | None) -> str:
    return state_words(tab) if tab else _("All")
