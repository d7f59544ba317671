"""The list under a filter cell: which values the column has among what is shown, and how often; a pick filters by it."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.language import _, ngettext
from hsmonitor.store.facets import Facet
from hsmonitor.store.filter_words import one_of
from hsmonitor.ui.sheet.delegate import Index
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px, text_width
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.text_list import TextList

_FACET, _TICK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.CheckStateRole
MOST_LINES = 10


class _Line(QStyledItemDelegate):
    """Words at the leading edge, the count at the trailing one, a tick where it is picked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        facet: Facet = index.data(_FACET)
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            paint.box(painter, rect.adjusted(px(2), 0, -px(2), 0), "accent_soft")
        words, times = facet.words or NOT_RECORDED, f"{facet.times:,}"
        count = text_width("label", times) + px(4)
        name = QRect(rect.x() + px(28), rect.y(), rect.width() - px(44) - count, rect.height())
        mirror = QStyle.visualRect
        if _is_picked(index):
            spot = mirror(option.direction, rect, QRect(rect.x() + px(8), rect.center().y() - px(7), px(15), px(15)))
            icons.paint_icon(painter, "check", color("accent"), spot.x(), spot.y(), px(15))
        face = font("body" if facet.words else "missing")
        paint.text(painter, mirror(option.direction, rect, name), words, face, color("text"))
        end = QRect(rect.right() - count - px(8), rect.y(), count, rect.height())
        trailing = Qt.AlignmentFlag.AlignRight
        paint.text(painter, mirror(option.direction, rect, end), times, font("label"), color("text2"), trailing)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """28 high."""
        return QSize(px(200), px(28))


class FacetsList(QFrame):
    """Opens under a filter cell. `picked` carries what is to be written there."""

    picked = Signal(str)

    def __init__(self, field: Field[object], facets: list[Facet], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.list = TextList(_("Values of {field}").format(field=field.label))
        self.list.setItemDelegate(_Line(self.list))
        self.list.show_lines(("", {_FACET: facet, _TICK: Qt.CheckState.Unchecked}) for facet in facets)
        for line in self.list.lines():
            self._describe(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(6), px(4), px(6))
        column.addWidget(self.list)
        column.addWidget(Words(_("Enter filters, Space picks several"), font="label", tint="text2"))
        self.setStyleSheet(
            f"FacetsList {{ background: {color('raised').name()}; border: 1px solid {color('line2').name()}; }}"
            "QListWidget { background: transparent; }"
        )
        self.list.model().dataChanged.connect(self._describe)  # Space, which the list itself takes for a tick
        self.list.clicked.connect(lambda _line: self._take())

    def open_at(self, corner: QPoint, width: int) -> None:
        """Open under a filter cell."""
        self.list.setFixedHeight(px(28) * min(MOST_LINES, self.list.count()) + px(4))
        self.setFixedWidth(max(width, px(240)))
        self.adjustSize()
        room = self.screen().availableGeometry()
        self.move(max(room.left(), min(corner.x(), room.right() - self.width())), corner.y())
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves the filter as it is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        picked = [line for line in self.list.lines() if _is_picked(line)]
        words = [line.data(_FACET).words for line in picked or [self.list.currentIndex()] if line.isValid()]
        self.close()
        self.picked.emit(one_of(words))

    def _describe(self, line: QModelIndex) -> None:
        """Have a screen reader say the value, how often it is there, and whether it is picked."""
        facet: Facet = line.data(_FACET)
        if _is_picked(line):
            words = ngettext("{words}, {count} record, picked", "{words}, {count} records, picked", facet.times)
        else:
            words = ngettext("{words}, {count} record", "{words}, {count} records", facet.times)
        words = words.format(words=facet.words or NOT_RECORDED, count=facet.times)
        if line.data(Qt.ItemDataRole.AccessibleTextRole) != words:  # or it would change once more, and so on
            self.list.model().setData(line, words, Qt.ItemDataRole.AccessibleTextRole)


def _is_picked(line: Index) -> bool:
    return Qt.CheckState(line.data(_TICK)) == Qt.CheckState.Checked
