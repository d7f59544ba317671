"""A table whose cells are edited in place: where its cursor is, what is selected, and what stands over its cells."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from hsmonitor.ui.sheet import ranges
from hsmonitor.ui.theme.look import px

Index = QModelIndex | QPersistentModelIndex


class CellsTable(QTableView):
    """The table. `moved` follows the cursor.

    `tab_edits` says whether Tab, having kept one cell, edits the next at once; `fills` whether several can be selected and
    filled with one text.
    """

    moved = Signal()
    tab_edits = False
    fills = True

    @property
    def room(self) -> QWidget:
        """The widget over which editors, proposals and notes stand; the table itself or something around it."""
        return self.viewport()

    def seen(self) -> QRect:
        """Return what is in sight of the room."""
        return seen(self.room)

    def box(self, index: Index) -> QRect:
        """Return where in the room a cell is seen."""
        return self.visualRect(index).translated(self.viewport().mapTo(self.room, QPoint()))

    def put_beneath(self, widget: QWidget, width: int) -> None:
        """Have a note stand under the cell of the cursor, above it where there is no room below; `width` is at 100 %."""
        room, cell = self.room, self.box(self.currentIndex())
        if widget.parentWidget() is not room:
            widget.setParent(room)
            self.destroyed.connect(widget.deleteLater)
        widget.setFixedWidth(min(px(width), room.width()))
        widget.adjustSize()
        widget.move(beneath(cell, widget.size(), self.seen(), room.layoutDirection()).topLeft())
        widget.show()
        widget.raise_()

    def area(self) -> tuple[range, range]:
        """Return rows and columns of what is selected, from the first to the last; the cursor's where nothing is."""
        return ranges.bounds(self.selectionModel().selection(), self.currentIndex())

    @property
    def several(self) -> bool:
        """Whether more than one cell is selected."""
        return len(self.area()[0]) * len(self.area()[1]) > 1

    def lines(self) -> list[range]:
        """Return the lines in which something is selected, from top to bottom; the cursor's where nothing is."""
        return ranges.lines(self.selectionModel().selection(), self.currentIndex())

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a cell, alone."""
        row = max(0, min(row, self.model().rowCount() - 1))
        column = max(0, min(column, self.model().columnCount() - 1))
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.ClearAndSelect)
        self.scrollTo(index)


def seen(room: QWidget) -> QRect:
    """Return what is in sight of a widget that may be scrolled."""
    return room.visibleRegion().boundingRect() if room.isVisible() else room.rect()


def beneath(cell: QRect, size: QSize, seen: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Return where something stands under a cell and begins as it does; above it where there is no room below."""
    below = cell.bottom() + size.height() <= seen.bottom()
    y = cell.bottom() + 1 if below else max(seen.top(), cell.top() - size.height())
    begins = cell.x() if direction == Qt.LayoutDirection.LeftToRight else cell.right() + 1 - size.width()
    return QRect(QPoint(max(seen.left(), min(begins, seen.right() - size.width())), y), size)


def typed_text(event: QKeyEvent) -> str:
    """Return what a key writes, an empty text where it is a command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    plain = event.text().isprintable() and not event.modifiers() & commands
    return event.text() if plain else ""
