"""The title of a sheet; where several kinds share one entry of the rail, a tab for each of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width

TOGETHER = (("partner", "engagement", "assessment", "contact"), ("activity", "result"))
"""Kinds that are looked at together: what partners do and can, what projects do and what came of it."""


def siblings(kind: str) -> tuple[str, ...]:
    """Return the kinds that share an entry of the rail with `kind`, itself included."""
    return next((kinds for kinds in TOGETHER if kind in kinds), (kind,))


class KindTabs(QTabBar):
    """The present kind in the font of titles, the others beside it. `wanted` carries the kind that is gone to."""

    wanted = Signal(str)

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = siblings(kind)
        self._kind = kind
        for one in self.kinds:
            self.addTab(RECORDS[one].plural)
        self.setCurrentIndex(self.kinds.index(kind))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(_("Kinds of record"))
        if len(self.kinds) == 1:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.currentChanged.connect(self._go)
        look().changed.connect(self.updateGeometry)

    def step(self, by: int) -> None:
        """Go to the next kind or the one before."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _go(self, number: int) -> None:
        wanted = self.kinds[number]
        if wanted != self._kind:
            self.blockSignals(True)
            self.setCurrentIndex(self.kinds.index(self._kind))  # this sheet stays what it is; another one is opened
            self.blockSignals(False)
            self.wanted.emit(wanted)

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its words."""
        here = self.kinds[index] == self._kind
        return QSize(text_width("title" if here else "body", self.tabText(index)) + px(14), px(32))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words; only the present kind is a title."""
        painter = QPainter(self)
        for number in range(self.count()):
            here, rect = number == self.currentIndex(), self.tabRect(number)
            face, ink = font("title" if here else "body"), color("text" if here else "accent")
            paint.text(painter, rect.adjusted(0, 0, -px(8), 0) if here else rect, self.tabText(number), face, ink)
            if here and self.hasFocus():
                paint.focus_ring(painter, rect.adjusted(-px(2), px(2), -px(4), -px(2)))
