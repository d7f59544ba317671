"""How the palette paints a line: a heading, or a choice with its icon, the letters that were typed, a note and a key."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hsmonitor.domain.text import fold
from hsmonitor.ui.palette.choices import Choice
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, font, px
from hsmonitor.ui.widgets.button import on_cap, paint_key_cap

Index = QModelIndex | QPersistentModelIndex
LINE, HEADING = 34, 26
CHOICE = Qt.ItemDataRole.UserRole


class ChoiceLines(QStyledItemDelegate):
    """Paints a heading or a choice; the letters that were typed are bold and underlined."""

    def __init__(self, typed: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._typed = typed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """34 high, headings 26."""
        return QSize(px(200), px(LINE if index.data(CHOICE) else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        choice, rect = index.data(CHOICE), QRect(option.rect)
        painter.save()
        if choice is None:
            heading = rect.adjusted(px(20), 0, -px(20), 0)
            paint.text(painter, heading, str(index.data()), font("label strong"), color("text2"))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                ground = rect.adjusted(px(8), 0, -px(8), 0)
                paint.box(painter, ground, "accent_soft")
                mark = QRect(ground.x(), ground.y(), px(3), ground.height())
                painter.fillRect(QStyle.visualRect(option.direction, ground, mark), color("accent"))
            self._choice(painter, rect.adjusted(px(20), 0, -px(20), 0), choice, option)
        painter.restore()

    def _choice(self, painter: QPainter, rect: QRect, choice: Choice, option: QStyleOptionViewItem) -> None:
        end = rect.width()
        for words, is_key in ((choice.key, True), (choice.note, False)):
            if words:
                face = font("key" if is_key else "body")
                width = QFontMetrics(face).horizontalAdvance(on_cap(words) if is_key else words) + px(10)
                end -= width + px(8)
                place = QRect(rect.x() + end, rect.y(), width, rect.height())
                place = QStyle.visualRect(option.direction, rect, place)
                if is_key:
                    paint_key_cap(painter, place.adjusted(0, px(8), 0, -px(8)), words)
                else:
                    paint.text(painter, place, words, face, color("text2"), Qt.AlignmentFlag.AlignHCenter)
        spot = QRect(rect.x(), rect.center().y() - px(8), px(18), px(18))
        spot = QStyle.visualRect(option.direction, rect, spot)
        icons.paint_icon(
            painter, icons.of_kind(choice.kind) if choice.kind else "next", color("text2"), spot.x(), spot.y(), px(18)
        )
        title = QRect(rect.x() + px(30), rect.y(), end - px(38), rect.height())
        title = QStyle.visualRect(option.direction, rect, title)
        self._title(painter, title, choice.title, option)

    def _title(self, painter: QPainter, rect: QRect, title: str, option: QStyleOptionViewItem) -> None:
        words = QFontMetrics(font("body")).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        whole = paint.isolated(words)
        before = whole.index(words)  # a mark may stand there that keeps the words in their own direction
        layout = QTextLayout(whole, font("body"))
        layout.setFormats([_marked(before + start, length) for start, length in _matches(words, self._typed())])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rect.width())
        layout.endLayout()
        painter.setPen(color("text"))
        right = option.direction == Qt.LayoutDirection.RightToLeft
        x = rect.right() + 1 - line.naturalTextWidth() if right else rect.x()
        layout.draw(painter, QPointF(x, rect.y() + (rect.height() - line.height()) / 2))


def _marked(start: int, length: int) -> QTextLayout.FormatRange:
    """Return how letters that were typed look: bold, underlined and in the colour of what is chosen."""
    look = QTextCharFormat()
    look.setFontWeight(int(font("strong").weight()))
    look.setFontUnderline(True)
    look.setForeground(color("accent"))
    marked = QTextLayout.FormatRange()
    marked.start, marked.length, marked.format = start, length, look
    return marked


def _matches(words: str, typed: str) -> list[tuple[int, int]]:
    """Return where in `words` each typed word is: start and length; nowhere in texts whose letters fold to several."""
    folded = fold(words)
    if len(folded) != len(words):
        return []
    found = ((folded.find(word), len(word)) for word in fold(typed).split())
    return [(start, length) for start, length in found if start >= 0]
