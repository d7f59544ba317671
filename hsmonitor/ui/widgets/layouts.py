"""Small help with layouts: emptying one, taking a widget out, and giving the keyboard to what was just added.

A widget never leaves its layout by being deleted or given another parent alone. Shiboken keeps an object for each item of a
layout that was put, filled, into another one; where the item goes and nobody says so, that object stays and is taken for
whatever is made next at the same address, and the program ends (PySide6 6.11.3). `takeAt` says so.
"""

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


def take_out(widget: QWidget) -> None:
    """Take a widget out of the layout that it lies in; it stays a child of its parent."""
    parent = widget.parentWidget()
    if parent and (whole := parent.layout()):
        for layout in (whole, *whole.findChildren(QLayout)):
            if (place := layout.indexOf(widget)) >= 0:
                layout.takeAt(place)


def let_go(widget: QWidget) -> None:
    """Take a widget out of its layout and out of its parent, and let it go."""
    take_out(widget)
    widget.setParent(None)
    widget.deleteLater()


def take_keyboard(widget: QWidget) -> None:
    """Put the keyboard on a widget that was just added: a layout shows it a moment later, and only what is shown can have it."""
    widget.show()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
