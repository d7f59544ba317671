"""The editor over a cell: one line, or a larger box for long text, with what the field proposes in a list beneath it."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Link, Links, Several, Text
from hsmonitor.domain.text import fold
from hsmonitor.ui.record.completing import Offer, Suggest, proposals
from hsmonitor.ui.sheet.proposals import Proposals
from hsmonitor.ui.theme.look import color, font, px

COMMITS = {Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0), Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}
"""Where the cursor goes when a key keeps the text: rows down, columns sideways."""


class CellLine(QLineEdit):
    """One line over a cell. `kept` carries where to go next, `filled` asks to fill the selection, `given_up` to forget.

    `creating` carries the name of a record that the cell is to name and that is to be added for it.
    """

    kept = Signal(int, int)
    filled = Signal()
    given_up = Signal()
    creating = Signal(str)

    def __init__(self, field: Field[object], suggest: Suggest, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._suggest, self._offer = suggest, offer
        self._fixed = proposals(field)
        self.setAccessibleName(field.label)
        self.setAccessibleDescription(field.help)
        self.setAcceptDrops(False)
        self.setFont(font("body"))
        self.setStyleSheet(cell_style("QLineEdit"))
        self.list = Proposals(field, parent)
        self.list.taken.connect(self._take)
        self.list.creating.connect(self._create)
        self.textEdited.connect(lambda _text: self.propose())

    def begin(self, words: str, *, typed: bool) -> None:
        """Start with `words`; where they were typed, they are the beginning of a new text."""
        self.setText(words)
        self.end(False)
        self.propose(everything=not typed)
        if not typed and (self._fixed or isinstance(self.field, Link)):
            self.selectAll()

    def words(self) -> str:
        """Return what stands in the editor."""
        return self.text()

    def propose(self, *, everything: bool = False) -> None:
        """Show what the field proposes for what is typed so far."""
        text = self.text()
        last = text.rpartition(";")[2].strip() if isinstance(self.field, Several) else text.strip()
        if isinstance(self.field, Link | Links):
            words = self._suggest(self.field.target, "" if everything else last)
        else:
            words = [one for one in self._fixed if everything or fold(last) in fold(one)]
        self.list.show_words(words, last, self.geometry(), self._offer(last))

    def _create(self) -> None:
        self.creating.emit(self.text().rpartition(";")[2].strip())

    def _take(self, words: str) -> None:
        self.setText(self._joined(words))
        self.list.hide()
        self.setFocus()

    def _joined(self, words: str) -> str:
        before, separator, _last = self.text().rpartition(";")
        return f"{before}; {words}" if separator and isinstance(self.field, Several) else words

    def event(self, event: QEvent) -> bool:
        """Tab is a key like others here, and undo belongs to what is typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in COMMITS:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab keep the text, Ctrl+Enter fills the selection, Esc forgets, the arrows go through the list."""
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        opens = key == Qt.Key.Key_F4 or (
            key == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if key in COMMITS:
            self._keep(key, control=control, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif opens:
            self.propose(everything=True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list.offers:
            if words := self.list.step(1 if key == Qt.Key.Key_Down else -1):
                self.setText(self._joined(words))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.kept.emit(1 if key == Qt.Key.Key_Down else -1, 0)
        else:
            super().keyPressEvent(event)

    def _keep(self, key: int, *, control: bool, back: bool) -> None:
        picks = self.list.offers and self.list.walked and key != Qt.Key.Key_Tab
        if self.list.offers and self.list.creates:
            self._create()
        elif self.list.offers and (only := self._only_one()):
            self.setText(self._joined(only))
        if control and key != Qt.Key.Key_Tab:
            self.filled.emit()
        else:
            down, sideways = COMMITS[Qt.Key(key)]
            down = (
                0 if picks and not sideways else down
            )  # Enter that picks from the list stays in the cell, as in Excel
            self.kept.emit(-down if back and down else down, sideways)

    def _only_one(self) -> str:
        """Return the one proposal that is left, or the first that begins as typed: it is meant by what is typed."""
        typed = fold(self.text().rpartition(";")[2].strip())
        words = self.list.words()
        if not typed or any(fold(one) == typed for one in words):
            return ""
        begins = [one for one in words if fold(one).startswith(typed)]
        return words[0] if len(words) == 1 else begins[0] if begins and self._fixed else ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text where it is."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.kept.emit(0, 0)


class CellText(QPlainTextEdit):
    """Long text over a cell, in a larger box; Alt+Enter is a new line, as in a spreadsheet."""

    kept = Signal(int, int)
    filled = Signal()
    given_up = Signal()

    def __init__(self, field: Field[object], parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.setAccessibleName(field.label)
        self.setAccessibleDescription(field.help)
        self.setAcceptDrops(False)
        self.setFont(font("body"))
        self.setStyleSheet(cell_style("QPlainTextEdit"))
        self.list = Proposals(field, parent)

    def begin(self, words: str, *, typed: bool) -> None:
        """Start with `words`, at their end."""
        self.list.show_words([], "", self.geometry())
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def words(self) -> str:
        """Return what stands in the editor."""
        return self.toPlainText()

    def event(self, event: QEvent) -> bool:
        """Tab is a key like others here."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in COMMITS:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As on one line, but that Alt+Enter breaks the line."""
        modifiers, key = event.modifiers(), event.key()
        if key in COMMITS and modifiers & Qt.KeyboardModifier.AltModifier:
            self.insertPlainText("\n")
        elif key in COMMITS and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.filled.emit()
        elif key in COMMITS:
            down, sideways = COMMITS[Qt.Key(key)]
            self.kept.emit(-down if modifiers & Qt.KeyboardModifier.ShiftModifier else down, sideways)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text where it is."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.kept.emit(0, 0)


def cell_style(widget: str) -> str:
    """Return the style of an editor over a cell: a box as large as the cell."""
    return (
        f"{widget} {{ border: 2px solid {color('focus').name()}; border-radius: 0; padding: 0 {px(5)}px;"
        f" background: {color('surface').name()}; color: {color('text').name()}; font-style: normal; }}"
    )


CellEditor = CellLine | CellText


def make_cell_editor(field: Field[object], suggest: Suggest, offer: Offer, parent: QWidget) -> CellEditor:
    """Return the editor that suits a field, over the cells of `parent`."""
    long = isinstance(field, Text) and field.multiline
    return CellText(field, parent) if long else CellLine(field, suggest, offer, parent)


def box_over(cell: QRect, room: QRect, editor: CellEditor) -> QRect:
    """Return where an editor stands: over its cell; long text has room for some lines, inside `room`."""
    if isinstance(editor, CellLine):
        return cell.adjusted(0, 0, -1, -1)
    width, height = max(cell.width(), px(360)), px(130)
    begins = cell.x() if editor.layoutDirection() == Qt.LayoutDirection.LeftToRight else cell.right() + 1 - width
    x = max(room.left(), min(begins, room.right() - width))
    return QRect(x, max(room.top(), min(cell.y(), room.bottom() - height)), min(width, room.width()), height)
