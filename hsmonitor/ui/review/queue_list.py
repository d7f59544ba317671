"""The list of the queue: two storeys a challenge, with its level, and what was decided or how it stands with its day."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hsmonitor.language import _
from hsmonitor.store.listing import Row
from hsmonitor.ui.review.matrix_delegate import by_keyboard
from hsmonitor.ui.review.queue_model import QueueModel
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, look, px, text_width
from hsmonitor.ui.widgets.guarded import guarded
from hsmonitor.ui.widgets.level import TOKENS, level_words, paint_bars

BARS = 23
"""Pixels at 100 % that the bars of a level take, with what keeps them from its word."""

Place = Callable[[int, int, int, int], QRect]
"""Puts a rectangle, measured from the leading edge, into a line."""


class QueueDelegate(QStyledItemDelegate):
    """Two storeys: title; reference, level and how it stands with its day."""

    def __init__(self, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """50 high."""
        return QSize(px(120), px(50))

    @guarded
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        painter.save()
        try:
            self._paint(painter, option, index)
        finally:
            painter.restore()

    def _paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        key = self._model.keys[index.row()]
        here = key == self._model.flow.key
        if here:
            painter.fillRect(rect, color("accent_soft"))
            mark = QRect(rect.x(), rect.y(), px(3), rect.height())
            painter.fillRect(QStyle.visualRect(direction, rect, mark), color("accent"))
        edge = QRect(rect.x() + px(16), rect.bottom(), rect.width() - px(32), 1)
        painter.fillRect(edge, color("line"))
        if row := self._model.row(index.row()):
            self._paint_row(painter, rect, direction, row, here=here)
        view = self.parent()
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index and by_keyboard(view):
            paint.focus_ring(painter, rect.adjusted(px(2), px(2), -px(2), -px(2)))

    def _paint_row(
        self, painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, row: Row, *, here: bool
    ) -> None:
        def place(x: int, y: int, width: int, height: int) -> QRect:
            return QStyle.visualRect(direction, rect, QRect(rect.x() + x, rect.y() + y, width, height))

        done = row.key in self._model.flow.done
        inset = px(34 if done else 16)
        if done:
            tick = place(px(14), px(8), px(16), px(16))
            icons.paint_icon(painter, "check", color("ok"), tick.x(), tick.y(), px(16))
        ink = color("text2" if done else "text")
        title = place(inset, px(5), rect.width() - inset - px(14), px(20))
        paint.text(painter, title, row.display, font("strong" if here else "body"), ink)
        self._paint_second(painter, place, row, inset, rect.width() - px(14))

    def _paint_second(self, painter: QPainter, place: Place, row: Row, inset: int, room: int) -> None:
        """Paint reference, level and how it stands; the word of the level is never cut, rather the reference is left out."""
        level, theme = row.level, self._model.is_asked(row)
        kind = _("Theme") if theme else level_words(level)
        note, colour = self._model.note(row)
        face = "label strong" if colour == "danger" else "label"
        said, word = text_width(face, note) + px(2), text_width("label", kind) + px(4)
        lead = reference_width(row.reference, room - inset - px(BARS) - word - said)
        if lead:
            paint.text(painter, place(inset, px(26), lead, px(16)), row.reference, font("label"), color("text2"))
        if not theme:
            tint = f"{TOKENS[level]}_solid" if level else "muted"
            paint_bars(painter, place(inset + lead, px(29), px(16), px(10)), level, tint)
        x = inset + lead + px(BARS)
        paint.text(painter, place(x, px(26), word, px(16)), kind, font("label"), color("text2"))
        left = min(said, room - x - word)
        trail = Qt.AlignmentFlag.AlignRight  # the painter turns both sides from right to left
        paint.text(painter, place(room - left, px(26), left, px(16)), note, font(face), color(colour), trail)


def reference_width(reference: str, left: int) -> int:
    """Return how wide a reference is drawn where `left` pixels are left for it: whole, else not at all."""
    wanted = max(px(40), text_width("label", reference) + px(6))
    return wanted if wanted <= left else 0


class QueueList(QListView):
    """Enter, or a click, looks at the challenge under the cursor; `chosen` carries its key."""

    chosen = Signal(str)

    def __init__(self, model: QueueModel) -> None:
        super().__init__()
        self._queue = model
        self.setModel(model)
        self.setItemDelegate(QueueDelegate(model, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Queue"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")
        model.renewed.connect(self.viewport().update)
        self.clicked.connect(lambda index: self.chosen.emit(model.keys[index.row()]))
        look().changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks at it; up and down move; all else is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self._queue.keys[self.currentIndex().row()])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()
