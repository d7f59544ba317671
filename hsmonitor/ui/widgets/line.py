"""A line to type in that begins at the leading side of the window, whatever language is typed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hsmonitor.ui.theme import paint

EDITING = tuple(map(ord, "ACVXYZ"))
"""The letters that edit text with Ctrl: select all, copy, paste, cut, redo, undo."""


class Line(QLineEdit):
    """A line with the name by which screen readers know it; `prompt` stands in it while it is empty."""

    def __init__(self, name: str, *, prompt: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setProperty("wrong", False)
        self.setAlignment(paint.leading(self))
        self.setAcceptDrops(False)  # a file that is dropped is for the page or the window, which opens a portfolio

    def words(self) -> str:
        """Return what stands in the line."""
        return self.text()

    def event(self, event: QEvent) -> bool:
        """Leave other letters with Ctrl to the desk, whose keys they are: X11 would move and delete by them (Ctrl+E, Ctrl+K)."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z and event.key() not in EDITING
            if letter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(paint.leading(self))
