"""A sheet with the inspector beside it: as wide as the user drags it, and over the sheet where there is no room for both."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from hsmonitor.ui.desk import Desk
from hsmonitor.ui.record.inspector import Inspector
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look, px

ROOM_FOR_BOTH = 820
"""Pixels at 100 % from which sheet and inspector stand side by side: a window of 900 less the rail."""


class Beside(QWidget):
    """Holds both. Beside the sheet the inspector shows unasked; over it, only when it is asked for."""

    def __init__(self, desk: Desk, sheet: QWidget, inspector: Inspector, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.sheet, self.inspector = desk, sheet, inspector
        self._asked = False
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(sheet)
        self._split.addWidget(inspector)
        self._split.setStretchFactor(0, 1)
        self._split.splitterMoved.connect(self._keep_width)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)
        look().changed.connect(self.fit)

    @property
    def over(self) -> bool:
        """Whether the inspector has its place over the sheet."""
        return self.width() < px(ROOM_FOR_BOTH)

    def toggle(self) -> None:
        """Show the inspector, or hide it; where it stands beside the sheet, on all sheets."""
        if self.over:
            self._asked = not self._asked
        else:
            self.desk.inspecting = not self.desk.inspecting
        self.fit()

    def fit(self) -> None:
        """Put the inspector where the width leaves it."""
        inside = self.inspector.parentWidget() is self._split
        if inside == self.over:
            self._asked = False
            self.inspector.setParent(self if self.over else self._split)
        self.inspector.setVisible(self._asked if self.over else self.desk.inspecting)
        self._place()

    def _place(self) -> None:
        wanted = self.desk.inspector_width or self.inspector.sizeHint().width()
        if not self.over:
            self._split.setSizes([max(1, self.width() - wanted), wanted])
            return
        width = min(wanted, self.width())
        self.inspector.setGeometry(paint.mirrored(self, QRect(self.width() - width, 0, width, self.height())))
        self.inspector.raise_()

    def _keep_width(self) -> None:
        self.desk.inspector_width = self.inspector.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inspector goes where there is room for it."""
        super().resizeEvent(event)
        self.fit()
