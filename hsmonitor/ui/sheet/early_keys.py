"""Keys that are pressed before a sheet has read its rows for the first time: meant for them, not for a new record."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView


class EarlyKeys:
    """Keeps the early keys of one table in their order, and gives them back when the rows are there."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._kept: list[QKeyEvent] = []

    def keep(self, event: QKeyEvent) -> bool:
        """Keep a key while nothing was read; return whether it was kept."""
        if self._view.sheet.opened:
            return False
        self._kept.append(event.clone())
        return True

    def give_back(self) -> None:
        """Press the keys that were kept, each where the one before has put the keyboard; none if the table was left."""
        kept, self._kept = self._kept, []
        for event in kept if self._view.hasFocus() else ():
            QApplication.sendEvent(QApplication.focusWidget() or self._view, event)
