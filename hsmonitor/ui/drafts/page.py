"""The page of kept texts: all that was typed and not saved, with what has become of its place; each leads there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.language import _, ngettext
from hsmonitor.store.drafts import Waiting
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.drafts.offer import fate_of
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Card, Words
from hsmonitor.ui.widgets.layouts import let_go


class KeptPage(QWidget):
    """Lists what waits to be taken. `wanted` carries the one whose place is to be shown, `back` asks for the page before."""

    wanted = Signal(object)
    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.title = Words(_("Kept texts"), font="title")
        self.note = Words(tint="text2", wrap=True)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        self._page = QVBoxLayout(self)
        for widget in (self.title, self.note):
            self._page.addWidget(widget)
        self._page.addWidget(scroll, 1)
        desk.drafts.offered.connect(self._show)
        look().changed.connect(self._measure)
        self._measure()
        self._show()

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self._list.setContentsMargins(0, 0, px(4), 0)
        self._list.setSpacing(px(12))

    def open(self) -> None:
        """Be looked at: put the keyboard on the first one."""
        buttons = self._inside.findChildren(Button)
        (buttons[0] if buttons else self).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        had_keyboard = self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self)
        while item := self._list.takeAt(0):
            if widget := item.widget():
                let_go(widget)
        for waiting in self.desk.drafts.waiting:
            self._list.addWidget(self._card(waiting))
        self._list.addStretch(1)
        self.note.setText(counted(len(self.desk.drafts.waiting)))
        if had_keyboard:
            self.open()

    def _card(self, waiting: Waiting) -> Card:
        card = Card(waiting.title, note=_("kept from {time}").format(time=local_time(waiting.draft.typed_at)))
        card.body.addWidget(Words(waiting.draft.words, wrap=True))
        if fate := fate_of(waiting):
            card.body.addWidget(Words(fate, font="label", tint="warn", wrap=True))
        row = QHBoxLayout()
        if not waiting.gone:
            row.addWidget(self._button(_("Go there"), waiting, lambda: self.wanted.emit(waiting)))
        copy = QGuiApplication.clipboard
        row.addWidget(self._button(_("Copy"), waiting, lambda: copy().setText(waiting.draft.words)))
        row.addWidget(self._button(_("Discard"), waiting, lambda: self.desk.drafts.drop(waiting)))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _button(self, label: str, waiting: Waiting, act: object) -> Button:
        button = Button(label, role="link")
        button.setAccessibleName(_("{action}: {place}").format(action=label, place=waiting.title))
        button.clicked.connect(act)
        return button


def counted(count: int) -> str:
    """Return how many texts wait, and what can be done with them."""
    if not count:
        return _("Nothing is waiting: all that was typed is saved.")
    words = ngettext(
        "{count} text was typed and not saved. It is offered in its field; nothing is changed unless you take it.",
        "{count} texts were typed and not saved. They are offered in their fields; nothing is changed unless you take them.",
        count,
    )
    return words.format(count=count)
