"""The line in which the filter of a column is typed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class FilterCell(QLineEdit):
    """The one line in which filters are typed; it stands over the cell that is used.

    `done` carries the key that left it, `listing` asks for the values of the column.
    """

    done = Signal(int)
    listing = Signal()

    def event(self, event: QEvent) -> bool:
        """Tab goes to the filter of the next column."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().event(event)
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.done.emit(event.key())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the rows, Alt+Down and F4 list the values, Esc empties the filter and then leaves it."""
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.listing.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.done.emit(event.key())
        else:
            super().keyPressEvent(event)
