"""The palette over the window: a line, what it finds by groups, and keys alone to use it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from hsmonitor.language import _
from hsmonitor.ui.palette.choices import Choice
from hsmonitor.ui.palette.lines import CHOICE, HEADING, LINE, ChoiceLines
from hsmonitor.ui.theme import icons
from hsmonitor.ui.theme.look import color, look, px
from hsmonitor.ui.theme.wearing import Wearing
from hsmonitor.ui.widgets.key_hints import KeyHints
from hsmonitor.ui.widgets.line import Line
from hsmonitor.ui.widgets.text_list import TextList

WIDTH = 640
Find = Callable[[str, Callable[[list[Choice]], None]], None]
"""Finds the choices for a text and hands them over, at once or a little later."""


class Palette(QWidget):
    """Over the whole window, on a scrim; `ask` opens it on a way to find choices. `answered` is the text they are for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._find: Find | None = None
        self._came_from: QWidget | None = None
        self.answered = ""
        self.setAccessibleName(_("Palette"))
        Wearing(self)
        self.box = QFrame(self)
        self.line = Line(_("Find or do anything"), parent=self.box)
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._glass = QLabel()
        self.list = TextList(_("Found"), self.box)
        self.list.setItemDelegate(ChoiceLines(self.line.text, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda line: self._take(line.row()))
        self.hint = KeyHints(((("↑ ↓",), _("move")), (("Enter",), _("do it")), (("Esc",), _("go back"))))
        self._lay_out()
        window.installEventFilter(self)
        look().changed.connect(self._place)
        self.hide()

    def _lay_out(self) -> None:
        self._top, column = QHBoxLayout(), QVBoxLayout(self.box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._top.addWidget(self._glass)
        self._top.addWidget(self.line, 1)
        column.addLayout(self._top)
        for widget in (self.list, self.hint):
            column.addWidget(widget)

    def ask(self, find: Find, prompt: str) -> None:
        """Open on a way to find choices; Esc gives the keyboard back to where it was."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._find = find
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.line.text():
            self.line.clear()
        else:
            self._typed("")

    def _typed(self, text: str) -> None:
        if self._find and self.isVisible():
            self._find(text, lambda choices: self._show(text, choices))

    def _show(self, text: str, choices: list[Choice]) -> None:
        if text != self.line.text():
            return
        self.answered = text
        self.list.show_lines((words, {CHOICE: choice}) for words, choice in _lines(choices))
        self._step(1, start=-1)
        self.list.scrollToTop()
        self._place()

    def choices(self) -> list[Choice]:
        """Return what is offered now, from top to bottom."""
        return [choice for row in range(self.list.count()) if (choice := self._choice(row))]

    def _choice(self, row: int) -> Choice | None:
        """Return what a line offers; a heading offers nothing."""
        found = self.list.at(row).data(CHOICE)
        return found if isinstance(found, Choice) else None

    def _step(self, by: int, *, start: int | None = None) -> None:
        row, count = self.list.currentRow() if start is None else start, self.list.count()
        for _try in range(count):
            row = (row + by) % count
            if self._choice(row):
                self.list.setCurrentRow(row)
                return

    def _take(self, row: int) -> None:
        if choice := self._choice(row):
            self.leave()
            choice.act()

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        self._find = None
        came_from, self._came_from = self._came_from, None
        if came_from and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        lines = sum(px(LINE if self._choice(row) else HEADING) for row in range(self.list.count()))
        above = px(96) if self.height() > px(480) else px(52)
        room = self.height() - above - px(34 + 52 + 38)
        self.list.setFixedHeight(max(px(LINE), min(lines + px(14), room)))
        self.line.setFixedHeight(px(52))
        self._top.setContentsMargins(px(20), 0, px(12), 0)
        self._top.setSpacing(px(6))
        self._glass.setPixmap(icons.pixmap("search", color("accent").name(), px(18)))
        self.box.setStyleSheet(self._sheet())
        width = min(px(WIDTH), self.width() - px(32))
        self.box.setGeometry((self.width() - width) // 2, above, width, self.box.sizeHint().height())

    def _sheet(self) -> str:
        ground, edge, line = color("raised").name(), color("line2").name(), color("line").name()
        return (
            f"QFrame {{ background: {ground}; border: 1px solid {edge}; border-radius: {px(8)}px; }}"
            f" QLabel {{ border: 0; background: transparent; }}"
            f" QListWidget {{ border: 0; border-radius: 0; border-top: 1px solid {line}; border-bottom: 1px solid {line};"
            f" padding: {px(6)}px 0; background: transparent; }}"
            f" QLineEdit, QLineEdit:focus {{ border: 0; background: {ground}; color: {color('text').name()};"
            f" font-size: {px(15)}px; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line that move, do and leave; the window's size is followed."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
            elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentRow())
            elif key == Qt.Key.Key_Escape:
                self.leave()
            else:
                return False
            return True
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the box goes back."""
        self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim."""
        scrim = QColor(color("bar"))
        scrim.setAlpha(110)
        QPainter(self).fillRect(self.rect(), scrim)


def _lines(choices: list[Choice]) -> Iterator[tuple[str, Choice | None]]:
    """Yield the lines for `choices`, each group under its heading, which offers nothing."""
    group = ""
    for choice in choices:
        if choice.group != group:
            group = choice.group
            yield group, None
        yield choice.title, choice
    if not choices:
        yield _("Nothing is found. Type fewer or shorter words."), None
