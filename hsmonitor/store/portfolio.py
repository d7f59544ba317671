"""A portfolio: the one file that an office keeps, and the way to read it, change it and hear of changes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.language import _
from hsmonitor.store import history, opening, sqlite
from hsmonitor.store.author import Author
from hsmonitor.store.presence import Presence
from hsmonitor.store.transaction import Transaction
from hsmonitor.store.undo import read_back, take_back

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from hsmonitor.store.writing import Changed

Touched = dict[str, set[str]]
Listener = Callable[[Touched], None]


def now() -> str:
    """Return the present moment in UTC as the portfolio keeps it: ISO 8601 with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Portfolio:
    """One open portfolio; make it with `open_portfolio` or `new_portfolio`, and close it.

    Reads go over `connection` on the thread that opened it or over a `reader()` elsewhere; writes only through
    `transaction`. `notices` holds what the user should know of the file (opened read-only, lies in a synced folder).
    While it is `looking_back` at an earlier day it can only be read.
    """

    def __init__(self, path: Path, author: Author, found: opening.Found) -> None:
        self.path = path
        self.author = author
        self.presence = Presence(path)
        self.looking_back = False
        self._read_only = found.read_only
        self.notices = found.notices
        self._immutable = found.immutable
        self.connection = self.reader()
        self._engine: Engine | None = None
        self._listeners: list[Listener] = []
        self._lock = RLock()
        self._version = sqlite.pragma(self.connection, "data_version")
        self._heard = history.newest_position(self.connection)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed, be it for now."""
        return bool(self.why_read_only)

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed now, in words; an empty text where it can."""
        if self.looking_back:
            return _("This is an earlier day, to be looked at only. Press Esc to come back to today.")
        return _("This portfolio is open for reading only. Nothing was changed.") if self._read_only else ""

    def reader(self) -> sqlite3.Connection:
        """Return a connection of its own for reading, for one thread; its user closes it."""
        return sqlite.connect(self.path, read_only=True, immutable=self._immutable)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read over a connection of its own, closed at the end; for any thread."""
        connection = self.reader()
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def transaction(
        self,
        name: str,
        *,
        mode: str = "do",
        undoes: str | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Transaction]:
        """Change the portfolio: all of the block or nothing of it, under `name` in the history.

        Raises PortfolioError (Invalid, Conflict, NotThere among it) when it cannot be done, Cancelled where `cancelled` says
        so before its end; then nothing has changed.
        """
        if why := self.why_read_only:
            raise PortfolioError(why)
        touched: Touched = {}
        with self._lock, self._database_transaction() as connection:
            from hsmonitor.store import writing

            transaction = Transaction(writing.raw(connection), now())
            yield transaction
            _stop_where(cancelled)
            transaction.settle()
            # What is taken back counts as such, even where all is so already: else Ctrl+Z would come to it for ever.
            if (changed := transaction.changes()) or undoes:
                touched = self._write(connection, changed, (name, mode, undoes))
            _stop_where(cancelled)
        if touched or undoes:
            self._tell(touched)

    def _write(self, connection: Any, changed: "Changed", named: tuple[str, str, str | None]) -> Touched:
        from hsmonitor.store import writing

        self.presence.mark(writing.raw(connection))
        position = history.newest_position(writing.raw(connection)) + 1
        if position == self._heard + 1:
            self._heard = position
        name, mode, undoes = named
        entry = history.Entry(writing.new_key(), position, name, now(), *self.author, mode, undoes)
        return writing.write(connection, changed, entry)

    @contextmanager
    def _database_transaction(self) -> Iterator[Any]:
        from sqlalchemy.exc import DBAPIError

        from hsmonitor.store.engine import make_engine, told

        if self._engine is None:
            self._engine = make_engine(self.path)
        heard = self._heard
        try:
            with self._engine.begin() as connection:
                yield connection
        except BaseException as error:
            self._heard = heard
            if isinstance(error, DBAPIError | sqlite3.Error):
                raise told(error) from error
            raise

    def undo(self, journal: str, *, mode: str = "do", force: bool = False) -> None:
        """Take the transaction `journal` back by a transaction of its own.

        Raises Conflict when somebody has changed the same since, unless `force`; then nothing has changed.
        """
        with self.reading() as connection:
            name, changes = read_back(connection, journal, mode)
            with self.transaction(name, mode=mode, undoes=journal) as transaction:
                take_back(transaction, connection, changes, force=force)

    def next_undo(self) -> history.Entry | None:
        """Return what Ctrl+Z of this user on this device takes back."""
        return history.next_undo(self.connection, self.author)

    def next_redo(self) -> history.Entry | None:
        """Return what Ctrl+Y of this user on this device takes back."""
        return history.next_redo(self.connection, self.author)

    def undo_last(self, *, force: bool = False) -> history.Entry | None:
        """Take back this user's newest transaction and return it; None where there is none."""
        if found := self.next_undo():
            self.undo(found.id, mode="undo", force=force)
        return found

    def redo_last(self, *, force: bool = False) -> history.Entry | None:
        """Do again what was undone last and return it; None where there is nothing."""
        if found := self.next_redo():
            self.undo(found.id, mode="redo", force=force)
        return found

    def listen(self, listener: Listener) -> None:
        """Have `listener` called with the keys by kind of all that changed, on the thread that wrote or polled."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Call `listener` no more."""
        self._listeners.remove(listener)

    def poll(self) -> None:
        """Tell the listeners what other programs have changed since the last call; cheap when nothing has."""
        version = sqlite.pragma(self.connection, "data_version")
        if version == self._version:
            return
        self._version = version
        self._heard, touched = history.touched_since(self.connection, self._heard)
        if touched:
            self._tell(touched)

    def _tell(self, touched: Touched) -> None:
        for listener in list(self._listeners):
            listener(touched)

    def close(self) -> None:
        """Close the file; the last program that closes it leaves one file and no -wal."""
        self.connection.close()
        if self._engine is not None:
            self._engine.dispose()
        self.presence.leave()
        if not self._read_only:
            opening.leave_one_file(self.path)

    def __enter__(self) -> "Portfolio":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def _stop_where(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
