"""Messages that stand on the page beside what they are about, or over it (see `floating`); nothing pops up."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from hsmonitor.language import _
from hsmonitor.ui.theme import icons, paint
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.widgets.button import Button, IconButton
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.layouts import take_keyboard

_KINDS = {  # ground, ink, icon
    "info": ("info_soft", "info", "info"),
    "work": ("info_soft", "info", "clock"),
    "ok": ("ok_soft", "ok", "check"),
    "warn": ("warn_soft", "warn", "error"),
    "error": ("danger_soft", "danger", "error"),
}

PASSES_AFTER = 12_000
"""Milliseconds after which a message of what went well goes away."""


class Message(QFrame):
    """One message with an icon, actions, a button that copies it and one that closes it; hidden until it is shown.

    `left` tells that it was hidden while it had the keyboard. One that `passes` goes away by itself where it tells of
    what went well, whoever says it; never one of work that goes on, nor while somebody is at it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, passes: bool = False) -> None:
        super().__init__(parent)
        self.kind, self._passes = "info", passes
        self.passing = QTimer(self, singleShot=True, interval=PASSES_AFTER)
        self.passing.timeout.connect(self._go)
        self.labels: list[str] = []
        self._acts: list[Callable[[], object]] = []
        self._make_parts()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look().changed.connect(self._dress)
        self.hide()

    def _make_parts(self) -> None:
        self._row = row = QHBoxLayout(self)
        self._icon = QLabel()
        self.words = Words(wrap=True)
        self._actions = QHBoxLayout()
        self._copy = IconButton("copy", _("Copy this message"))
        self._copy.clicked.connect(self._copy_words)
        self._close = IconButton("close", _("Close this message"))
        self._close.clicked.connect(self.hide)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addLayout(self._actions)
        row.addWidget(self._copy)
        row.addWidget(self._close)

    def say(
        self, words: str, kind: str = "info", actions: Sequence[tuple[str, Callable[[], object]]] | None = None
    ) -> None:
        """Show `words`; `kind` is info, work (which goes on), ok, warn or error; `actions` are labels with what they do."""
        self.kind = kind
        self.words.setText(words)
        self.setAccessibleName(words)
        self._offer(actions or [])
        self._copy.setVisible(kind == "error")
        self._show_copied(False)
        self._dress()
        self._pass()
        self.show()

    def _offer(self, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Offer `actions`; buttons that say the same stay, and the keyboard on them."""
        labels, self._acts = [label for label, _act in actions], [act for _label, act in actions]
        if labels == self.labels:
            return
        self.labels = labels
        while item := self._actions.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for number, label in enumerate(labels):
            button = Button(label, role="link")
            button.clicked.connect(partial(self._act, number))
            self._actions.addWidget(button)

    def _act(self, number: int, _checked: bool = False) -> None:
        self._acts[number]()

    def _copy_words(self) -> None:
        QGuiApplication.clipboard().setText(self.words.text())
        self._show_copied(True)

    def _show_copied(self, copied: bool) -> None:
        """Have the button that copies say that it has."""
        self._copy.icon_name = "check" if copied else "copy"
        name = _("The message is on the clipboard") if copied else _("Copy this message")
        self._copy.setAccessibleName(name)
        self._copy.setToolTip(name)
        self._copy.update()

    def _pass(self) -> None:
        """Count anew: the time of the message before is not that of this one."""
        self.passing.stop()
        if self._passes and self.kind in ("ok", "info"):
            self.passing.start()

    def _go(self) -> None:
        """Go away, unless somebody points at it or has the keyboard in it."""
        if self.underMouse() or self.has_keyboard():
            self.passing.start()
        else:
            self.hide()

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is on one of its buttons."""
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def hide(self) -> None:
        """Be seen no more. Where Qt would put the keyboard then, nobody could foresee."""
        inside = self.has_keyboard()
        super().hide()
        if inside:
            self.left.emit()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first of the actions."""
        first = self._actions.itemAt(0)
        if first and (button := first.widget()):
            take_keyboard(button)

    def _dress(self) -> None:
        _fill, tint, icon = _KINDS[self.kind]
        self._row.setContentsMargins(px(12), px(4), px(6), px(4))
        self._row.setSpacing(px(10))
        self._icon.setPixmap(icons.pixmap(icon, color(tint).name(), px(18)))
        self.words.set_look(font="body", tint=tint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft ground of the kind."""
        paint.box(QPainter(self), self.rect(), _KINDS[self.kind][0], "line2", radius=6)
