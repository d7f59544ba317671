"""The views of a sheet as tabs with counts: those that come with the program, and those that were saved."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QTabBar, QWidget

from hsmonitor.language import _
from hsmonitor.store.sheet_state import SheetState
from hsmonitor.ui.sheet.views import NamedState
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px


class ViewTabs(QTabBar):
    """The tabs. `picked` carries the view that the user goes to."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: list[NamedState] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(_("Views"))
        self.currentChanged.connect(self._picked)
        look().changed.connect(self.updateGeometry)

    def set_views(self, views: list[NamedState], shown: SheetState) -> None:
        """Show `views`; the current one is that which finds what is shown, or the same name as before."""
        before = self.views[self.currentIndex()].name if 0 <= self.currentIndex() < len(self.views) else ""
        self.blockSignals(True)
        self.views = views
        while self.count() > len(views):
            self.removeTab(self.count() - 1)
        while self.count() < len(views):
            self.addTab("")
        for number, view in enumerate(views):
            words = view.name if view.count is None else f"{view.name} {view.count:,}"
            self.setTabText(number, words)
        alike = [number for number, view in enumerate(views) if view.state.finds_like(shown)]
        same = [number for number in alike if views[number].state.group == shown.group] or alike
        named = [number for number, view in enumerate(views) if view.name == before]
        self.setCurrentIndex((same or named or [0])[0])
        self.blockSignals(False)
        self.update()

    def fit(self, room: int) -> None:
        """Show the views that fit into `room` pixels, the present one before all."""
        here = max(0, self.currentIndex())
        left = room - self.tabSizeHint(here).width() if self.count() else room
        for number in range(self.count()):
            wanted = 0 if number == here else self.tabSizeHint(number).width()
            fits = wanted <= left
            left = left - wanted if fits else 0  # no later one slips in before those that are left out
            self.setTabVisible(number, fits or number == here)
        self.setFixedWidth(sum(self.tabSizeHint(n).width() for n in range(self.count()) if self.isTabVisible(n)))

    def whole_width(self) -> int:
        """Return how wide all views are together."""
        return sum(self.tabSizeHint(number).width() for number in range(self.count()))

    def hidden_views(self) -> int:
        """Return for how many views there is no room."""
        return sum(not self.isTabVisible(number) for number in range(self.count()))

    def _picked(self, number: int) -> None:
        if 0 <= number < len(self.views):
            self.picked.emit(self.views[number])

    def step(self, by: int) -> None:
        """Go to the next view or the one before."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as its words and its count."""
        view = self.views[index] if index < len(self.views) else NamedState("", SheetState())
        width = QFontMetrics(font("strong")).horizontalAdvance(view.name)
        if view.count is not None:
            width += QFontMetrics(font("label")).horizontalAdvance(f"{view.count:,}") + px(18)
        return QSize(width + px(20), px(34))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are not squeezed; they scroll."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each tab: its name, its count on a soft ground, a bar under the current one."""
        painter = QPainter(self)
        for number, view in enumerate(self.views):
            if not self.isTabVisible(number):
                continue
            rect, here = self.tabRect(number), number == self.currentIndex()
            self._tab(painter, rect, view, here=here)
            if here and self.hasFocus():
                paint.focus_ring(painter, rect.adjusted(1, 3, -1, -3))

    def _tab(self, painter: QPainter, rect: QRect, view: NamedState, *, here: bool) -> None:
        face = font("strong" if here else "body")
        inner = rect.adjusted(px(10), 0, -px(10), 0)
        width = QFontMetrics(face).horizontalAdvance(view.name) + px(1)
        name = QStyle.visualRect(self.layoutDirection(), inner, QRect(inner.x(), inner.y(), width, inner.height()))
        paint.text(painter, name, view.name, face, color("text" if here else "text2"))
        if view.count is not None:
            words = f"{view.count:,}"
            room = QFontMetrics(font("label")).horizontalAdvance(words) + px(12)
            pill = QRect(inner.x() + width + px(6), inner.center().y() - px(8), room, px(17))
            pill = QStyle.visualRect(self.layoutDirection(), inner, pill)
            paint.box(painter, pill, "accent_soft" if here else "sunken", radius=8)
            ink = color("accent" if here else "text2")
            paint.text(painter, pill, words, font("label"), ink, Qt.AlignmentFlag.AlignHCenter)
        if here:
            painter.fillRect(QRect(rect.x(), rect.bottom() - px(2), rect.width(), px(2)), color("accent"))
