"""The one place that hears of all typing: it has drafts kept beside the window, and knows those that wait to be taken."""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hsmonitor.store import drafts, sqlite
from hsmonitor.store.drafts import Draft, Place, Waiting
from hsmonitor.store.portfolio import Portfolio

EVERY = 500
"""Milliseconds of typing that an unexpected end can cost."""

Writes = dict[str, Draft | None]
Ask = Callable[[str, Callable[[sqlite3.Connection], Any], Callable[[Any], None]], None]
"""How something is read beside the window."""

_log = logging.getLogger(__name__)


class Drafts(QObject):
    """The drafts of one portfolio. `kept` tells whether something typed is in the file and not yet saved.

    `offered` follows each change of what waits to be taken.
    """

    offered = Signal()
    kept = Signal(bool)
    _wrote = Signal(object, bool)

    def __init__(self, portfolio: Portfolio, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._portfolio = portfolio
        self._ask = ask
        self._typed: dict[Place, Draft] = {}
        self._let_go: dict[str, Place] = {}
        self._dropped: set[str] = set()
        self._look_when_written = False
        self._unwritten: Writes = {}
        self._under_way: Writes = {}
        self._waiting: list[Waiting] = []
        self._keeper: Thread | None = None
        self._queue: SimpleQueue[Writes | None] = SimpleQueue()
        self._closed = portfolio.read_only
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._write)
        self._wrote.connect(self._written)

    # What is typed

    def note(self, place: Place, words: str) -> None:
        """Keep what stands in an editor and is not saved; at the latest half a second from now."""
        draft = self._typed.get(place)
        if draft is None:
            draft = drafts.begin(self._portfolio, place, words)
        self._typed[place] = Draft(draft.id, place, words, draft.typed_at)
        self._change(draft.id, self._typed[place])

    def settle(self, places: Iterable[Place]) -> None:
        """Forget what was typed in some places: it is saved, or no longer wanted."""
        for draft in [self._typed.pop(place) for place in list(places) if place in self._typed]:
            self._change(draft.id, None)
        if not self._typed:
            self.kept.emit(False)

    def settle_record(self, kind: str, record: str) -> None:
        """Forget what was typed for one record."""
        self.settle([place for place in self._typed if (place.kind, place.record) == (kind, record)])

    def forget(self, kind: str, record: str) -> None:
        """Forget what was typed for one record, also what waits to be taken: it has been saved by now."""
        self.settle_record(kind, record)
        waiting = {one.draft.id: one.draft.place for one in self._waiting} | self._let_go
        self._drop(key for key, place in waiting.items() if (place.kind, place.record) == (kind, record))

    def let_go(self, places: Iterable[Place]) -> None:
        """Offer what was typed in editors that are gone, as if it had been left over."""
        gone = [self._typed.pop(place) for place in list(places) if place in self._typed]
        if gone and not self._closed:
            self._let_go |= {draft.id: draft.place for draft in gone}
            self._look_when_written = True
            self._write()
            self.look()

    def keep(self, writes: Writes) -> None:
        """Have drafts kept at once that no editor notes, such as where a review is; None forgets one."""
        if not self._closed:
            self._unwritten |= writes
            self._write()

    @property
    def busy(self) -> bool:
        """Whether something that is to be kept is not in the file yet."""
        return bool(self._unwritten or self._under_way)

    def _change(self, key: str, draft: Draft | None) -> None:
        if self._closed:
            return
        self._unwritten[key] = draft
        if not self._timer.isActive():
            self._timer.start()

    # What waits

    def look(self) -> None:
        """Read again what waits to be taken, with what has become of its places."""
        if not (self._closed or self._portfolio.looking_back):  # an earlier day knows nothing of them
            author, let_go = self._portfolio.author, set(self._let_go)
            self._ask("drafts", lambda connection: drafts.waiting(connection, author, let_go), self._found)

    def _found(self, waiting: list[Waiting]) -> None:
        self._waiting = [one for one in waiting if one.draft.id not in self._dropped]
        self.offered.emit()

    @property
    def waiting(self) -> list[Waiting]:
        """All that waits to be taken, the newest first."""
        return self._waiting

    def look_again(self) -> None:
        """Something was changed: say what has become of the places of what waits."""
        if self._waiting:
            self.look()

    def offer(self, place: Place) -> Waiting | None:
        """Return the newest that waits for a place."""
        return next((one for one in self._waiting if one.draft.place == place), None)

    def drop(self, waiting: Waiting) -> None:
        """Offer it no more: it was taken into an editor, where it is kept anew as it is typed, or is not wanted."""
        self._drop([waiting.draft.id])

    def _drop(self, keys: Iterable[str]) -> None:
        for key in list(keys):
            self._dropped.add(key)
            self._let_go.pop(key, None)
            self._change(key, None)
        self._waiting = [one for one in self._waiting if one.draft.id not in self._dropped]
        self.offered.emit()

    # Keeping

    def _write(self) -> None:
        self._timer.stop()
        if self._unwritten and not self._under_way:  # one after the other, so that no older words come last
            self._hand_over()

    def _hand_over(self) -> None:
        if self._keeper is None:
            self._keeper = Thread(target=partial(self._keep, self._portfolio), daemon=True)
            self._keeper.start()
        self._under_way, self._unwritten = self._unwritten, {}
        self._queue.put(self._under_way)

    def _keep(self, portfolio: Portfolio) -> None:
        """Write what comes until None does; a thread of its own, as the disk may be slow."""
        connection = sqlite.connect(portfolio.path)
        try:
            while (writes := self._queue.get()) is not None:
                try:
                    drafts.write(portfolio, connection, writes)
                    self._wrote.emit(writes, True)
                except sqlite3.Error:
                    _log.exception("drafts could not be kept")
                    self._wrote.emit(writes, False)
        finally:
            connection.close()

    def _written(self, writes: Writes, done: bool) -> None:
        self._under_way = {}
        if not done and not self._closed:  # the file was locked, or is full: once more, but for what is newer
            self._unwritten = writes | self._unwritten
            self._timer.start()
            return
        self._write()
        if self._typed:
            self.kept.emit(True)
        if self._look_when_written and not self.busy:
            self._look_when_written = False
            self.look()

    def finish(self) -> None:
        """Write what is still to be written, and hear of no more."""
        self._unwritten = self._under_way | self._unwritten  # nobody hears any more whether it was written
        if self._unwritten:
            self._hand_over()
        self._closed = True
        if self._keeper:
            self._queue.put(None)
            self._keeper.join()
