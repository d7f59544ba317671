"""The table of a sheet: cursor, ranges and editing, by the keys of a spreadsheet."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from hsmonitor.ui.sheet.cells_table import CellsTable, typed_text
from hsmonitor.ui.sheet.delegate import CellDelegate
from hsmonitor.ui.sheet.early_keys import EarlyKeys
from hsmonitor.ui.sheet.editing import CellEditing
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.fill_handle import FillHandle
from hsmonitor.ui.sheet.frozen import Frozen
from hsmonitor.ui.sheet.gutter import Gutter
from hsmonitor.ui.sheet.header import ColumnHeader
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.sheet.sized_columns import SizedColumns
from hsmonitor.ui.sheet.table_keys import TableKeys, held
from hsmonitor.ui.theme.look import look, px

Index = QModelIndex | QPersistentModelIndex
Flags = QItemSelectionModel.SelectionFlag


class SheetView(CellsTable):
    """The table. `opened` carries the row that is to be opened, `sorting` a column, a direction and whether it is added.

    `selected` follows the selection.
    """

    opened = Signal(int)
    sorting = Signal(int, bool, bool)
    resized = Signal()
    selected = Signal()

    def __init__(self, model: SheetModel, entering: Entering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.row_height = 28
        self.enter_opens = True
        self.frozen, self.filling = Frozen(self), FillHandle(self)
        self.editing, self.keys = CellEditing(self, model, entering), TableKeys(self)
        self.early = EarlyKeys(self)
        self.head, self.gutter = ColumnHeader(model, self, self.frozen), Gutter(model, self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.gutter)
        self.sizes = SizedColumns(self)
        self._set_up()
        self.head.sorting.connect(self._sort)
        self.head.left.connect(lambda: self.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.verticalScrollBar().valueChanged.connect(self.want_rows)
        model.loaded.connect(self.want_rows)
        model.folded_anew.connect(self.want_rows)
        model.modelReset.connect(self.measure)
        look().changed.connect(self.measure)
        self.measure()

    def _set_up(self) -> None:
        self.setAccessibleName(self.sheet.record.plural)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)  # Tab goes from cell to cell, F6 leaves
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setMouseTracking(True)

    def measure(self) -> None:
        """Give rows, gutter and columns their sizes at the present zoom."""
        self.gutter.setDefaultSectionSize(px(self.row_height))
        self.gutter.setFixedWidth(self.gutter.sizeHint().width())
        self.head.setFixedHeight(self.head.sizeHint().height())
        self.sizes.measure()

    def set_row_height(self, height: int) -> None:
        """Have rows of another height, in pixels at 100 %."""
        self.row_height = height
        self.measure()

    def _sort(self, column: int, more: bool) -> None:
        first = dict(self.head.order).get(column)
        self.sorting.emit(column, first is False, more)

    def lines_in_sight(self) -> range:
        """Return the lines that are in sight, be there records in them or none."""
        first = max(0, self.rowAt(0))
        return range(first, first + self.viewport().height() // max(1, self.gutter.defaultSectionSize()) + 2)

    def want_rows(self) -> None:
        """Have the rows in sight at hand."""
        shown = self.lines_in_sight()
        self.sheet.want(shown.start, shown.stop)
        self.editing.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more rows."""
        super().resizeEvent(event)
        self.want_rows()
        self.resized.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the mark in gutter and heading with the cursor."""
        super().currentChanged(current, previous)
        self.gutter.viewport().update()
        self.head.viewport().update()
        self.want_rows()
        self.editing.show_wrong()
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Outlines are drawn over many cells: all of them again."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selected.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins where one can type."""
        if not self.currentIndex().isValid() and self.sheet.rowCount():
            self.go(0, self.editing.entering.first_column())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet; typing edits."""
        if self.early.keep(event) or self.keys.press(Qt.Key(event.key()), held(event.modifiers())):
            return
        if text := typed_text(event):
            if not self.editing.begin(text):
                self.editing.say_why_not()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method composes begins to edit too."""
        if event.commitString() or event.preeditString():
            self.editing.begin(event.commitString())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits, as in a spreadsheet; on what cannot be written it opens the record."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.editing.begin() and self.sheet.row(index.row()):
            self.opened.emit(index.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the handle of the selection begins to fill, on the sign of a group folds it; else as in every table."""
        point = event.position().toPoint()
        if self.filling.press(point):
            return
        super().mousePressEvent(event)
        index = self.indexAt(point)
        if index.isValid() and index.column() == 0 and self.sheet.head(index.row()):
            self.sheet.toggle(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging the handle shows how far it fills."""
        point = event.position().toPoint()
        near = self.filling.is_near(point)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if near else Qt.CursorShape.ArrowCursor)
        if self.filling.dragged:
            self.filling.drag(self.rowAt(point.y()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Letting the handle go fills."""
        if not self.filling.release():
            super().mouseReleaseEvent(event)

    # The frozen column

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the cell that is seen at a point."""
        if self.frozen.covers(point.x()):
            return self.sheet.index(self.rowAt(point.y()), 0)
        return super().indexAt(point)

    def visualRect(self, index: Index) -> QRect:
        """Return where a cell is seen."""
        return self.frozen.rect(index, super().visualRect(index))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Have a cell in sight, and not beneath the frozen column."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(before)
            return
        cell, strip = self.visualRect(index), self.frozen.strip(1)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        hidden = cell.right() - strip.left() + 1 if right else strip.right() + 1 - cell.left()
        if self.frozen.width and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Outline and frozen column lie over what is scrolled: all is painted again."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        if dx:
            self.head.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, over them the frozen column and the outline of the selection with its handle."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        here = self.currentIndex()
        over_all = not here.isValid() or here.column() == 0 or not self.frozen.width
        active = self.hasFocus() or self.editing.active
        if not over_all:
            self.filling.paint(painter, active=active)
        self.frozen.paint(painter, self)
        if over_all and here.isValid():
            self.filling.paint(painter, active=active)
