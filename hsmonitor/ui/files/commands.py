"""What can be done with the portfolio as a file: new, open, recent, copy, backups, a second window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store.opening import SUFFIX, is_portfolio_name
from hsmonitor.store.recent import recent_portfolios
from hsmonitor.ui.commands import Command
from hsmonitor.ui.session import Session
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from hsmonitor.ui.files.windows import Windows

RECENT = "recent "
"""What the names of the commands that open a recent portfolio begin with."""


class FileCommands(QObject):
    """The commands of one window, its menu, and portfolios that are dropped on it."""

    def __init__(self, windows: "Windows", window: Window, session: Session) -> None:
        super().__init__(window)
        self._windows = windows
        self._window = window
        self._session = session
        group = _("Portfolio")
        session.commands.add(
            Command("new portfolio", _("New portfolio…"), self.ask_new, "", group),
            Command("open portfolio", _("Open portfolio…"), self.ask_open, "Ctrl+O", group),
            Command("copy portfolio", _("Save a copy…"), self.ask_copy, "", group),
            Command("backups", _("Backups"), partial(window.open_page, "backups"), "", group),
            Command("second window", _("Second window"), partial(windows.show_beside, window), "Ctrl+Shift+N", group),
            Command("close", _("Close the window"), window.close, "Ctrl+W", group),
        )
        self._offer_recent()
        window.add_page("backups", partial(self._make_backups, session))
        window.bar.portfolio.clicked.connect(self.show_menu)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def _offer_recent(self) -> None:
        """Offer the portfolios that were opened last, in another window too, and are still there."""
        group, recent = _("Portfolio"), recent_portfolios()
        gone = [one.name for one in self._session.commands if one.name.startswith(RECENT)]
        self._session.commands.remove(*gone)
        for path in recent:
            if path != self._session.desk.portfolio.path.resolve():
                name = _("Open {name}").format(name=path.stem)
                act = partial(self.open, path)
                self._session.commands.add(Command(f"{RECENT}{path}", name, act, "", group, str(path)))

    def _make_backups(self, session: Session) -> QWidget:
        from hsmonitor.ui.files.backups_page import BackupsPage

        page = BackupsPage(session.desk)
        page.looked.connect(lambda path: self._windows.show(path))
        page.wanted.connect(self.bring_back)
        return page

    def show_menu(self) -> None:
        """Open the menu under the portfolio's name."""
        from PySide6.QtWidgets import QMenu

        self._offer_recent()
        menu = QMenu(self._window)
        for command in self._session.commands:
            if command.group == _("Portfolio"):
                action = menu.addAction(command.title, command.act)
                action.setToolTip(command.words)
        menu.setToolTipsVisible(True)
        button = self._window.bar.portfolio
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _folder(self) -> str:
        return str(self._session.desk.portfolio.path.parent)

    def ask_open(self) -> None:
        """Ask for a portfolio and open it."""
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Portfolios (*.hsm)")
        name, _kind = QFileDialog.getOpenFileName(self._window, _("Open portfolio"), self._folder(), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open another portfolio in the place of this one; what stands against it is said here."""
        self._windows.show(path, instead_of=self._window)

    def _ask_name(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Portfolios (*.hsm)")
        options = QFileDialog.Option.DontConfirmOverwrite  # nothing that exists is overwritten, and that is said inline
        name, _kind = QFileDialog.getSaveFileName(self._window, title, self._folder(), kinds, options=options)
        if not name:
            return None
        return Path(name) if is_portfolio_name(Path(name)) else Path(name + SUFFIX)

    def ask_new(self) -> None:
        """Ask for a name and make an empty portfolio there."""
        if path := self._ask_name(_("New portfolio")):
            self.make(path)

    def make(self, path: Path) -> None:
        """Make an empty portfolio and open it in the place of this one."""
        from hsmonitor.store.session import new_portfolio

        with self._session.desk.telling():
            new_portfolio(path).close()
            self.open(path)

    def ask_copy(self) -> None:
        """Ask for a name and save a copy there."""
        if path := self._ask_name(_("Save a copy")):
            self.copy(path)

    def copy(self, target: Path) -> None:
        """Save a copy of the portfolio beside the window."""
        from hsmonitor.store.backup import back_up

        desk = self._session.desk
        said = _("A copy was saved as {name}.").format(name=target)
        title = _("Save a copy")
        desk.make(title, lambda _p, _c: back_up(desk.portfolio.path, target), lambda _t: desk.said.emit(said, "ok"))

    def bring_back(self, backup: Path) -> None:
        """Put a backup in the place of the present portfolio, which is backed up first, and open it."""
        from hsmonitor.store.backups import bring_back

        path = self._session.desk.portfolio.path
        if self._session.desk.writing.busy:
            self._window.say(_("A larger change is still being written. Try again in a moment."), "warn")
            return
        self._session.desk.close()
        words = _("The backup {name} is in place; the portfolio as it was before is among the backups.")
        try:
            bring_back(path, backup)
            said, kind = words.format(name=backup.name), "ok"
        except PortfolioError as error:
            said, kind = str(error), "error"
        self._windows.show(path, instead_of=self._window)
        self._windows.newest().say(said, kind)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A portfolio that is dropped on the window is opened."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if _dropped(event):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent) and (path := _dropped(event)):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self.open, path))  # no window closes while it is told of a drop
            return True
        return False


def _dropped(event: QDropEvent) -> Path | None:
    files = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in files if is_portfolio_name(path)), None)
