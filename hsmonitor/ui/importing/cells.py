"""How a row of a spreadsheet is painted: what happens to it as a chip, changed cells as old › new, refused ones in red."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.exchange.outcome import Cell, Outcome, RowState
from hsmonitor.ui.importing.rows import (
    REFERENCE,
    ROW,
    TAKE,
    WHAT,
    RowsModel,
    content_words,
    reference_words,
    state_words,
)
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px

Index = QModelIndex | QPersistentModelIndex

FACES = {  # ground, ink, icon
    RowState.CONFLICT: ("warn_soft", "warn", "conflict"),
    RowState.REFUSED: ("danger_soft", "danger", "refused"),
    RowState.CHANGED: ("info_soft", "info", "edit"),
    RowState.NEW: ("ok_soft", "ok", "add"),
    RowState.UNCHANGED: ("", "text2", "unchanged"),
}


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a `RowsModel`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, RowsModel) else None
        if not isinstance(model, RowsModel) or row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, color("accent_soft" if state & QStyle.StateFlag.State_Selected else "surface"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line"))
        self._paint(_Brush(painter, rect, option.direction), model, row, index.column())
        painter.restore()

    def _paint(self, brush: "_Brush", model: RowsModel, row: Outcome, column: int) -> None:
        if column == TAKE:
            _paint_take(brush, row, taken=model.is_taken(row))
        elif column == WHAT:
            paint_state(brush.painter, brush.inner, row.state, brush.direction)
        elif column == ROW:
            brush.words(f"{row.line.number:,}", "body", "text2")
        elif column == REFERENCE:
            brush.words(reference_words(row), "missing" if row.state == RowState.NEW else "body", "text2")
        else:
            name = model.field_at(column)
            if cell := row.cells.get(name):
                _paint_cell(brush, row, cell)
            else:
                words = content_words(row, name)
                brush.words(words or NOT_RECORDED, "body" if words else "missing", "text" if words else "muted")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        return QSize(px(80), px(28))


class _Brush:
    """Paints from the leading edge of a cell onwards."""

    def __init__(self, painter: QPainter, rect: QRect, direction: Qt.LayoutDirection) -> None:
        self.painter = painter
        self.rect = rect
        self.direction = direction
        self.inner = rect.adjusted(px(8), 0, -px(8), 0)
        self._x = self.inner.x()

    def words(self, words: str, face: str, ink: str, *, struck: bool = False, most: int = 0) -> None:
        """Paint words, cut where there is no room, and go on behind them."""
        letters = QFont(font(face))
        letters.setStrikeOut(struck)
        width = QFontMetrics(letters).horizontalAdvance(words) + px(2)
        width = min(width, most or width, self.inner.right() - self._x + 1)
        area = self.place(width)
        right = self.direction == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        paint.text(self.painter, area, words, letters, color(ink), align)

    def icon(self, name: str, ink: str) -> None:
        """Paint an icon, and go on behind it."""
        size = px(14)
        area = self.place(size + px(5))
        icons.paint_icon(self.painter, name, color(ink), area.x(), self.rect.center().y() - size // 2, size)

    def place(self, width: int) -> QRect:
        """Return the next place of this width, mirrored where the language runs from right to left."""
        area = QRect(self._x, self.rect.y(), max(0, width), self.rect.height())
        self._x += width
        return QStyle.visualRect(self.direction, self.inner, area)

    def ground(self, fill: str, edge: str = "") -> None:
        """Paint a soft ground under the whole cell."""
        paint.box(self.painter, self.rect.adjusted(px(3), px(3), -px(3), -px(4)), fill, edge)

    @property
    def room(self) -> int:
        """How many pixels are left."""
        return self.inner.right() - self._x


def _paint_cell(brush: _Brush, row: Outcome, cell: Cell) -> None:
    if row.fresh and not cell.refused:
        brush.words(" ".join(cell.file.split()), "body", "text")
        return
    state = RowState.REFUSED if cell.refused else RowState.CONFLICT if cell.conflict else RowState.CHANGED
    ground, ink, icon = FACES[state]
    brush.ground(ground, "danger" if cell.refused else "")
    if cell.refused:
        brush.icon(icon, ink)
        brush.words(" ".join(cell.file.split()) or NOT_RECORDED, "strong", ink)
        return
    old, new = (" ".join(words.split()) for words in (cell.here, cell.file))
    face = "body" if old else "missing"
    brush.words(old or NOT_RECORDED, face, "text2", struck=bool(old), most=brush.room // 2)
    brush.words(" ‹ " if brush.direction == Qt.LayoutDirection.RightToLeft else " › ", "body", "text2")
    brush.words(new or NOT_RECORDED, "strong" if new else "missing", "text")


def _paint_take(brush: _Brush, row: Outcome, *, taken: bool) -> None:
    if row.state == RowState.UNCHANGED:
        return
    size = px(16)
    x, y = brush.rect.center().x() - size // 2, brush.rect.center().y() - size // 2
    box = QRect(x, y, size, size)
    if row.state == RowState.CONFLICT and not row.answered:
        paint.box(brush.painter, box, "warn_soft", "warn", radius=3)
        paint.text(brush.painter, box, "?", font("label strong"), color("warn"), Qt.AlignmentFlag.AlignHCenter)
    elif taken:
        paint.box(brush.painter, box, "accent", radius=3)
        icons.paint_icon(brush.painter, "check", color("on_accent"), x + px(1), y + px(1), size - px(2))
    else:
        paint.box(brush.painter, box, "surface", "line2" if row.state == RowState.REFUSED else "edge", radius=3)


def paint_state(painter: QPainter, area: QRect, state: RowState, direction: Qt.LayoutDirection) -> None:
    """Paint a state as a chip: its icon and its word on a soft ground."""
    ground, ink, icon = FACES[state]
    words = state_words(state)
    width = QFontMetrics(font("label strong")).horizontalAdvance(words) + px(38)
    chip = QRect(area.x(), area.center().y() - px(10), min(width, area.width()), px(21))
    chip = QStyle.visualRect(direction, area, chip)
    if ground:
        paint.box(painter, chip, ground)
    inner = _Brush(painter, chip, direction)
    inner.icon(icon, ink)
    inner.words(words, "label strong", ink)
