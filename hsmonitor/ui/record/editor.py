"""The editor of one field: plain text until it is edited, then a box; it proposes what the field knows."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QStyle, QStyleOptionFrame, QWidget

from hsmonitor.domain.countries import all_countries
from hsmonitor.domain.fields import NOT_RECORDED, Field
from hsmonitor.domain.kinds import Choice, Choices, Countries, Flag, Link, Links, Rating, Text
from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.line import Line

Suggest = Callable[[str, str], list[str]]
"""Names of records of a kind that begin like a text."""
LINE_HEIGHT = 30
"""Pixels at 100 % of an editor of one line."""


def proposals(field: Field[Any]) -> list[str]:
    """Return the words that a field proposes; none where anything may be written."""
    if isinstance(field, Choice | Choices):
        return [term.label for term in field.vocabulary]
    if isinstance(field, Rating):
        return [field.show(step.value) for step in field.scale]
    if isinstance(field, Countries):
        return sorted(all_countries().values())
    return [_("yes"), _("no")] if isinstance(field, Flag) else []


def leaves_to_window(event: QEvent, modified: bool) -> bool:
    """Tell whether undo or redo is meant for the portfolio: there is nothing typed here that it could take back."""
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    if modified or event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return any(event.matches(key) for key in keys)


def mark_wrong(editor: QWidget, wrong: bool) -> None:
    """Have the stylesheet draw an editor as one whose text cannot be taken, or no longer so."""
    editor.setProperty("wrong", wrong)
    editor.style().unpolish(editor)
    editor.style().polish(editor)


def wear(editor: QWidget, sheet: str) -> None:
    """Put a stylesheet on; the one that is worn already is not put on again, which takes as long as a new one."""
    if editor.styleSheet() != sheet:
        editor.setStyleSheet(sheet)


class LineEditor(Line):
    """One line. `left` says that the user is done with it, `cancelled` that the old text is wanted back."""

    left = Signal()
    cancelled = Signal()

    def __init__(
        self, field: Field[Any], suggest: Suggest, parent: QWidget | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(field.label, prompt=NOT_RECORDED, parent=parent)
        self.field = field
        self._plain = plain
        self._suggest = suggest
        self._stored = self._typed = ""
        self._names = QStringListModel(proposals(field), self)
        self.setAccessibleDescription(field.help)
        if proposals(field) or isinstance(field, Link | Links):
            self._propose()
        look().changed.connect(self._follow_look)
        self.textChanged.connect(self.dress)
        self.dress()

    def _propose(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        if listed := completer.popup():
            listed.installEventFilter(self)
        self.textEdited.connect(self._note_typed)
        if isinstance(self.field, Link | Links):
            self.textEdited.connect(self._refresh_names)

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

    def _refresh_names(self, text: str = "") -> None:
        if isinstance(self.field, Link | Links):
            self._names.setStringList(self._suggest(self.field.target, text.rpartition(";")[2].strip()))

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

    def _follow_look(self) -> None:
        if self.isVisible():  # one that is hidden follows when it is shown
            self.dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Look as all others do by now."""
        super().showEvent(event)
        self.dress()

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
        """Show whether the text cannot be taken; then Esc brings the stored one back."""
        mark_wrong(self, wrong)
        self.setModified(wrong or self.isModified())

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by keyboard selects the text, so that typing replaces it."""
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text; a list that opens is not leaving."""
        super().focusOutEvent(event)
        self.dress()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the text, Esc brings the old one back, Alt+Down and F4 open the list."""
        opens = event.key() == Qt.Key.Key_F4 or (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if opens and (completer := self.completer()):
            self._typed = self.text()
            self._refresh_names("")
            completer.setCompletionPrefix("")
            completer.complete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.touched():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class LongEditor(QPlainTextEdit):
    """Several lines; it grows with its text. Ctrl+Enter keeps it, Enter is a new line."""

    left = Signal()
    cancelled = Signal()

    def __init__(
        self, field: Field[Any], suggest: Suggest, parent: QWidget | None = None, *, plain: bool = False
    ) -> None:
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
        look().changed.connect(self._follow_look)
        self._begin_at_leading_side()
        self.dress()

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

    def _follow_look(self) -> None:
        if self.isVisible():  # one that is hidden follows when it is shown
            self.dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Look as all others do by now."""
        super().showEvent(event)
        self.dress()

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become a box."""
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps the text."""
        super().focusOutEvent(event)
        self.dress()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

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


Editor = LineEditor | LongEditor


def make_editor(field: Field[Any], suggest: Suggest, *, plain: bool = False) -> Editor:
    """Return the editor that suits a field; a `plain` one has no hairline."""
    long = isinstance(field, Text) and field.multiline
    editor = LongEditor(field, suggest, plain=plain) if long else LineEditor(field, suggest, plain=plain)
    editor.setProperty("wrong", False)
    editor.setAcceptDrops(False)  # a file that is dropped is for the record; its path is nothing for a field
    return editor
