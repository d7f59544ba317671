"""After an unclean end: the file is checked beside the window, and what was typed and not saved is offered."""

import contextlib
import sqlite3
from collections.abc import Callable
from functools import partial
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.window import Window

LOOK_AFTER = 500
"""Milliseconds after opening at which it is read what waits to be taken: by then the first rows are asked for."""
CHECK_AFTER = 3_000
"""Milliseconds after which every page of the file is looked at, in a thread: by then the user sees what was asked for."""
MOST_PROBLEMS = 3


class Aftermath(QObject):
    """Looks at a portfolio that has just been opened in `window`; `show_page` leads to another page."""

    _checked = Signal(bool, object)

    def __init__(self, window: Window, desk: Desk, show_page: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._show_page = show_page
        self._told_of_texts = False
        self._checked.connect(self._tell_of_check)
        desk.drafts.offered.connect(self._tell_of_texts)
        QTimer.singleShot(LOOK_AFTER, self, desk.drafts.look)
        QTimer.singleShot(CHECK_AFTER, self, self._check)

    def _tell_of_texts(self) -> None:
        message = self._window.message
        if message.isVisible() and message.kind == "error":  # it may say why a text could not be saved
            return
        if self._desk.drafts.waiting and not self._told_of_texts:
            self._told_of_texts = True
            self._window.say(self._texts(), "warn", self._actions())

    def _texts(self) -> str:
        from hsmonitor.ui.drafts.page import counted

        return counted(len(self._desk.drafts.waiting))

    def _actions(self) -> list[tuple[str, Callable[[], None]]]:
        return [(_("Show them"), self._show_texts)] if self._desk.drafts.waiting else []

    def _show_texts(self) -> None:
        self._window.message.hide()
        self._show_page("kept")

    def _check(self) -> None:
        if not self._desk.closed:
            Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        """In a thread: what SQLite alone can tell takes no time from the window."""
        from hsmonitor.store import check, presence

        portfolio = self._desk.portfolio
        problems, ended = list[str](), list[str]()
        try:
            with portfolio.reading() as connection:
                ended = presence.left_over(connection)
            problems = list(check.find_damage(portfolio.path, thorough=bool(ended)))
            if ended and not problems and not portfolio.read_only:
                presence.forget(portfolio.path, ended)
        except (PortfolioError, sqlite3.Error) as error:
            problems.append(str(error))
        with contextlib.suppress(RuntimeError):  # the window was closed meanwhile
            self._checked.emit(bool(ended), problems)

    def _tell_of_check(self, unclean: bool, problems: list[str]) -> None:
        if problems:
            self._tell_of_damage(unclean, problems)
        elif unclean:
            words = _("The program did not end properly last time. The portfolio has been checked, and it is sound.")
            waiting = self._desk.drafts.waiting
            if waiting:
                words = _(
                    "The program did not end properly last time. The portfolio has been checked, and it is sound. {texts}"
                ).format(texts=self._texts())
            self._window.say(words, "warn" if waiting else "ok", self._actions())

    def _tell_of_damage(self, unclean: bool, problems: list[str]) -> None:
        words = "\n".join(problems[:MOST_PROBLEMS])  # a sentence each
        if unclean:
            pattern = _("The program did not end properly last time. {problems} Bring back a backup from before.")
            words = pattern.format(problems=words)
        backups: list[tuple[str, Callable[[], None]]] = [(_("Backups"), partial(self._show_page, "backups"))]
        self._window.say(words, "error", backups)
