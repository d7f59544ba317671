"""The windows of this process: each is on one portfolio, and two may be on the same."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from hsmonitor.domain import dates
from hsmonitor.domain.errors import PortfolioError
from hsmonitor.store.portfolio import Portfolio
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.frame.rail import RailEntry
from hsmonitor.ui.session import Session
from hsmonitor.ui.window import Window

BACK_UP_AFTER = 5_000
"""Milliseconds after opening at which the backup of the day is taken, in a thread."""
LOOK_AT_DAY = 60_000
"""Milliseconds between two looks at the day: where it is another one, a backup is taken of all that is open."""
CASCADE = 28


class Windows(QObject):
    """Opens and closes windows; `furnish` gives a new one its rail."""

    def __init__(self, entries: Callable[[], list[RailEntry]]) -> None:
        super().__init__()
        self._entries = entries
        self._open: dict[Window, Session] = {}
        self._day = dates.today()
        looks = QTimer(self)
        looks.timeout.connect(self.look_at_day)
        looks.start(LOOK_AT_DAY)

    def take(self, window: Window, path: Path, opened: Callable[[], Portfolio]) -> Session | None:
        """Show in `window` the portfolio `path`, which `opened` returns; what stands against it is said there."""
        from hsmonitor.ui.files.commands import FileCommands

        try:
            session = Session(window, opened())
        except PortfolioError as error:
            from hsmonitor.ui.files.ways_out import ways_out

            window.say(str(error), "error", ways_out(self, window, path))
            window.message.take_keyboard()
            return None
        session.files = FileCommands(self, window, session)
        self._open[window] = session
        window.closed.connect(lambda: self._closed(window))
        window.open_page("overview")
        QTimer.singleShot(0, lambda: note_opened_well(session.desk.portfolio.path))
        QTimer.singleShot(BACK_UP_AFTER, lambda: self._back_up_today(window))
        return session

    def show(self, path: Path, *, instead_of: Window | None = None) -> bool:
        """Open `path` in a window of its own, and where that went well close `instead_of`; tell whether it did."""
        from hsmonitor.store.session import open_portfolio

        window = Window(remember=instead_of.remembers if instead_of else False)
        window.furnish(self._entries())
        if instead_of:
            window.setGeometry(instead_of.geometry())
        if self.take(window, path, lambda: open_portfolio(path, thorough=False)) is None:
            if told := instead_of or front():
                told.say(window.message.words.text(), "error")
            window.deleteLater()
            return False
        window.show()
        if instead_of:
            instead_of.close()
        return True

    def come_to(self, path: Path | None) -> None:
        """Bring a window forward: that on `path`, opened if there is none; the one in front where no portfolio is named."""
        if path and self._on(path) is None:
            self.show(path)
        if window := (self._on(path) if path else None) or front():
            window.come_forward()

    def _on(self, path: Path) -> Window | None:
        whole = path.resolve()
        return next(
            (one for one, session in self._open.items() if session.desk.portfolio.path.resolve() == whole), None
        )

    def show_beside(self, window: Window) -> None:
        """Open a second window on the portfolio of `window`."""
        path = self._open[window].desk.portfolio.path
        if self.show(path):
            self.newest().setGeometry(window.geometry().translated(CASCADE, CASCADE))

    def all(self) -> list[Window]:
        """Return the windows that are open, in the order in which they were opened."""
        return list(self._open)

    def newest(self) -> Window:
        """Return the window that was opened last."""
        return list(self._open)[-1]

    def session_of(self, window: Window) -> Session | None:
        """Return what `window` is on."""
        return self._open.get(window)

    def desk_of(self, window: Window) -> Desk | None:
        """Return the desk of the portfolio that `window` is on."""
        session = self._open.get(window)
        return session.desk if session else None

    def __len__(self) -> int:
        return len(self._open)

    def _closed(self, window: Window) -> None:
        if session := self._open.pop(window, None):
            self._end(session)
            window.deleteLater()

    def _end(self, session: Session) -> None:
        portfolio = session.desk.portfolio
        path, changed = portfolio.path, session.changed
        session.close()
        if (
            changed
            and not portfolio.read_only
            and not any(other.desk.portfolio.path == path for other in self._open.values())
        ):
            back_up(path, daily=False)

    def close_all(self) -> None:
        """Close what is open, at the program's end."""
        while self._open:
            _window, session = self._open.popitem()
            self._end(session)

    def look_at_day(self) -> None:
        """Take the backups of the day where another one has begun since the last look."""
        today = dates.today()
        if today != self._day:
            self._day = today
            for window in self._open:
                self._back_up_today(window)

    def _back_up_today(self, window: Window) -> None:
        session = self._open.get(window)
        if session and not session.desk.portfolio.read_only:
            Thread(target=back_up, args=(session.desk.portfolio.path,), kwargs={"daily": True}, daemon=False).start()


def front() -> Window | None:
    """Return the window that is in front, else one that is shown."""
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())
    active = QApplication.activeWindow()
    return active if isinstance(active, Window) else next(shown, None)


def note_opened_well(path: Path) -> None:
    """Remember a portfolio that was opened for the next start and the list of recent ones; a log line where it fails.

    A backup that is looked into is none to begin with.
    """
    import logging

    from hsmonitor.store.opening import is_backup_name
    from hsmonitor.store.recent import note_opened

    try:
        if not is_backup_name(path):
            note_opened(path)
    except OSError:
        logging.getLogger(__name__).exception("what was opened could not be remembered")


def back_up(path: Path, *, daily: bool) -> None:
    """Take the backup of the day, or one of what has changed; what goes wrong is logged: nobody asked for it just now."""
    import logging

    from hsmonitor.store import backups

    try:
        (backups.take_daily if daily else backups.take)(path)
    except (PortfolioError, OSError):
        logging.getLogger(__name__).exception("no backup could be taken")
