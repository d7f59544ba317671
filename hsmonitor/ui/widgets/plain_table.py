"""A table to look at and to choose a row from, as plain as the desk draws them; `opened` follows Enter and a double click."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QTableView, QWidget

from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.theme.style import RINGS_ROWS


class _Cells(QStyledItemDelegate):
    """Has words keep their own direction where the language runs from right to left."""

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        """Return the words of a cell."""
        return paint.isolated(super().displayText(value, locale))


class PlainTable(QTableView):
    """Rows of 28, no grid, whole rows selected, the last column as wide as there is room."""

    opened = Signal()

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: Sequence[int] = ()
        self._wide: int | None = None
        self.setProperty(RINGS_ROWS, True)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        look().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(28))
        self.horizontalHeader().setFixedHeight(px(30))
        self.horizontalHeader().setFont(font("label strong"))
        ground, ink, line = color("sunken").name(), color("text2").name(), color("line2").name()
        self.setStyleSheet(
            f"QHeaderView {{ background: {ground}; }} QHeaderView::section {{ background: {ground}; color: {ink}; border: 0;"
            f" border-bottom: 1px solid {line}; padding: 0 {px(8)}px; font-weight: 600; font-size: {px(12)}px; }}"
            f"QTableView {{ background: {color('surface').name()}; selection-background-color: {color('accent_soft').name()};"
            f" selection-color: {color('text').name()}; }} QTableView::item {{ padding: 0 {px(8)}px;"
            f" border-bottom: 1px solid {color('line').name()}; }}"
        )

    def set_widths(self, widths: Sequence[int], wide: int | None = None) -> None:
        """Give columns their widths, in pixels at 100 %; the column `wide` takes what room is left besides."""
        self._widths, self._wide = widths, wide
        self._spread()

    def _spread(self) -> None:
        spare = max(0, self.viewport().width() - sum(map(px, self._widths)))
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, px(width) + (spare if column == self._wide else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if self._wide is not None:
            self._spread()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring the row that the keyboard is on."""
        super().paintEvent(event)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            row = self.visualRect(self.currentIndex())
            if row.isValid():
                row.setLeft(0)
                row.setRight(self.viewport().width() - 1)
                paint.focus_ring(QPainter(self.viewport()), row)

    def go(self, row: int) -> None:
        """Put the cursor on a row; Qt's own selectRow finds none where the language runs from right to left."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
