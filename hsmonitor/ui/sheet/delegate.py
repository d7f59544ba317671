"""How the cells of a sheet are painted, by the kind of their field."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hsmonitor.domain.dates import today
from hsmonitor.domain.kinds import Deadline
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.folding import GroupHead
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px, text_width
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.level import paint_level

Index = QModelIndex | QPersistentModelIndex
TWO_LINES = 40
"""Pixels at 100 % from which a row has room for two lines."""
_CENTRED = ("rating", "flag")
_TRAILING = ("number", "money")


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: ground, words, the pill of a level, a text to correct; outlines are the table's."""

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if isinstance(model, CellsModel):
            painter.save()
            painter.setClipRect(option.rect)
            try:
                self._paint(painter, option, model, index)
            finally:
                painter.restore()

    def _paint(self, painter: QPainter, option: QStyleOptionViewItem, model: CellsModel, index: Index) -> None:
        rect: QRect = option.rect
        held, head, ready = model.held_at(index), model.head(index.row()), index.row() >= model.lines
        selected = QStyle.StateFlag.State_Selected in option.state
        plain = "sunken" if ready or head else "surface"
        self._ground(painter, rect, "danger_soft" if held else "accent_soft" if selected else plain)
        if head:
            if index.column() == 0:
                self._head(painter, rect, head, model.group_words(head), option.direction)
        elif held or ready:
            self._typed(painter, rect, model, index)
        else:
            self._words(painter, rect, model, index, option.direction)
        if model.is_kept(index):
            self._mark_kept(painter, rect, option.direction)

    def _typed(self, painter: QPainter, rect: QRect, model: CellsModel, index: Index) -> None:
        """Paint a text to correct, or what stands in the ready line so far."""
        wrong, begun = model.held_at(index) is not None, bool(model.words(index))
        tint, face = ("danger", "body") if wrong else ("text", "body") if begun else ("muted", "missing")
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        paint.text(painter, inner, index.data() or "", font(face), color(tint), _alignment("text"))

    def _mark_kept(self, painter: QPainter, rect: QRect, direction: Qt.LayoutDirection) -> None:
        """A pencil at the end of the cell: a text that was typed there waits to be taken."""
        size = px(14)
        spot = QRect(rect.right() - size - px(4), rect.center().y() - size // 2, size, size)
        spot = QStyle.visualRect(direction, rect, spot)
        painter.fillRect(spot.adjusted(-px(2), 0, 0, 0), color("info_soft"))
        icons.paint_icon(painter, "edit", color("info"), spot.x(), spot.y(), size)

    def _ground(self, painter: QPainter, rect: QRect, ground: str) -> None:
        painter.fillRect(rect, color(ground))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line"))
        painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), color("line"))

    def _head(self, painter: QPainter, rect: QRect, head: GroupHead, words: str, direction: Qt.LayoutDirection) -> None:
        """Paint the head of a group: whether it is folded, its value, and at the end how many records are in it."""
        right = direction == Qt.LayoutDirection.RightToLeft
        sign = ("back" if right else "next") if head.folded else "down"
        spot = QStyle.visualRect(direction, rect, QRect(rect.x() + px(6), rect.center().y() - px(7), px(14), px(14)))
        icons.paint_icon(painter, sign, color("text2"), spot.x(), spot.y(), px(14))
        count = f"{head.count:,}"
        room = text_width("label", count) + px(12)
        pill = QRect(rect.right() - room - px(6), rect.center().y() - px(8), room, px(17))
        rest = QStyle.visualRect(direction, rect, rect.adjusted(px(26), 0, -room - px(12), 0))
        paint.text(painter, rest, words, font("strong"), color("text"), _alignment("text"))
        pill = QStyle.visualRect(direction, rect, pill)
        paint.box(painter, pill, "accent_soft", radius=8)
        paint.text(painter, pill, count, font("label"), color("text"), Qt.AlignmentFlag.AlignHCenter)

    def _words(
        self, painter: QPainter, rect: QRect, model: CellsModel, index: Index, direction: Qt.LayoutDirection
    ) -> None:
        row, name = model.row(index.row()), model.columns[index.column()]
        if row is None:
            return
        inner = rect.adjusted(px(8), 0, -px(8), 0)
        field = model.field(index.column())
        kind = field.kind_of_value if field else "reference"
        if kind == "level" and row.values.get(name):
            paint_level(painter, inner, row.values[name], direction)
            return
        words, align = " ".join(row.shown(name).split()), _alignment(kind)
        if not words and kind == "rating":
            paint.text(painter, inner, "–", font("body"), color("muted"), align)  # the column is as narrow as a digit
        elif not words:
            if [name] == [*model.record.name_fields[:1]] and row.display != row.reference:
                inner = self._known_by(painter, inner, row.display, direction)
            paint.text(painter, inner, index.data(), font("missing"), color("muted"), align)
        elif isinstance(field, Deadline) and field.is_late(row.values, today()):
            self._late(painter, inner, words, direction)
        else:
            if kind == "rating":
                words = str(row.values[name])  # the word is in the tool tip; the column stays narrow
            self._lines(painter, inner, words, color("text2" if kind == "reference" else "text"), align)

    def _known_by(self, painter: QPainter, inner: QRect, words: str, direction: Qt.LayoutDirection) -> QRect:
        """Paint by what a record without a name is known instead; return the room that is left in the cell."""
        width = min(text_width("body", words) + px(2), inner.width())
        place = QStyle.visualRect(direction, inner, QRect(inner.x(), inner.y(), width, inner.height()))
        paint.text(painter, place, words, font("body"), color("text2"), _alignment("text"))
        rest = max(0, inner.width() - width - px(8))
        place = QRect(inner.right() + 1 - rest, inner.y(), rest, inner.height())
        return QStyle.visualRect(direction, inner, place)

    def _lines(self, painter: QPainter, inner: QRect, words: str, ink: QColor, align: Qt.AlignmentFlag) -> None:
        """Paint words on one line, on two where the rows are high enough."""
        face = font("body")
        if inner.height() < px(TWO_LINES):
            paint.text(painter, inner, words, face, ink, align)
            return
        lines = paint.two_lines(words, face, inner.width())
        room = QFontMetrics(face).height() if len(lines) > 1 else inner.height()
        top = inner.y() + (inner.height() - room * len(lines)) // 2
        for number, line in enumerate(lines):
            paint.text(painter, QRect(inner.x(), top + number * room, inner.width(), room), line, face, ink, align)

    def _late(self, painter: QPainter, inner: QRect, words: str, direction: Qt.LayoutDirection) -> None:
        spot = QStyle.visualRect(direction, inner, QRect(inner.x(), inner.center().y() - px(7), px(15), px(15)))
        icons.paint_icon(painter, "clock", color("danger"), spot.x(), spot.y(), px(15))
        rest = QStyle.visualRect(direction, inner, inner.adjusted(px(20), 0, 0, 0))
        paint.text(painter, rest, words, font("strong"), color("danger"), _alignment("date"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; widths come from the descriptions."""
        return QSize(px(80), px(28))


def _alignment(kind: str) -> Qt.AlignmentFlag:
    """Return where words stand; Qt mirrors left and right by itself where the language does."""
    if kind in _CENTRED:
        return Qt.AlignmentFlag.AlignHCenter
    return Qt.AlignmentFlag.AlignRight if kind in _TRAILING else Qt.AlignmentFlag.AlignLeft
