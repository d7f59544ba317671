"""Between the two steps, for a spreadsheet from elsewhere: how it is read, which column is which field, what words mean."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hsmonitor.exchange.any_sheet import Found
from hsmonitor.exchange.match import Match
from hsmonitor.exchange.unclear import unknown_values
from hsmonitor.language import _, ngettext
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.importing.columns import ColumnsCard, ValuesCard
from hsmonitor.ui.importing.reading import ReadingChoices
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.layouts import take_out


class Matching(QWidget):
    """Shows how a spreadsheet would be read and takes corrections; `settled` follows Ctrl+Enter, `dropped` Esc.

    `placed` asks for the rows to be matched anew: sheet, last row of headings, how many these are, kind of record.
    """

    settled = Signal()
    dropped = Signal()
    placed = Signal(str, int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self.title, self.note = Words(_("Match the columns"), font="title"), Words(tint="text2")
        self.reading = ReadingChoices()
        self.columns: ColumnsCard | None = None
        self.words: ValuesCard | None = None
        self.foot = Words(tint="text2", wrap=True)
        self.back = Button(_("Back"), role="plain", key="Esc")
        self.go = Button(_("Look at the rows"), role="primary", icon="next", key="Ctrl+Enter")
        self._lay_out()
        self._connect()
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._page, self._head, self._foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.addWidget(self.reading)
        self._column.addStretch(1)
        self._area.setWidget(self._inside)
        self._head.addWidget(self.title)
        self._head.addWidget(self.note, 1)
        self._foot.addWidget(self.foot, 1)
        self._foot.addWidget(self.back)
        self._foot.addWidget(self.go)
        self._page.addLayout(self._head)
        self._page.addWidget(self._area, 1)
        self._page.addLayout(self._foot)

    def _connect(self) -> None:
        self.reading.placed.connect(self._place)
        self.reading.written.connect(self._say)
        self.back.clicked.connect(self.dropped)
        self.go.clicked.connect(self._settle)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, key, self._settle)
        on_key(self, "Esc", self.dropped.emit)

    def _measure(self) -> None:
        self._page.setContentsMargins(px(20), px(14), px(16), px(10))
        self._column.setContentsMargins(0, 0, px(8), 0)
        for layout in (self._page, self._head, self._foot):
            layout.setSpacing(px(10))
        self._column.setSpacing(px(12))
        if self._found:
            self._show_cards()

    @property
    def match(self) -> Match | None:
        """How the file would be read as things stand."""
        return self._found.match if self._found else None

    def show_found(self, file: str, found: Found) -> None:
        """Show how a file would be read."""
        self._found = found
        self.note.setText(_("Step 2 of 3: {file}").format(file=file))
        self.reading.show_found(found)
        self._show_cards()

    def _show_cards(self) -> None:
        if self.match is None:
            return
        for card in (self.columns, self.words):
            if card:
                take_out(card)
                card.hide()
                card.deleteLater()
        self.columns = ColumnsCard(self.match)
        self.columns.assigned.connect(self._assigned)
        self._column.insertWidget(1, self.columns)
        self._show_words()
        self._say()

    def _show_words(self) -> None:
        self.words = None
        if self.match and (unknown := unknown_values(self.match)):
            self.words = ValuesCard(self.match, unknown)
            self.words.meant.connect(self._say)
            self._column.insertWidget(2, self.words)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Have Tab go from top to bottom; Qt goes in the order in which widgets were made."""
        boxes = self.columns.boxes if self.columns else []
        words = self.words.boxes.values() if self.words else ()
        for one, other in pairwise([self.reading.source, *boxes, *words, self.back, self.go]):
            QWidget.setTabOrder(one, other)

    def _assigned(self) -> None:
        """Show what follows from another field: words that are not known, how days and numbers are written."""
        self.reading.show_writing()
        if self.words:
            take_out(self.words)
            self.words.hide()
            self.words.deleteLater()
        self._show_words()
        self._say()

    def _place(self) -> None:
        chosen = self.reading
        row, depth = int(chosen.row.currentData() or 1), int(chosen.storeys.currentData())
        self.placed.emit(str(chosen.sheet.currentData()), row, depth, str(chosen.kind.currentData()))

    def _say(self) -> None:
        """Say what is still open, or that nothing is."""
        self.foot.set_look(font="body", tint="text2")
        unread = sum(not column.field for column in self.match.columns) if self.match else 0
        if self.match and self.match.remembered:
            words = _("Files of this shape were matched before; it was remembered.")
        elif self.reading.unanswered():
            words = _question()
        else:
            words = _("Correct what is wrong. It is remembered for the next file with these headings.")
        if unread:
            pattern = ngettext("{told} {count} column is not read.", "{told} {count} columns are not read.", unread)
            words = pattern.format(told=words, count=unread)
        self.foot.setText(words)

    def _settle(self) -> None:
        """Go on, unless a question is open: then to it."""
        if box := self.reading.unanswered():
            self.foot.set_look(font="body", tint="danger")
            self.foot.setText(_question())
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.settled.emit()


def _question() -> str:
    return _("Something can be read in two ways here, or is not said. Choose it above; it is asked once.")
