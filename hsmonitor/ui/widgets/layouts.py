"""Small help with layouts: emptying one, and giving the keyboard to what was just added."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def clear(layout: QLayout) -> None:
    """Take everything out of `layout`, of the layouts inside it too, and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.setParent(None)
            widget.deleteLater()
        elif inner := item.layout():
            clear(inner)
            inner.deleteLater()


def take_keyboard(widget: QWidget) -> None:
    """Put the keyboard on a widget that was just added: a layout shows it a moment later, and only what is shown can have it."""
    widget.show()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
