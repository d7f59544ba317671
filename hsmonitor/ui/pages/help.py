"""The help page, without any network: of the page one came from, of all keys, and about the program."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hsmonitor.language import _
from hsmonitor.ui.commands import Command
from hsmonitor.ui.keys import sections
from hsmonitor.ui.pages import help_words
from hsmonitor.ui.pages.page_words import of_page
from hsmonitor.ui.theme.look import color, font, look, px
from hsmonitor.ui.widgets.button import Actions, Button
from hsmonitor.ui.widgets.card import Words


class HelpPage(QWidget):
    """Shows one topic; `left` asks for the page that one came from."""

    left = Signal()

    def __init__(self, commands: Iterable[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._topic, self._kind, self._of = "page", "", ""
        self.title = Words(_("Help"), font="title")
        self.browser = QTextBrowser()
        self.browser.setAccessibleName(_("Help"))
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page, self._head = QVBoxLayout(self), QHBoxLayout()
        self._head.addWidget(self.title)
        topics = (("page", _("This page"), "F1"), ("keys", _("All keys"), "Ctrl+/"), ("about", _("About"), ""))
        buttons = []
        for topic, label, key in topics:
            button = Button(label, role="quiet", key=key)
            button.clicked.connect(lambda _checked=False, topic=topic: self._show(topic))
            buttons.append(button)
        back = Button(_("Back"), role="plain", icon="back", key="Esc")
        back.clicked.connect(self.left)
        self._head.addWidget(Actions(*buttons, back), 1)
        self._page.addLayout(self._head)
        self._page.addWidget(self.browser, 1)
        look().changed.connect(self._dress)
        self._dress()

    def show_topic(self, topic: str, kind: str = "", page: str = "") -> None:
        """Show a topic: "page" (what `page` is for, and the records of `kind` where it has any), "keys" or "about"."""
        self._kind, self._of = kind, page
        self._show(topic)

    def _show(self, topic: str) -> None:
        self._topic = topic
        self.browser.setHtml(self._words())
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self) -> str:
        if self._topic == "keys":
            return help_words.of_keys(sections(self._commands))
        if self._topic == "about":
            return help_words.of_program()
        about = help_words.of_kind(self._kind) if self._kind else ""
        return help_words.paragraph(of_page(self._of)) + about + help_words.of_writing()

    def _dress(self) -> None:
        self._page.setContentsMargins(px(20), px(12), px(16), px(12))
        self._page.setSpacing(px(10))
        self.browser.setFont(font("body"))
        line, text, soft = color("line").name(), color("text").name(), color("text2").name()
        self.browser.document().setDefaultStyleSheet(
            f"h2 {{ color: {text}; font-size: {px(15)}px; }} td {{ border-bottom: 1px solid {line}; color: {text}; }}"
            f" th {{ border-bottom: 1px solid {line}; color: {soft}; font-size: {px(12)}px; }}"
        )
        self.browser.setStyleSheet(f"QTextBrowser {{ background: {color('surface').name()}; padding: {px(12)}px; }}")
        self.browser.setHtml(self._words())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
