"""The heading of a sheet: titles that sort, with filter cells beneath them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from hsmonitor.language import _
from hsmonitor.store.filter_words import help_words
from hsmonitor.ui.record.dressing import mark_wrong
from hsmonitor.ui.sheet.filter_cell import FilterCell
from hsmonitor.ui.sheet.frozen import Frozen
from hsmonitor.ui.sheet.gutter import STOREY, trailing_edge
from hsmonitor.ui.sheet.model import SheetModel
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px


class ColumnHeader(QHeaderView):
    """Titles, and beneath them a filter cell each, drawn as an underline until it is used.

    `sorting` carries a column and whether it is to be added to those that sort already, `filtering` a column and its words,
    `left` that the rows are wanted, `choosing` that the values of a column are.
    """

    sorting = Signal(int, bool)
    filtering = Signal(int, str)
    left = Signal()
    choosing = Signal(int)

    def __init__(self, model: SheetModel, parent: QTableView, frozen: Frozen) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._frozen = frozen
        self._table = parent
        self._sheet = model
        self.order: tuple[tuple[int, bool], ...] = ()
        self.filters: dict[int, str] = {}
        self.wrong: dict[int, str] = {}
        self.filters_shown = True
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(28))
        self.cell = FilterCell(self.viewport())
        self.cell.setProperty("wrong", False)
        self.cell.setAcceptDrops(False)
        self.cell.hide()
        self._at = -1
        self.cell.textChanged.connect(self._typed)
        self.cell.done.connect(self._leave)
        self.cell.listing.connect(lambda: self.choosing.emit(self._at))
        self.sectionResized.connect(self._place)
        parent.horizontalScrollBar().valueChanged.connect(self._place)

    def show_filters(self, shown: bool) -> None:
        """Show the storey of filter cells, or only the titles."""
        self.filters_shown = shown
        self.cell.setVisible(shown and self._at >= 0)
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometries()
        self.viewport().update()

    def begin_filter(self, column: int) -> None:
        """Have the keyboard in the filter cell of a column."""
        self.show_filters(True)
        self._at = column
        self.cell.blockSignals(True)
        self.cell.setText(self.filters.get(column, ""))
        self.cell.blockSignals(False)
        field = self._sheet.field(column)
        label = field.label if field else _("Ref")
        self.cell.setAccessibleName(_("Filter of {field}").format(field=label))
        self.cell.setPlaceholderText(help_words(field) if field else "")
        self.cell.setToolTip(self.wrong.get(column, ""))
        mark_wrong(self.cell, column in self.wrong)
        self._place()
        self.cell.show()
        self.cell.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.cell.selectAll()

    @property
    def filtered_column(self) -> int:
        """The column in whose filter the keyboard is, -1 for none."""
        return self._at

    def write(self, words: str) -> None:
        """Write into the filter that is used, as if it were typed."""
        self.cell.setText(words)

    def set_wrong(self, wrong: dict[int, str]) -> None:
        """Mark the filters that make no sense, with what is wrong."""
        self.wrong = wrong
        mark_wrong(self.cell, self._at in wrong)
        self.cell.setToolTip(wrong.get(self._at, ""))
        self.viewport().update()

    def forget_cell(self) -> None:
        """Take the line away: other columns stand here now."""
        self._at = -1
        self.cell.hide()

    def _typed(self, words: str) -> None:
        if self._at >= 0:
            self.filtering.emit(self._at, words)

    def _leave(self, key: int) -> None:
        step = {int(Qt.Key.Key_Tab): 1, int(Qt.Key.Key_Backtab): -1}.get(int(key), 0)
        columns = [column for column in range(self.count()) if self._sheet.field(column)]
        if step and self._at in columns:
            self.begin_filter(columns[(columns.index(self._at) + step) % len(columns)])
            self._table.scrollTo(self._sheet.index(0, self._at))
        else:
            self.left.emit()  # before it is hidden, or Qt goes to the next cell as if Tab were pressed
            self.forget_cell()

    def _place(self) -> None:
        if self._at >= 0:
            self.cell.setGeometry(self._box(self._at).adjusted(0, 0, 0, 0))

    def _box(self, column: int) -> QRect:
        storey = px(STOREY)
        x = self._frozen.strip(1).x() if self._frozen.width and column == 0 else self.sectionViewportPosition(column)
        return QRect(x + px(3), storey + px(2), self.sectionSize(column) - px(6), storey - px(5))

    def _sign(self, box: QRect) -> QRect:
        """Return where the sign stands that lists the values."""
        spot = QRect(box.right() - px(17), box.y(), px(16), box.height())
        return QStyle.visualRect(self.layoutDirection(), box, spot)

    def column_at(self, x: int) -> int:
        """Return the column whose title is seen at `x`."""
        return 0 if self._frozen.covers(x) else self.logicalIndexAt(QPoint(x, 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a filter cell begins to filter; one on a title sorts."""
        column = self.column_at(event.position().toPoint().x())
        if self.filters_shown and event.position().y() >= px(STOREY):
            if self._sheet.field(column):
                self.begin_filter(column)
                if self._sign(self._box(column)).contains(event.position().toPoint()):
                    self.choosing.emit(column)
            return
        if not self._frozen.covers(event.position().toPoint().x()):  # or the edge beneath it would be dragged
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Shift adds a column to those that sort."""
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        if event.position().y() < px(STOREY) and not resizing and event.button() == Qt.MouseButton.LeftButton:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sorting.emit(self.column_at(event.position().toPoint().x()), more)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles, that of the frozen column over those that are scrolled beneath it."""
        super().paintEvent(event)
        if self._frozen.width:
            self.paintSection(QPainter(self.viewport()), self._frozen.strip(self.height()), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint title and filter cell of a column."""
        painter.save()
        here = self._table.currentIndex().column() == section and self._table.hasFocus()
        painter.fillRect(rect, color("sunken"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line2"))
        painter.fillRect(trailing_edge(self, rect), color("line"))
        title = QRect(rect.x(), rect.y(), rect.width(), px(STOREY) if self.filters_shown else rect.height())
        if here:
            painter.fillRect(QRect(title.x(), title.bottom() - px(2), title.width(), px(2)), color("accent"))
        self._title(painter, title, section)
        if self.filters_shown and self._sheet.field(section):
            self._filter(painter, section)
        painter.restore()

    def _title(self, painter: QPainter, rect: QRect, section: int) -> None:
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sorted_by = next((descending for column, descending in self.order if column == section), None)
        words = str(self._sheet.headerData(section, Qt.Orientation.Horizontal))
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        width = QFontMetrics(font("label strong")).horizontalAdvance(words) + px(2)
        ink = color("text" if sorted_by is not None else "text2")
        paint.text(painter, inner, words, font("label strong"), ink)
        if sorted_by is not None:
            x = inner.x() + width + px(4) if not right else inner.right() - width - px(20)
            x = min(x, inner.right() - px(14)) if not right else max(x, inner.x())
            name = "down" if sorted_by else "up"
            icons.paint_icon(painter, name, color("accent"), x, inner.center().y() - px(7), px(14))

    def _filter(self, painter: QPainter, section: int) -> None:
        box, words = self._box(section), self.filters.get(section, "")
        if words:
            wrong = section in self.wrong
            paint.box(painter, box, "danger_soft" if wrong else "accent_soft", "danger" if wrong else "accent")
            ink = color("danger" if wrong else "text")
            paint.text(painter, box.adjusted(px(6), 0, -px(6), 0), words, font("label strong"), ink)
        else:
            painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), color("line2"))
            sign = self._sign(box)
            icons.paint_icon(painter, "down", color("muted"), sign.x() + px(2), sign.center().y() - px(5), px(12))

    def sizeHint(self) -> QSize:
        """A storey of 30 for titles, another for filters."""
        return QSize(px(40), px(STOREY) * (2 if self.filters_shown else 1))
