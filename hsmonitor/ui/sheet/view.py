"""The table of a sheet: header that sorts, gutter, and keys as in a spreadsheet."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.ui.sheet.delegate import CellDelegate
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px


class SheetHeader(QHeaderView):
    """Column headings; a click sorts by the column, another one the other way round."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.order: tuple[tuple[int, bool], ...] = ()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(28))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a heading, with an arrow on the column that sorts; numbers in the gutter."""
        painter.save()
        horizontal = self.orientation() == Qt.Orientation.Horizontal
        view = self.parent()
        current = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        here = current.isValid() and section == (current.column() if horizontal else current.row())
        painter.fillRect(rect, color("accent_soft" if here and not horizontal else "sunken"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line2" if horizontal else "line"))
        painter.fillRect(paint_edge(self, rect), color("line2" if not horizontal else "line"))
        words = str(self.model().headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole))
        if horizontal:
            self._heading(painter, rect, section, words)
        else:
            ink = color("accent" if here else "muted")
            face = font("label strong" if here else "label")
            paint.text(painter, rect.adjusted(px(4), 0, -px(10), 0), words, face, ink, Qt.AlignmentFlag.AlignRight)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, section: int, words: str) -> None:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sorted_by = next((descending for column, descending in self.order if column == section), None)
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        width = QFontMetrics(font("label strong")).horizontalAdvance(words) + px(2)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        ink = color("text" if sorted_by is not None else "text2")
        paint.text(painter, inner, words, font("label strong"), ink, align)
        if sorted_by is not None:
            x = inner.x() + width + px(4) if not right else inner.right() - width - px(20)
            x = min(x, inner.right() - px(14)) if not right else max(x, inner.x())
            icons.paint_icon(
                painter, "down" if sorted_by else "up", color("accent"), x, inner.center().y() - px(7), px(14)
            )

    def sizeHint(self) -> QSize:
        """A storey of 30; the gutter is wide enough for its numbers."""
        return QSize(px(40), px(30))


def paint_edge(widget: QWidget, rect: QRect) -> QRect:
    """Return the trailing edge of `rect`, one pixel wide."""
    right = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QRect(rect.x() if right else rect.right(), rect.y(), 1, rect.height())


class SheetView(QTableView):
    """The table; `opened` carries the row that Enter or a double click opens, `sorting` a column and a direction."""

    opened = Signal(int)
    sorting = Signal(int, bool)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setHorizontalHeader(SheetHeader(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(SheetHeader(Qt.Orientation.Vertical, self))
        self.setAccessibleName(model.record.plural)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(self.want_rows)
        model.loaded.connect(self.want_rows)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        letter = QFontMetrics(font("body")).averageCharWidth()
        self.verticalHeader().setMinimumSectionSize(px(20))
        self.verticalHeader().setDefaultSectionSize(px(28))
        digits = QFontMetrics(font("label strong")).horizontalAdvance("0" * max(3, len(str(self.sheet.count))))
        self.verticalHeader().setFixedWidth(digits + px(16))
        self.horizontalHeader().setFixedHeight(px(30))
        for column in range(self.sheet.columnCount()):
            field = self.sheet.field(column)
            heading = QFontMetrics(font("label strong")).horizontalAdvance(field.label if field else _("Ref"))
            nothing = QFontMetrics(font("missing")).horizontalAdvance(NOT_RECORDED) + px(20) if field else 0
            wanted = letter * (field.width if field else 8) + px(16)
            self.setColumnWidth(column, max(wanted, heading + px(34), nothing))

    def _sort(self, column: int) -> None:
        header = self.horizontalHeader()
        first = header.order[0] if isinstance(header, SheetHeader) and header.order else None
        self.sort(column, descending=first == (column, False))

    def sort(self, column: int, *, descending: bool) -> None:
        """Sort by a column."""
        header = self.horizontalHeader()
        if isinstance(header, SheetHeader):
            header.order = ((column, descending),)
            header.viewport().update()
        self.sorting.emit(column, descending)

    def want_rows(self) -> None:
        """Have the rows in sight at hand."""
        first = max(0, self.rowAt(0))
        shown = self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 2
        self.sheet.want(first, first + shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room shows more rows."""
        super().resizeEvent(event)
        self.want_rows()

    def currentChanged(self, current: object, previous: object) -> None:
        """Keep the mark in gutter and heading with the cursor."""
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()
        self.want_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Alt+Up and Alt+Down sort by the column of the cursor."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row())
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and index.isValid():
            self.sort(index.column(), descending=event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As in every table; the heading's mark follows."""
        super().mousePressEvent(event)
        self.horizontalHeader().viewport().update()
