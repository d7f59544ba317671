"""What every page needs and is handed: the portfolio, the thread that reads it, and how to go elsewhere."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import current_thread, main_thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hsmonitor.domain.errors import Cancelled, Conflict, PortfolioError
from hsmonitor.language import _
from hsmonitor.store.additions import Additions
from hsmonitor.store.identity import current_author
from hsmonitor.store.listing import Query
from hsmonitor.store.portfolio import Portfolio, Touched
from hsmonitor.ui.drafts.hub import Drafts
from hsmonitor.ui.garbage import keep_to_window
from hsmonitor.ui.long_work import LongWork, Work, told
from hsmonitor.ui.preferences import preferences
from hsmonitor.ui.settling import Settling
from hsmonitor.ui.work import Reading

POLL_MILLISECONDS = 1_000


class Desk(QObject):
    """One portfolio on screen. Pages ask here for what they show, change and open; they know neither files nor each other.

    `changed` carries the keys by kind of all that changed, here or elsewhere; `go` the record to open; `listed` a query to
    show as a sheet; `said` what the window is to tell the user (words, kind), no words that what it told is over; `imported`
    what was taken of a file (words, a further answer or none, what it does); `asked` a question with the answers that
    do something (words, pairs of an answer and what it does). `project` is the key of the one that everything is narrowed
    to, None for all of them; `day` the one at whose end everything is looked at, None for now. `narrowed` tells that either
    is another one.
    `inspecting` says whether sheets show the inspector, `walking` which list the record that is shown was opened from.
    `drafts` hears of all typing; `closing` is the last moment at which it does.
    """

    changed = Signal(object)
    steps = Signal()
    go = Signal(str, str)
    listed = Signal(object)
    said = Signal(str, str)
    asked = Signal(str, object)
    imported = Signal(str, str, object)
    narrowed = Signal()
    closing = Signal()
    _elsewhere = Signal(object)

    def __init__(self, portfolio: Portfolio, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.portfolio = portfolio
        self.project: str | None = None
        self.day: date | None = None
        self.inspecting = True
        self.inspector_width = 0
        self.walking: Query | None = None
        self._closed = False
        self._held: list[Touched] = []
        keep_to_window()
        self.reading = Reading(portfolio.reader, self)
        self.reading.start()
        self.writing, self.making = LongWork(self), LongWork(self)
        self.drafts = Drafts(portfolio, self.ask, self)
        self.settling = Settling(portfolio.path, self)
        self.changed.connect(lambda _touched: self.drafts.look_again())
        self.steps.connect(self._settle)
        self._elsewhere.connect(self._hold)
        self.writing.ended.connect(self._tell_held)
        preferences().named.connect(self._take_name)
        portfolio.listen(self._heard)
        self._poll = QTimer(self)
        self._poll.timeout.connect(portfolio.poll)
        self._poll.start(POLL_MILLISECONDS)

    @property
    def busy(self) -> bool:
        """Whether something is still being read, written or made."""
        return self.reading.busy or self.writing.busy or self.making.busy

    @property
    def closed(self) -> bool:
        """Whether the portfolio is closed."""
        return self._closed

    def _heard(self, touched: Touched) -> None:
        if current_thread() is main_thread():
            self._tell(touched)
        else:
            self._elsewhere.emit(touched)

    def _hold(self, touched: Touched) -> None:
        """Tell of a change beside the window when it has ended: whoever hears of it can make another one at once."""
        self._held.append(touched)
        if not self.writing.busy:
            self._tell_held()

    def _tell_held(self) -> None:
        while self._held:
            self._tell(self._held.pop(0))

    def _take_name(self) -> None:
        """Write under another name from now on, and undo what bears it."""
        self.portfolio.author = current_author()
        self.steps.emit()

    def _tell(self, touched: Touched) -> None:
        if self.day:
            self.look_at(self.day)  # what others have changed now must not show through
        self.changed.emit(touched)
        self.steps.emit()

    def _settle(self) -> None:
        if not self.portfolio.read_only:
            self.settling.soon()

    def open_record(self, kind: str, key: str, walking: Query | None = None) -> None:
        """Go to the page of a record; `walking` is the list that it stands in, to go along from there."""
        self.walking = walking
        self.go.emit(kind, key)

    def open_list(self, query: Query) -> None:
        """Go to the sheet of a kind, filtered as `query` says."""
        self.listed.emit(query)

    def narrow(self, project: str | None) -> None:
        """Narrow figures, sheets, palette and reports to one project, or to all again."""
        if project != self.project:
            self.project = project
            self.narrowed.emit()

    def look_at(self, day: date | None) -> None:
        """Show everything as it was at the end of `day`, to be looked at only; None is now again."""
        from hsmonitor.store import as_of

        self.portfolio.looking_back = day is not None
        moment = as_of.end_of(day) if day else None

        def turned(_answer: None) -> None:
            self.day = day
            self.narrowed.emit()
            if day:
                self.ask("order of then", as_of.settle, lambda _answer: None)
                self.ask("words of then", as_of.add_words, lambda _answer: None)

        self.ask("as of", lambda connection: as_of.turn(connection, moment), turned)

    def save(
        self, kind: str, key: str, name: str, value: Any, seen: Any, title: str, additions: Additions | None = None
    ) -> None:
        """Change one field of a record under `title`, and add what it names.

        Raises PortfolioError (Invalid, Conflict, NotThere).
        """
        self.refuse_while_writing()
        with self.portfolio.transaction(title) as transaction:
            if additions:
                additions.add(transaction, [value])
            transaction.update(kind, key, {name: value}, {name: seen})

    def create(self, kind: str, values: dict[str, Any], title: str, additions: Additions | None = None) -> str:
        """Add a record, with what it names, and return its key. Raises PortfolioError."""
        self.refuse_while_writing()
        with self.portfolio.transaction(title) as transaction:
            if additions:
                additions.add(transaction, values.values())
            return transaction.create(kind, values)

    def delete(self, kind: str, keys: Iterable[str], title: str) -> None:
        """Take records away with what belongs to them. Raises PortfolioError."""
        self.refuse_while_writing()
        with self.portfolio.transaction(title) as transaction:
            transaction.delete_many(kind, list(keys))

    def refuse_while_writing(self) -> None:
        """Never have the window wait for a change that is written beside it."""
        if self.writing.busy:
            raise PortfolioError(_("A larger change is still being written. Try again in a moment."))

    def undo(self, *, force: bool = False) -> None:
        """Take back this user's newest change; where somebody has changed the same since, ask first."""
        self._step(self.portfolio.undo_last, _("Undo all the same"), force)

    def redo(self, *, force: bool = False) -> None:
        """Do again what was undone last; where somebody has changed the same since, ask first."""
        self._step(self.portfolio.redo_last, _("Redo all the same"), force)

    def undo_entry(self, journal: str, *, force: bool = False) -> None:
        """Take back any transaction, by a transaction of its own. Raises PortfolioError; Conflict unless `force`."""
        self.refuse_while_writing()
        self.portfolio.undo(journal, force=force)

    def _step(self, step: Callable[..., object], anyway: str, force: bool) -> None:
        with self.telling():
            self.refuse_while_writing()
            try:
                step(force=force)
            except Conflict as error:
                self.asked.emit(str(error), [(anyway, lambda: self._step(step, anyway, True))])

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Have the window tell the user what could not be done inside the block."""
        try:
            yield
        except PortfolioError as error:
            self.said.emit(str(error), "error")

    def ask(
        self, name: str, job: Callable[[Any], Any], answer: Callable[[Any], None], *, yielding: bool = False
    ) -> None:
        """Have `job` done beside the window over a connection of its own; see `Reading.ask`."""
        self.reading.ask(name, job, answer, self.tell_failure, yielding=yielding)

    def write(
        self, title: str, work: Work, answer: Callable[[Any], object], failed: Callable[[], object] = lambda: None
    ) -> None:
        """Have a change that may take long done beside the window; what goes wrong is told, then `failed` is called.

        Until it is done nothing else can be changed.
        """

        def tell(error: Exception) -> None:
            self.tell_failure(error)
            failed()

        self.writing.start(title, work, answer, tell)

    def make(self, title: str, work: Work, answer: Callable[[Any], object]) -> None:
        """Have what may take long and leaves the portfolio as it is done beside the window; what goes wrong is told.

        A file is read, a workbook or a copy made, while records are changed and saved as ever.
        """
        self.making.start(title, work, answer, self.tell_failure)

    def tell_failure(self, error: Exception) -> None:
        """Tell what a job beside the window failed over."""
        words, kind = told(error)
        if isinstance(error, PortfolioError | Cancelled | sqlite3.Error | OSError):
            self.said.emit(words, kind)
        else:
            self.tell_cause(words)

    def tell_cause(self, words: str) -> None:
        """Tell which stored value, one that cannot be, something failed over; where there is none, `words`."""
        from hsmonitor.store.impossible import explained

        path = self.portfolio.path
        self.reading.ask(
            "what failed",
            lambda connection: explained(connection, path),
            lambda found: self.said.emit(str(found or words), "error"),
            lambda _error: self.said.emit(words, "error"),
        )

    def close(self) -> None:
        """Stop reading and close the portfolio; a change under way ends first."""
        if self._closed:
            return
        self._closed = True
        self.portfolio.looking_back = False
        preferences().named.disconnect(self._take_name)
        self.writing.finish()
        self.making.finish()
        self.closing.emit()
        self.drafts.finish()
        self.settling.finish()
        self._poll.stop()
        self.portfolio.unlisten(self._heard)
        self.reading.finish()
        self.portfolio.close()
