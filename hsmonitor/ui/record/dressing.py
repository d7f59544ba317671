"""What the editors of a form have in common: when they dress anew, how they show that a text is wrong, which keys they leave."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QWidget

from hsmonitor.ui.theme.look import look

if TYPE_CHECKING:
    _Editor = QWidget
else:
    _Editor = object  # the editor's own class is the one of Qt: it takes one alone


class Dressed(_Editor):
    """An editor that looks like plain text until the keyboard is here; it says in `dress` how, and calls `follow_look` once.

    `left` says that the user is done with it.
    """

    left: ClassVar[Signal]

    def dress(self) -> None:
        """Look as its state says."""
        raise NotImplementedError

    def follow_look(self) -> None:
        """Dress anew whenever the desk's look is another one; what is hidden does so when it is shown."""
        look().changed.connect(self._dress_in_sight)
        self.dress()

    def _dress_in_sight(self) -> None:
        if self.isVisible():
            self.dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Look as all others do by now."""
        super().showEvent(event)
        self.dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become a box. Arriving by keyboard selects a line, so that typing replaces it."""
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text; a list that opens is not leaving."""
        super().focusOutEvent(event)
        self.dress()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def leaves_to_window(event: QEvent, modified: bool) -> bool:
    """Tell whether undo or redo is meant for the portfolio: there is nothing typed here that it could take back."""
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    if modified or event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in keys)


def mark_wrong(editor: QWidget, wrong: bool) -> None:
    """Have the stylesheet draw an editor as one whose text cannot be taken, or no longer so."""
    if editor.property("wrong") == wrong:
        return  # to put a style on anew takes a while
    editor.setProperty("wrong", wrong)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


def wear(editor: QWidget, sheet: str) -> None:
    """Put a stylesheet on; the one that is worn already is not put on again, which takes as long as a new one."""
    if editor.styleSheet() != sheet:
        editor.setStyleSheet(sheet)
