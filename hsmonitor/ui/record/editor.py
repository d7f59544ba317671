"""The editor of one field: plain text until it is edited, then a box; it proposes what the field knows."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Text
from hsmonitor.ui.record.completing import Completing, Offer, Suggest, proposes
from hsmonitor.ui.record.dressing import Dressed, leaves_to_window, mark_wrong, wear
from hsmonitor.ui.record.long_editor import LongEditor
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px
from hsmonitor.ui.widgets.line import Line

LINE_HEIGHT = 30
"""Pixels at 100 % of an editor of one line."""


class LineEditor(Dressed, Line):
    """One line. `left` says that the user is done with it, `cancelled` that the old text is wanted back.

    `creating` carries the name of a record that the field is to name and that is to be added for it, see `offer_new`;
    `pointed` what the line of the list under the cursor means.
    """

    left = Signal()
    cancelled = Signal()
    creating = Signal(str)
    pointed = Signal(str)

    def __init__(
        self, field: Field[Any], suggest: Suggest, parent: QWidget | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(field.label, prompt=NOT_RECORDED, parent=parent)
        self.field = field
        self._plain = plain
        self._stored = self._typed = ""
        self._list = Completing(field, suggest, self) if proposes(field) else None
        self.setAccessibleDescription(field.help)
        if self._list:
            self._propose(self._list)
        self.textChanged.connect(self.dress)
        self.follow_look()

    def _propose(self, completing: Completing) -> None:
        self.setCompleter(completing)
        completing.listed.installEventFilter(self)
        completing.creating.connect(self.creating)
        completing.pointed.connect(self.pointed)
        self.textEdited.connect(self._note_typed)
        self.textEdited.connect(completing.follow)

    def offer_new(self, offer: Offer, act: Callable[[str], object]) -> None:
        """Offer in the list to add a record that is not there yet; `act` gets its name."""
        if self._list:
            self._list.offer = offer
            self.creating.connect(act)

    def _note_typed(self, text: str) -> None:
        self._typed = text

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the list brings back what was typed: what the list has highlighted is not chosen."""
        esc = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if esc and isinstance(watched, QWidget):
            watched.hide()
            self.setText(self._typed)
            return True
        return super().eventFilter(watched, event)

    def dress(self) -> None:
        """Look like plain text on a hairline until the keyboard is here."""
        face, ink = font("body" if self.text() else "missing"), color("text" if self.text() else "muted")
        self.setFont(face)
        style = "italic" if face.italic() else "normal"
        edge, ground = "transparent" if self._plain else color("line2").name(), "transparent"
        self.setFixedHeight(px(LINE_HEIGHT))
        wear(
            self,
            f'QLineEdit[wrong="false"]:!focus {{ border: 0; border-bottom: 1px solid {edge}; border-radius: 0;'
            f" background: {ground}; padding: 1px -2px 0 -2px; }}"
            f"QLineEdit {{ font-style: {style}; color: {ink.name()}; }}",
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """What does not fit is cut with an ellipsis until it is edited."""
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        paint.text(painter, inside.adjusted(2, 0, -2, 0), self.text(), self.font(), color("text"))

    def set_words(self, words: str) -> None:
        """Show the words of a stored value."""
        self.setText(words)
        self._stored = words
        self.setCursorPosition(0)

    def put(self, words: str) -> None:
        """Have words stand here that are not stored, as if they had been typed."""
        self.setText(words)

    def touched(self) -> bool:
        """Tell whether something else stands here than what is stored."""
        return self.text() != self._stored

    def set_wrong(self, wrong: bool) -> None:
        """Show whether the text cannot be taken: then Esc brings the stored one back, and what is typed replaces it."""
        mark_wrong(self, wrong)
        self.setModified(wrong or self.isModified())
        if wrong and self.hasFocus():
            self.selectAll()

    def set_kept(self) -> None:
        """Take note that what stands here is stored."""
        self._stored = self.text()
        self.setModified(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing is typed."""
        if leaves_to_window(event, self.isModified()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the text, Esc brings the old one back, Alt+Down and F4 open the list."""
        opens = event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if opens and self._list:
            self._typed = self.text()
            self._list.open_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.touched():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


Editor = LineEditor | LongEditor


def make_editor(field: Field[Any], suggest: Suggest, *, plain: bool = False) -> Editor:
    """Return the editor that suits a field; a `plain` one has no hairline."""
    long = isinstance(field, Text) and field.multiline
    editor = LongEditor(field, plain=plain) if long else LineEditor(field, suggest, plain=plain)
    editor.setProperty("wrong", False)
    editor.setAcceptDrops(False)  # a file that is dropped is for the record; its path is nothing for a field
    return editor
