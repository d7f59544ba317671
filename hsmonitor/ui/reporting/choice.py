"""The list of reports: those that the program makes, and below them those that were saved with their options."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hsmonitor.language import _
from hsmonitor.reports.register import REPORTS
from hsmonitor.store.report_definitions import Saved
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px

Index = QModelIndex | QPersistentModelIndex

_REPORT, _SAVED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    """Paints an icon and a name; the chosen one is marked by a bar and a fill. A heading has neither."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(200), px(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if not index.data(_REPORT):
            area = self._placed(option, rect.adjusted(px(12), px(8), -px(8), 0))
            paint.text(painter, area, index.data(), font("label strong"), color("text2"))
            return
        if chosen:
            paint.box(painter, rect, "accent_soft", radius=4)
            bar = QRect(rect.left(), rect.top() + px(6), px(3), rect.height() - px(12))
            paint.box(painter, self._placed(option, bar), "accent", radius=1)
        spot = self._placed(option, QRect(rect.left() + px(12), rect.top() + px(9), px(18), px(18)))
        icons.paint_icon(painter, "report", color("accent" if chosen else "text2"), spot.x(), spot.y(), px(18))
        area = self._placed(option, rect.adjusted(px(40), 0, -px(8), 0))
        paint.text(painter, area, index.data(), font("strong" if chosen else "body"), color("text"))

    def _placed(self, option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)


class ReportChoice(QListWidget):
    """`picked` carries the name of a report, and what was saved (None for the report itself)."""

    picked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Reports"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)
        look().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.setFixedWidth(px(270))

    def show_reports(self, saved: list[Saved], chosen: str = "") -> None:
        """List everything; `chosen`, the key of what was saved or the name of a report, stays so, else the first is picked."""
        self.blockSignals(True)
        self.clear()
        for report in REPORTS.values():
            self._add(report.title, report.name, None)
        if saved:
            heading = QListWidgetItem(_("Saved with their options"), self)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
        for one in saved:
            self._add(one.name, one.report, one)
        names = [self._name(self.item(row)) for row in range(self.count())]
        self.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.blockSignals(False)
        if chosen not in names:
            self._tell()

    def choose(self, name: str) -> None:
        """Choose a report by its name."""
        names = [self._name(self.item(row)) for row in range(self.count())]
        if name in names:
            self.setCurrentRow(names.index(name))

    def _add(self, words: str, report: str, saved: Saved | None) -> None:
        item = QListWidgetItem(words, self)
        item.setData(_REPORT, report)
        item.setData(_SAVED, saved)
        item.setToolTip(REPORTS[report].purpose if report in REPORTS else "")

    def _name(self, item: QListWidgetItem) -> str:
        saved = item.data(_SAVED)
        return str(saved.key if saved else item.data(_REPORT))

    @property
    def chosen(self) -> str:
        """The key of what is chosen among the saved ones, or the name of a report."""
        item = self.currentItem()
        return self._name(item) if item else ""

    def _tell(self) -> None:
        item = self.currentItem()
        if item and item.data(_REPORT):
            self.picked.emit(item.data(_REPORT), item.data(_SAVED))
