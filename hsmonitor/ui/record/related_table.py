"""The table of one list on a record's page: its cells are edited as those of the sheet, its references open the records."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QScrollArea, QSizePolicy, QWidget

from hsmonitor.ui.record.related_delegate import RelatedDelegate
from hsmonitor.ui.record.related_model import REMARK, RelatedModel, fitting
from hsmonitor.ui.record.related_widths import LEAST_NAME, RelatedWidths
from hsmonitor.ui.sheet.cells_model import Index
from hsmonitor.ui.sheet.cells_table import CellsTable, typed_text
from hsmonitor.ui.sheet.editing import CellEditing
from hsmonitor.ui.sheet.entering import Entering
from hsmonitor.ui.sheet.table_keys import ENTERS, Held, held
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, look, px


class RelatedTable(CellsTable):
    """Lines of 28 under small headings. `opened` carries the line to open, `dropped` one that was dragged and to where."""

    opened = Signal(int)
    dropped = Signal(int, int)
    tab_edits = True
    fills = False

    def __init__(self, model: RelatedModel, entering: Entering, room: QWidget, *, can_change: bool) -> None:
        super().__init__()
        self.related = model
        self._all = list(model.columns)
        self._room = room
        self._pressed: QPoint | None = None
        self.can_change, self.can_drag = can_change, False
        self.editing = CellEditing(self, model, entering)
        self.editing.changed.connect(lambda: QTimer.singleShot(0, self, self._tidy))
        self.setModel(model)
        self.setItemDelegate(RelatedDelegate(self))
        self._set_up()
        model.modelReset.connect(self._fit)
        look().changed.connect(self.measure)
        self.measure()

    def _set_up(self) -> None:
        self.setAccessibleName(self.related.record.plural)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)  # the arrows go from cell to cell, Tab to the next list
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def room(self) -> QWidget:
        """All cards of the page: a list of one line has no room for what is proposed."""
        return self._room

    # Sizes

    def measure(self) -> None:
        """Give lines and columns their sizes at the present zoom."""
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.verticalHeader().setDefaultSectionSize(px(28))
        head = self.horizontalHeader()
        head.setMinimumSectionSize(px(20))
        head.setFixedHeight(px(22))
        head.setStyleSheet(
            f"QHeaderView {{ background: transparent; }} QHeaderView::section {{ background: transparent; border: 0;"
            f" color: {color('muted').name()}; padding: 0 {px(8)}px 0 {px(8)}px; font-size: {px(11)}px;"
            f" border-bottom: 1px solid {color('line').name()}; }}"
        )
        self.setStyleSheet("QTableView { background: transparent; }")
        self._widths = RelatedWidths(self.related.record, self._all)
        self._fit()

    def _fit(self) -> None:
        """Show the columns for which there is room; the name has what is left over."""
        if self.editing.active:
            self.editing.place()
        elif self.width() > px(100):
            self._choose_columns()
        lines = self.related.rowCount()
        self.setFixedHeight(px(22) + lines * px(28) + 1 if lines else 0)
        self.setVisible(bool(lines))

    def _choose_columns(self) -> None:
        model, name = self.related, self._all[1]
        narrow = self._widths.narrow | {name: px(LEAST_NAME)}
        columns = fitting(model.record.kind, [*self._all, REMARK], narrow, self.width(), remarks=model.has_remarks)
        with self.same_cell():
            model.set_columns(columns)
        for number, width in enumerate(self._widths.of(columns, name, self.width())):
            self.setColumnWidth(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @contextmanager
    def same_cell(self) -> Iterator[None]:
        """Have the cursor stay on its record and field, and an editor on its cell, while lines or columns become others."""
        here = self.currentIndex()
        key = self.related.key(here.row()) if here.isValid() else None
        name = self.related.columns[here.column()] if here.isValid() else ""
        yield
        line = (self.related.number_of(key) if key else self.related.lines) if key is not None else None
        if line is not None and line < self.related.rowCount():
            columns = self.related.columns
            self.setCurrentIndex(self.related.index(line, columns.index(name) if name in columns else 0))
        self.editing.place()

    # Keys

    def begin_line(self) -> None:
        """Begin a new record in a line of its own, with the first of what it cannot be without."""
        model = self.related
        model.show_ready_line(True)
        fields = [model.field(column) for column in range(len(model.columns))]
        needed = [n for n, field in enumerate(fields) if field and field.required]
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.go(model.lines, needed[0] if needed else 1)
        if not model.begun and not model.kept:
            self.editing.begin()

    def _tidy(self) -> None:
        """Take the ready line away where it was left empty."""
        model = self.related
        unwanted = not (model.begun or self._held_in_line() or any(not key for key, _name in model.kept))
        if model.ready_line and unwanted and not (self.editing.active or self.hasFocus()):
            model.show_ready_line(False)

    def _held_in_line(self) -> bool:
        return any(not key for key, _name in self.related.held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing, F2 and Enter edit; Enter opens the record where nothing can be edited, Ctrl+Shift+Enter anywhere."""
        if not self._key(Qt.Key(event.key()), held(event.modifiers())):
            if text := typed_text(event):
                self.editing.begin(text)
            elif event.key() == Qt.Key.Key_Escape:
                event.ignore()
            else:
                super().keyPressEvent(event)

    def _key(self, key: Qt.Key, with_it: Held) -> bool:
        here, line_of_records = self.currentIndex(), self.currentIndex().row() < self.related.lines
        if not here.isValid():
            return False
        if key in ENTERS:
            self._enter(here, opens=with_it.control and with_it.shift)
        elif key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Down and with_it.alt and not with_it.shift):
            self.editing.begin()
        elif key == Qt.Key.Key_Delete and not with_it.control:
            self.editing.clear()
        elif key == Qt.Key.Key_Backspace:
            self.editing.begin("")
        elif key == Qt.Key.Key_Semicolon and with_it.control:
            self.editing.put_today()
        elif key == Qt.Key.Key_Escape and not line_of_records:
            self._give_up_line()
        else:
            return False
        return True

    def _enter(self, here: QModelIndex, *, opens: bool) -> None:
        if opens or not self.editing.begin():
            self._open(here.row())

    def _open(self, line: int) -> None:
        if line < self.related.lines:
            self.opened.emit(line)

    def _give_up_line(self) -> None:
        self.editing.entering.give_up_line()
        self.related.show_ready_line(False)
        self.go(self.related.lines - 1, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor, on the first cell where there was none."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go(0, 0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor; a new line that was left empty goes."""
        super().focusOutEvent(event)
        self.viewport().update()
        QTimer.singleShot(0, self, self._tidy)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have the cursor in sight, and what is wrong in its cell beside it."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.hasFocus():
            self._show_cursor()
        self.editing.show_wrong()
        self.moved.emit()

    def _show_cursor(self) -> None:
        page = self.parentWidget()
        while page and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if isinstance(page, QScrollArea) and (inside := page.widget()):
            spot = self.viewport().mapTo(inside, self.visualRect(self.currentIndex()).center())
            page.ensureVisible(spot.x(), spot.y(), 0, px(40))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method composes begins to edit too."""
        if event.commitString() or event.preeditString():
            self.editing.begin(event.commitString())

    # The mouse

    def _opens(self, index: QModelIndex) -> bool:
        return index.isValid() and index.row() < self.related.lines and (index.column() == 0 or not self.can_change)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would open; the cursor does not follow what is dragged."""
        opens = self._opens(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that moves on puts a line elsewhere where order matters; one that does not opens what it opens."""
        start, point = self._pressed or QPoint(), event.position().toPoint()
        super().mouseReleaseEvent(event)
        if (point - start).manhattanLength() < QApplication.startDragDistance():
            if self._opens(self.indexAt(point)):
                self._open(self.indexAt(point).row())
        elif self.can_drag and (line := self.rowAt(start.y())) >= 0:
            middles = [self.rowViewportPosition(n) + px(14) for n in range(self.related.lines) if n != line]
            self.dropped.emit(line, sum(middle < point.y() for middle in middles))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits, as in a spreadsheet."""
        self.editing.begin()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, over them the outline of the cursor."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            cell = self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1)
            paint.box(QPainter(self.viewport()), cell, edge="focus", radius=0, width=2)
