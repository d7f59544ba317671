"""The bar under a decision: skip, save and go on, and what stands against it."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words


class SaveBar(QWidget):
    """Pinned below what scrolls. `saving` and `skipping` say what the user wants."""

    saving = Signal()
    skipping = Signal()

    def __init__(self, label: str, skip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.skip = Button(skip or _("Skip"), role="quiet", key="S")
        self.save = Button(label, role="primary", icon="check", key="Ctrl+Enter")
        self.words = Words(font="label", tint="danger", wrap=True)
        self.closed = Words(font="strong", tint="warn", wrap=True)
        for words in (self.words, self.closed):
            words.hide()
        self.skip.clicked.connect(self.skipping)
        self.save.clicked.connect(self.saving)
        self._column, row = QVBoxLayout(self), QHBoxLayout()
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.save)
        self._column.addWidget(self.words)
        self._column.addWidget(self.closed)
        self._column.addLayout(row)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setContentsMargins(px(10), px(9), px(14), px(9))
        self._column.setSpacing(px(6))

    def close_to_changes(self, why: str) -> None:
        """Say why nothing can be saved, in place of the buttons; an empty text gives them back."""
        for button in (self.skip, self.save):
            button.setVisible(not why)
        self.closed.setText(why)
        self.closed.setVisible(bool(why))

    def say(self, words: str) -> None:
        """Show why it could not be saved."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def forget(self) -> None:
        """Show nothing any more."""
        self.say("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a hairline above."""
        painter = QPainter(self)
        paint.box(painter, self.rect(), "surface", radius=0)
        painter.fillRect(QRect(0, 0, self.width(), 1), color("line2"))
