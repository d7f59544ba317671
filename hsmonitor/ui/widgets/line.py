"""A line to type in that begins at the leading side of the window, whatever language is typed."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hsmonitor.ui.theme import paint


class Line(QLineEdit):
    """A line with the name by which screen readers know it; `prompt` stands in it while it is empty."""

    def __init__(self, name: str, *, prompt: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setProperty("wrong", False)
        self.setAlignment(paint.leading(self))

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(paint.leading(self))
