"""What the editors of a form have in common: how they show that a text is wrong, and which keys they leave to the window."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


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
