"""What was given in a review and is not saved yet, a challenge each; kept when the user rests, so that a crash loses little."""

from PySide6.QtCore import QObject, QTimer

from hsmonitor.store.review_place import kept_typed, typed_drafts
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.review.typed import Typed, loaded

KEEP_AFTER = 500
"""Milliseconds after which what was typed last is kept."""


class Unsaved(QObject):
    """By the key of the challenge, whichever review it was given in: it waits until it is saved or cleared."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed: dict[str, Typed] = {}
        self._loaded = self._fresh = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(KEEP_AFTER)
        self._rest.timeout.connect(self.keep)
        desk.closing.connect(self.keep)

    def load(self) -> None:
        """Take what this user left on this device, once."""
        if not self._loaded:
            portfolio, self._loaded = self._desk.portfolio, True
            kept = kept_typed(portfolio.connection, portfolio.author)
            self._typed = {key: loaded(words) for key, words in kept.items()}

    def of(self, key: str) -> Typed:
        """Return what was given for a challenge."""
        return self._typed.get(key, Typed())

    def note(self, key: str, typed: Typed) -> None:
        """Take note of what is given for a challenge."""
        if typed.empty:
            self._typed.pop(key, None)
        else:
            self._typed[key] = typed
        self._fresh = True
        if not self._rest.isActive():  # so that steady typing is kept too
            self._rest.start()

    @property
    def waiting(self) -> bool:
        """Whether something given is not in the file yet."""
        return self._fresh or self._desk.drafts.busy

    def drop(self, key: str) -> None:
        """Forget what was given for a challenge: it is saved."""
        if self._typed.pop(key, None):
            self._fresh = True
            self._rest.start()

    def keep(self) -> None:
        """Have kept what has changed; the drafts write it beside the window, again where the file is locked."""
        self._rest.stop()
        if self._fresh:
            typed = {key: typed.dumped() for key, typed in self._typed.items()}
            self._desk.drafts.keep(typed_drafts(self._desk.portfolio.author, typed))
            self._fresh = False
