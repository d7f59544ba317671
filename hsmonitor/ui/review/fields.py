"""The fields of a review as it is filled in: a label with its key, a box, and what is wrong with it beneath."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Text
from hsmonitor.language import _
from hsmonitor.ui.record.dressing import mark_wrong
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import KeyCap
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.line import Line as TypedLine


class Answer(QWidget):
    """A labelled answer; `edited` follows each change by the user, `say` shows what is wrong with it."""

    edited = Signal()

    def __init__(self, label: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.message = Words(label, font="strong"), Words(font="label", tint="danger", wrap=True)
        self.column, head = QVBoxLayout(self), QHBoxLayout()
        head.addWidget(self.label)
        head.addStretch(1)
        if key:
            head.addWidget(KeyCap(key))
        self.column.addLayout(head)
        self.message.hide()
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.column.setContentsMargins(0, px(8), 0, 0)
        self.column.setSpacing(px(4))

    def say(self, wrong: str) -> None:
        """Show what is wrong, or nothing any more."""
        self.message.setText(wrong)
        self.message.setVisible(bool(wrong))


class Line(Answer):
    """A field of the review that is typed: one line, or a box of `lines` lines."""

    def __init__(self, field: Field[Any], label: str = "", *, lines: int = 1, key: str = "") -> None:
        self.field = field
        super().__init__(label or self.field.label, key)
        long = isinstance(self.field, Text) and lines > 1
        self._lines = lines
        self.box = QPlainTextEdit() if long else TypedLine(label or self.field.label)
        if isinstance(self.box, QPlainTextEdit):
            self.box.setAccessibleName(label or self.field.label)
            self.box.setProperty("wrong", False)
            self.box.setTabChangesFocus(True)
            self.box.setAcceptDrops(False)
            self.box.textChanged.connect(self._edited)
        else:
            self.box.textEdited.connect(self._edited)
        self.column.addWidget(self.box)
        self.column.addWidget(self.message)
        self._setting = False
        self._size()
        look().changed.connect(self._size)

    def _size(self) -> None:
        if isinstance(self.box, QPlainTextEdit):
            self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * self._lines + px(18))
        else:
            self.box.setFixedHeight(px(30))

    def _edited(self) -> None:
        if not self._setting:
            self.say("")
            self.edited.emit()

    def words(self) -> str:
        """Return what is typed."""
        return self.box.toPlainText() if isinstance(self.box, QPlainTextEdit) else self.box.text()

    def set_words(self, words: str) -> None:
        """Show other words; this is no edit by the user."""
        self._setting = True
        if isinstance(self.box, QPlainTextEdit):
            self.box.setPlainText(words)
        else:
            self.box.setText(words)
        self._setting = False

    def value(self) -> Any:
        """Return the value that is meant, None for none. Raises ValueError whose text tells the user why."""
        return self.field.parse(self.words())

    def say(self, wrong: str) -> None:
        """Show what is wrong beneath the box, and mark it."""
        super().say(wrong)
        mark_wrong(self.box, bool(wrong))
        self.box.setAccessibleDescription(wrong)

    def begin(self) -> None:
        """Put the keyboard here."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)


class ChoiceRow(Answer):
    """One of a few, side by side; none at first."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(label)
        self._group, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(px(6))
        self.buttons: dict[str, QPushButton] = {}
        for value, words in choices:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAccessibleName(_("{question}: {answer}").format(question=label, answer=words))
            button.clicked.connect(self._edited)
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.message)

    def _edited(self) -> None:
        self.say("")
        self.edited.emit()

    def value(self) -> str:
        """Return what is chosen, an empty text for nothing."""
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose one, or none."""
        self._group.setExclusive(False)
        for known, button in self.buttons.items():
            button.setChecked(known == value)
        self._group.setExclusive(True)

    def begin(self) -> None:
        """Put the keyboard here."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)
