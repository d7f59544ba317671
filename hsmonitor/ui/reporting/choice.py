"""The list of reports: those that the program makes, and below them those that were saved with their options."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hsmonitor.language import _
from hsmonitor.reports.register import REPORTS
from hsmonitor.store.report_definitions import Saved
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.text_list import Data, TextList

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


WIDTH, NARROW = 270, 170
"""Pixels at 100 %, where there is room and where the options need it more."""


class ReportChoice(TextList):
    """`picked` carries the name of a report, and what was saved (None for the report itself)."""

    picked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Reports"), parent)
        self._roomy = True
        self._row = 0
        self.setItemDelegate(_Delegate(self))
        self.currentRowChanged.connect(self._tell)
        look().changed.connect(self._dress)
        self._dress()

    def be_roomy(self, roomy: bool) -> None:
        """Take all the room that names may want, or leave more of it to what stands beside."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._dress()

    def _dress(self) -> None:
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.setFixedWidth(px(WIDTH if self._roomy else NARROW))

    def show_reports(self, saved: list[Saved], chosen: str = "") -> None:
        """List everything; `chosen`, the key of what was saved or the name of a report, stays so, else the first is picked."""
        self.blockSignals(True)
        self.show_lines(_lines(saved))
        names = self._names()
        self._row = names.index(chosen) if chosen in names else 0
        self.setCurrentRow(self._row)
        self.blockSignals(False)
        if chosen not in names:
            self._tell()

    def choose(self, name: str) -> None:
        """Choose a report by its name."""
        names = self._names()
        if name in names:
            self.setCurrentRow(names.index(name))

    def _names(self) -> list[str]:
        return [_name(line) for line in self.lines()]

    @property
    def chosen(self) -> str:
        """The key of what is chosen among the saved ones, or the name of a report."""
        return _name(self.currentIndex())

    def _tell(self) -> None:
        line = self.currentIndex()
        if line.data(_REPORT):
            self._row = line.row()
            self.picked.emit(line.data(_REPORT), line.data(_SAVED))
        elif line.isValid():  # a heading is passed over
            self.setCurrentRow(line.row() + (1 if line.row() > self._row else -1))


def _lines(saved: list[Saved]) -> Iterator[tuple[str, Data]]:
    """Yield the reports, and what was saved under a heading."""
    for report in REPORTS.values():
        yield report.title, _data(report.name, None)
    if saved:
        yield _("Saved with their options"), {}
    for one in saved:
        yield one.name, _data(one.report, one)


def _data(report: str, saved: Saved | None) -> Data:
    purpose = REPORTS[report].purpose if report in REPORTS else ""
    return {_REPORT: report, _SAVED: saved, Qt.ItemDataRole.ToolTipRole: purpose}


def _name(line: Index) -> str:
    saved = line.data(_SAVED)
    return str(saved.key if saved else line.data(_REPORT) or "")
