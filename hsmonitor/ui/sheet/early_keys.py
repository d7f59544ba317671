"""What is pressed before a sheet has read its rows for the first time: meant for them, not for whatever stands there yet."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from hsmonitor.ui.sheet.view import SheetView


class EarlyKeys:
    """Keeps the early keys and commands of one table in their order, and has them done when the rows are there."""

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self._kept: list[Callable[[], object]] = []

    def keep(self, event: QKeyEvent) -> bool:
        """Keep a key while nothing was read; return whether it was kept."""
        if self._view.sheet.opened:
            return False
        self._kept.append(partial(self._press, event.clone()))
        return True

    def when_read(self, act: Callable[[], object]) -> None:
        """Do what concerns rows now, or behind what was kept when they are there."""
        if self._view.sheet.opened:
            act()
        else:
            self._kept.append(act)

    def _press(self, event: QKeyEvent) -> None:
        QApplication.sendEvent(QApplication.focusWidget() or self._view, event)

    def give_back(self) -> None:
        """Do what was kept, keys where the one before has put the keyboard; nothing if the table was left."""
        kept, self._kept = self._kept, []
        for act in kept if self._view.hasFocus() else ():
            act()
