"""What stands under a cell that is edited: what its field proposes, the line that adds a record, and what they mean."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hsmonitor.domain.fields import Field
from hsmonitor.domain.text import fold
from hsmonitor.language import _
from hsmonitor.ui.record.explaining import explained, meanings
from hsmonitor.ui.sheet.cells_table import beneath, seen
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.text_list import TextList

MOST_SHOWN = 9
INSET = 6
"""Pixels at 100 % round the frame, and once more round its words."""
WORDS = 320
"""Pixels at 100 % on which what is said at the foot stands; longer words go on in a next line."""


class Proposals(QFrame):
    """The steps of a scale, the terms of a choice, names of records; at the foot what the one under the cursor means.

    Below that stands what the field is and how it is written, alone where nothing is proposed.
    """

    taken = Signal(str)
    creating = Signal()

    def __init__(self, field: Field[object], parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._meanings = meanings(field)
        self._create = ""
        self.walked = False
        """Whether the arrows have gone to a line of it."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = TextList(_("Proposals"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._clicked)
        self.list.currentRowChanged.connect(self._tell)
        self.meaning = Words(font="label", wrap=True)
        self.meaning.setAlignment(
            paint.leading(self) & Qt.AlignmentFlag.AlignHorizontal_Mask | Qt.AlignmentFlag.AlignTop
        )
        self.help = Words(explained(field), font="label", tint="text2", wrap=True)
        self.hint = Words(_("Ctrl+Enter fills the selected cells"), font="label", tint="text2", wrap=True)
        self.hint.hide()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(INSET), px(INSET), px(INSET), px(INSET))
        self._column.setSpacing(px(4))
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        self._rule.setStyleSheet(f"background: {color('line').name()};")
        for part in (self.list, self._rule, self.meaning, self.help, self.hint):
            self._column.addWidget(part)
        for words in (self.meaning, self.help, self.hint):
            words.setContentsMargins(px(INSET), 0, px(INSET), 0)
        self.setStyleSheet(
            f"Proposals {{ background: {color('raised').name()}; border: 1px solid {color('line2').name()};"
            f" border-radius: {px(6)}px; }} QListWidget {{ background: transparent; }}"
            f"QListWidget::item {{ padding: {px(3)}px {px(6)}px; color: {color('text').name()}; }}"
            f"QListWidget::item:selected {{ background: {color('accent_soft').name()}; color: {color('text').name()}; }}"
        )

    def _clicked(self, line: QModelIndex) -> None:
        if self.creates:
            self.creating.emit()
        else:
            self.taken.emit(str(line.data()))

    @property
    def offers(self) -> bool:
        """Whether something is proposed."""
        return self.isVisible() and self.list.count() > 0

    @property
    def creates(self) -> bool:
        """Whether the line is chosen that adds a new record."""
        return bool(self._create) and self.list.currentRow() == self.list.count() - 1

    def show_words(self, words: list[str], chosen: str, cell: QRect, create: str = "") -> None:
        """Show `words` under `cell`, or above it where there is no room below; `create` is the line that adds a record."""
        self._create, self.walked = create, False
        words = [*words, create] if create else words
        if words or self.list.count():
            role = Qt.ItemDataRole.AccessibleDescriptionRole
            self.list.show_lines(
                (text, {role: self._meanings[text]} if text in self._meanings else {}) for text in words
            )
            self.list.setCurrentRow(next((i for i, text in enumerate(words) if fold(text) == fold(chosen)), -1))
            self._tell()
        elif self.isVisible():
            return  # as it is at each letter of a plain text
        for part in (self.list, self._rule):
            part.setVisible(bool(words))
        self.meaning.setVisible(bool(words and self._meanings))
        self.follow(cell)
        self.setVisible(bool(words or self.help.text() or not self.hint.isHidden()))
        self.raise_()

    def _tell(self) -> None:
        """Say what the line under the cursor means, or the only one that is left."""
        line = 0 if self.list.count() == 1 else self.list.currentRow()
        self.meaning.setText(self._meanings.get(str(self.list.at(line).data() or ""), ""))

    def follow(self, cell: QRect) -> None:
        """Stand under `cell`, or above it where there is no room below."""
        width, room = self._width(cell), seen(self._room)
        inside = width - 4 * px(INSET)
        self.meaning.setFixedHeight(max((_height(words, inside) for words in self._meanings.values()), default=0))
        self.help.setVisible(bool(self.help.text()))
        for words in (self.help, self.hint):
            words.setFixedHeight(_height(words.text(), inside))
        self._give_lines(max(cell.top() - room.top(), room.bottom() - cell.bottom()))
        height = self._column.totalMinimumSize().height()
        self.setGeometry(beneath(cell, QSize(width, height), room, self._room.layoutDirection()))

    def _give_lines(self, most: int) -> None:
        """Have the list as high as its lines, but all of it no higher than `most`: never over the cell itself.

        Where that leaves no line, what the field is gives way.
        """
        self.list.setFixedHeight(0)
        line = max(1, self.list.sizeHintForRow(0))
        if self.list.count() and self._foot() + line > most:
            self.help.hide()
        lines = min(MOST_SHOWN, self.list.count(), max(1, (most - self._foot()) // line))
        self.list.setFixedHeight(lines * line + px(4))
        self.list.scrollTo(self.list.currentIndex())

    def _foot(self) -> int:
        """Return the height of all but the lines of the list, which takes no room now."""
        return self._column.totalMinimumSize().height() + px(4)

    def _width(self, cell: QRect) -> int:
        listed = [str(line.data()) for line in self.list.lines()]
        foot = [
            self.help.text(),
            "" if self.hint.isHidden() else self.hint.text(),
            *(self._meanings.values() if listed else ()),
        ]
        of_list = max(map(QFontMetrics(font("body")).horizontalAdvance, listed), default=0) + px(44)
        of_foot = max(map(QFontMetrics(font("label")).horizontalAdvance, foot)) + 4 * px(INSET) + px(4)
        wanted = max(of_list, cell.width()) if listed else 0
        return min(max(wanted, min(of_foot, px(WORDS))), seen(self._room).width())

    def words(self) -> list[str]:
        """Return what is proposed, without the line that adds a record."""
        words = [str(line.data()) for line in self.list.lines()]
        return words[:-1] if self._create else words

    def step(self, by: int) -> str:
        """Go up or down the list and return the words there."""
        count, self.walked = self.list.count(), True
        self.list.setCurrentRow((self.list.currentRow() + by) % count if count else -1)
        return "" if self.creates else str(self.list.currentIndex().data() or "")


def _height(words: str, width: int) -> int:
    """Return the pixels that words take in lines of a width."""
    lines = QRect(0, 0, width, 10_000)
    return QFontMetrics(font("label")).boundingRect(lines, Qt.TextFlag.TextWordWrap, words).height()
