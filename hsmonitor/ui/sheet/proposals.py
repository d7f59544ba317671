"""The list under a cell that is edited: what its field proposes, and the line that adds a record which is not there yet."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.ui.sheet.cells_table import seen
from hsmonitor.ui.theme.look import color, font, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.text_list import TextList

MOST_SHOWN = 9


class Proposals(QFrame):
    """The list under a cell: the steps of a scale, the terms of a choice, names of records."""

    taken = Signal(str)
    creating = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = TextList(_("Proposals"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._create = ""
        self.walked = False
        """Whether the arrows have gone to a line of it."""
        self.list.clicked.connect(self._clicked)
        self.hint = Words(_("Ctrl+Enter fills the selected cells"), font="label", tint="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        column.setSpacing(px(4))
        column.addWidget(self.list)
        column.addWidget(self.hint)
        self.setStyleSheet(
            f"Proposals {{ background: {color('raised').name()}; border: 1px solid {color('line2').name()};"
            f" border-radius: {px(6)}px; }} QListWidget {{ background: transparent; }}"
            f"QListWidget::item {{ padding: {px(3)}px {px(6)}px; color: {color('text').name()}; }}"
            f"QListWidget::item:selected {{ background: {color('accent_soft').name()}; color: {color('text').name()}; }}"
        )
        self.hide()

    def _clicked(self, line: QModelIndex) -> None:
        if self.creates:
            self.creating.emit()
        else:
            self.taken.emit(str(line.data()))

    @property
    def creates(self) -> bool:
        """Whether the line is chosen that adds a new record."""
        return bool(self._create) and self.list.currentRow() == self.list.count() - 1

    def show_words(self, words: list[str], chosen: str, cell: QRect, create: str = "") -> None:
        """Show `words` under `cell`, or above it where there is no room below; `create` is the line that adds a record."""
        self._create, self.walked = create, False
        words = [*words, create] if create else words
        self.list.show_lines((text, {}) for text in words)
        row = next((i for i, text in enumerate(words) if fold(text) == fold(chosen)), -1)
        self.list.setCurrentRow(row)
        if not words:
            self.hide()
            return
        self._place(cell, words)
        self.show()
        self.raise_()

    def _place(self, cell: QRect, words: list[str]) -> None:
        metrics, room = QFontMetrics(font("body")), seen(self._room)
        widest = max(metrics.horizontalAdvance(text) for text in (*words, self.hint.text()))
        shown = min(MOST_SHOWN, len(words))
        self.list.setFixedHeight(shown * self.list.sizeHintForRow(0) + px(4))
        size = self.sizeHint().expandedTo(self.minimumSizeHint())
        width = min(max(cell.width(), widest + px(44)), room.width())
        below = cell.bottom() + size.height() <= room.bottom()
        y = cell.bottom() + 1 if below else max(room.top(), cell.top() - size.height())
        x = max(room.left(), min(cell.x(), room.right() - width))
        self.setGeometry(x, y, width, size.height())

    def words(self) -> list[str]:
        """Return what is proposed, without the line that adds a record."""
        words = [str(line.data()) for line in self.list.lines()]
        return words[:-1] if self._create else words

    def step(self, by: int) -> str:
        """Go up or down the list and return the words there."""
        count, self.walked = self.list.count(), True
        self.list.setCurrentRow((self.list.currentRow() + by) % count if count else -1)
        return "" if self.creates else str(self.list.currentIndex().data() or "")
