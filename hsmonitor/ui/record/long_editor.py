"""The editor of a long text on a form: plain text until it is edited, then a box that grows with it."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.ui.record.dressing import Dressed, leaves_to_window, mark_wrong, wear
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, px


class LongEditor(Dressed, QPlainTextEdit):
    """Several lines; it grows with its text. Ctrl+Enter keeps it, Enter is a new line."""

    left = Signal()
    cancelled = Signal()

    def __init__(self, field: Field[Any], parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(parent)
        self.field = field
        self._plain = plain
        self._stored = ""
        self.setAccessibleName(field.label)
        self.setAccessibleDescription(field.help)
        self.setPlaceholderText(NOT_RECORDED)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._begin_at_leading_side()
        self.follow_look()

    def changeEvent(self, event: QEvent) -> None:
        """Turn round with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._begin_at_leading_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def dress(self) -> None:
        """Look like plain text on a hairline until the keyboard is here."""
        empty = not self.toPlainText()
        face, ink = font("missing" if empty else "body"), color("muted" if empty else "text")
        self.setFont(face)
        style = "italic" if empty else "normal"
        edge = "transparent" if self._plain else color("line2").name()
        wear(
            self,
            f'QPlainTextEdit[wrong="false"]:!focus {{ border: 0; border-bottom: 1px solid {edge}; border-radius: 0;'
            f" background: transparent; padding: {px(5)}px 0 {px(4)}px 0; }}"
            f"QPlainTextEdit {{ font-style: {style}; color: {ink.name()}; }}",
        )
        self._fit()

    def _begin_at_leading_side(self) -> None:
        option = self.document().defaultTextOption()
        option.setAlignment(paint.leading(self))
        self.document().setDefaultTextOption(option)

    def _fit(self) -> None:
        lines = max(1, int(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + px(14))

    def set_words(self, words: str) -> None:
        """Show the words of a stored value."""
        self.setPlainText(words)
        self._stored = words
        self.document().setModified(False)
        self.dress()

    def put(self, words: str) -> None:
        """Have words stand here that are not stored, as if they had been typed."""
        self.setPlainText(words)

    def touched(self) -> bool:
        """Tell whether something else stands here than what is stored."""
        return self.toPlainText() != self._stored

    def words(self) -> str:
        """Return what stands in the editor."""
        return self.toPlainText()

    def set_wrong(self, wrong: bool) -> None:
        """Show whether the text cannot be taken; then Esc brings the stored one back."""
        mark_wrong(self, wrong)
        self.document().setModified(wrong or self.document().isModified())

    def set_kept(self) -> None:
        """Take note that what stands here is stored."""
        self._stored = self.toPlainText()
        self.document().setModified(False)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing is typed."""
        if leaves_to_window(event, self.document().isModified()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps the text, Esc brings the old one back."""
        keeps = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if keeps and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.touched():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
