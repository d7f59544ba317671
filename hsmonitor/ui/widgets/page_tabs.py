"""The title of a page; where several pages share one entry of the rail, a tab for each of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from hsmonitor.ui.commands import on_key
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width


class PageTabs(QTabBar):
    """The present page in the font of titles, the others beside it. `wanted` carries the key of the one that is gone to.

    `tabs` are keys with their words; this page is `here` and stays it.
    """

    wanted = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], here: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = [key for key, _words in tabs]
        self._here = here
        for _key, words in tabs:
            self.addTab(words)
        self.setCurrentIndex(self.keys.index(here))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(name)
        if len(self.keys) == 1:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.currentChanged.connect(self._go)
        look().changed.connect(self.updateGeometry)

    def add_keys(self, page: QWidget) -> None:
        """Have the keys that go along the tabs work on `page`."""
        on_key(page, "Ctrl+Shift+PgDown", lambda: self.step(1))
        on_key(page, "Ctrl+Shift+PgUp", lambda: self.step(-1))

    def step(self, by: int) -> None:
        """Go to the next tab or the one before."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _go(self, number: int) -> None:
        wanted = self.keys[number]
        if wanted != self._here:
            self.blockSignals(True)
            self.setCurrentIndex(self.keys.index(self._here))  # this page stays what it is; another one is opened
            self.blockSignals(False)
            self.wanted.emit(wanted)

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its words."""
        here = self.keys[index] == self._here
        return QSize(text_width("title" if here else "body", self.tabText(index)) + px(14), px(32))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words; only the present page is a title."""
        painter = QPainter(self)
        for number in range(self.count()):
            here, rect = number == self.currentIndex(), self.tabRect(number)
            face, ink = font("title" if here else "body"), color("text" if here else "accent")
            words = paint.mirrored_in(self, rect, rect.adjusted(0, 0, -px(8), 0))
            paint.text(painter, words, self.tabText(number), face, ink)
            if here and self.hasFocus():
                paint.focus_ring(painter, words.adjusted(-px(2), px(2), px(4), -px(2)))
