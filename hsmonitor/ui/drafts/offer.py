"""The offer beside a field: what was typed there and not saved, to be taken or discarded."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.domain.fields import NOT_RECORDED
from hsmonitor.language import _
from hsmonitor.store.drafts import Place, Waiting
from hsmonitor.ui.commands import on_key
from hsmonitor.ui.drafts.hub import Drafts
from hsmonitor.ui.moments import local_time
from hsmonitor.ui.record.long_editor import LongEditor
from hsmonitor.ui.theme import paint
from hsmonitor.ui.theme.look import look, px
from hsmonitor.ui.widgets.button import Button
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.key_names import key_name
from hsmonitor.ui.widgets.line import Line

TAKE, DISCARD = "Alt+K", "Alt+Shift+K"
MOST_LETTERS = 160

Where = Callable[[], tuple[Place, str] | None]
"""The place in which an editor types now, and the words that are stored there."""


class Offer(QFrame):
    """Words of what was kept, and two buttons. `taken` and `discarded` say which was pressed."""

    taken = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(font="label", tint="info", wrap=True)
        self.take, self.discard = Button(_("Take"), role="link"), Button(_("Discard"), role="link")
        self.take.setToolTip(key_name(TAKE))
        self.discard.setToolTip(key_name(DISCARD))
        self.take.clicked.connect(self.taken)
        self.discard.clicked.connect(self.discarded)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._row.addWidget(self.take)
        self._row.addWidget(self.discard)
        self._row.addStretch(1)
        self._column.addWidget(self.words)
        self._column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._column.setContentsMargins(px(8), px(4), px(8), px(4))
        self._column.setSpacing(px(2))

    def show_waiting(self, waiting: Waiting) -> None:
        """Say what was kept, and what has become of its place since."""
        self.show_words(told(waiting))

    def show_words(self, words: str) -> None:
        """Show the offer with these words."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.take.setAccessibleName(_("Take the kept text"))
        self.discard.setAccessibleName(_("Discard the kept text"))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the soft ground of a hint."""
        paint.box(QPainter(self), self.rect(), "info_soft", "line2", radius=4)


class DraftOffer(QWidget):
    """Keeps what is typed in an editor as a draft, and offers beneath it what was left over."""

    def __init__(self, hub: Drafts, editor: Line | LongEditor, where: Where, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._editor = editor
        self._where = where
        self._offer: Offer | None = None
        self._typed: set[Place] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        editor.textChanged.connect(self._type)
        hub.offered.connect(self.refresh)
        typed = self._typed  # what Qt destroys cannot be asked any more
        editor.destroyed.connect(lambda: hub.let_go(typed))

    def _type(self) -> None:
        if found := self._where():
            place, stored = found
            if self._editor.words() != stored:
                self._typed.add(place)
                self._hub.note(place, self._editor.words())
            elif place in self._typed:
                self.settle()

    def settle(self) -> None:
        """What stands in the editor is saved, or the old text is wanted back."""
        if (found := self._where()) and found[0] in self._typed:
            self._typed.discard(found[0])
            self._hub.settle([found[0]])

    def let_go(self) -> None:
        """What stands in the editor is neither saved nor given up: offer it when the editor is there again."""
        self._hub.let_go(self._typed)
        self._typed.clear()

    def waiting(self) -> Waiting | None:
        """Return what waits for the place of the editor."""
        found = self._where() if self._hub.waiting else None
        return self._hub.offer(found[0]) if found else None

    def refresh(self) -> None:
        """Offer what waits for this place, if anything does."""
        waiting = self.waiting()
        if waiting and self._offer is None:
            self._make_offer()
        if waiting and self._offer:
            self._offer.show_waiting(waiting)
        self.setVisible(waiting is not None)

    def _make_offer(self) -> None:
        self._offer = Offer()
        self._offer.taken.connect(self.take)
        self._offer.discarded.connect(self.discard)
        self._column.addWidget(self._offer)
        on_key(self._editor, TAKE, self.take)
        on_key(self._editor, DISCARD, self.discard)

    def take(self) -> None:
        """Put what waits into the editor, as if it had been typed: leaving the field saves it, Esc brings the old text back."""
        if waiting := self.waiting():
            self._hub.drop(waiting)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._editor.selectAll()
            if isinstance(self._editor, QPlainTextEdit):
                self._editor.insertPlainText(waiting.draft.words)
            else:
                self._editor.insert(waiting.draft.words)

    def discard(self) -> None:
        """Forget what waits."""
        if waiting := self.waiting():
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._hub.drop(waiting)


def shortened(words: str) -> str:
    """Return the beginning of a text on one line, in the quotes that set it apart from what is said of it."""
    line = " ".join(words.split())
    return _("“{words}”").format(words=line if len(line) <= MOST_LETTERS else f"{line[: MOST_LETTERS - 1]}…")


def told(waiting: Waiting) -> str:
    """Return what an offer says: when it was typed, its words, and what has become of its place since."""
    words = _("Kept from {time}: {words}").format(
        time=local_time(waiting.draft.typed_at), words=shortened(waiting.draft.words)
    )
    fate = fate_of(waiting)
    return f"{words}\n{fate}" if fate else words


def fate_of(waiting: Waiting) -> str:
    """Return what has become of the place of a draft since, an empty text where it is as it was."""
    if waiting.gone:
        return _("The record has been deleted since.")
    if waiting.who:
        now = shortened(waiting.now) if waiting.now else NOT_RECORDED
        return _("{who} has changed the field since; it says now: {now}").format(who=waiting.who, now=now)
    return ""
