"""How the cells of a list on a record's page are painted: lines on hairlines, the reference as what opens the record."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle

from hsmonitor.language import _
from hsmonitor.ui.record.related_model import REMARK, RelatedModel
from hsmonitor.ui.sheet.cells_model import CellsModel
from hsmonitor.ui.sheet.delegate import CellDelegate, Index
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px

_SIGNS = {"up": ("raise", "danger"), "down": ("down", "ok"), "new": ("add", "text2"), "late": ("clock", "danger")}


class RelatedDelegate(CellDelegate):
    """Paints a cell of `table`; where its keyboard is not, nothing looks selected."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table)
        self._table = table

    def _ground(self, painter: QPainter, rect: QRect, ground: str) -> None:
        if ground != "accent_soft" or self._table.hasFocus():
            painter.fillRect(rect, color(ground))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), color("line"))

    def _words(
        self, painter: QPainter, rect: QRect, model: CellsModel, index: Index, direction: Qt.LayoutDirection
    ) -> None:
        name = model.columns[index.column()]
        if name == REMARK and isinstance(model, RelatedModel):
            self._remark(painter, rect.adjusted(px(4), 0, -px(2), 0), model.remark(index.row()), direction)
        elif name == "reference":
            inner = rect.adjusted(px(8), 0, 0, 0) if direction == Qt.LayoutDirection.LeftToRight else rect
            paint.text(painter, inner, index.data(), font("label"), color("accent"))
        else:
            super()._words(painter, rect, model, index, direction)

    def _remark(self, painter: QPainter, rect: QRect, remark: str, direction: Qt.LayoutDirection) -> None:
        if not remark:
            return
        sign, tint = _SIGNS[remark]
        spot = QStyle.visualRect(direction, rect, QRect(rect.x(), rect.center().y() - px(6), px(13), px(13)))
        icons.paint_icon(painter, sign, color(tint), spot.x(), spot.y(), px(13))
        rest = QStyle.visualRect(direction, rect, rect.adjusted(px(16), 0, 0, 0))
        paint.text(painter, rest, short_remark(remark), font("label"), color(tint))


def short_remark(remark: str) -> str:
    """Return the one word of a remark; its tool tip says the whole."""
    return {"up": _("up"), "down": _("down"), "new": _("new"), "late": _("late")}[remark]
