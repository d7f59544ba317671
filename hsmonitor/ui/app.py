"""Starting the desk: the frame is painted first, the portfolio's rows follow, heavy imports come beside them."""

import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _
from hsmonitor.store.identity import settings_folder
from hsmonitor.ui import display
from hsmonitor.ui.imports import spare_sources
from hsmonitor.ui.instance import Instance
from hsmonitor.ui.window import Window

if TYPE_CHECKING:
    from hsmonitor.store.portfolio import Portfolio
    from hsmonitor.ui.files.windows import Windows
    from hsmonitor.ui.frame.rail import RailEntry

SWITCH = 0.0002
"""Seconds after which a thread beside the window yields to it; Python's own 5 ms are felt."""

UNPAINTED = 150
"""Milliseconds for which the frame waits for the first rows at most."""

SETTLE_AFTER = 200
"""Milliseconds after which the first rows stand there, and what they do not wait for may come."""

WARM_UP_AFTER = 1_000
"""Milliseconds after the portfolio is open at which the modules for writing are imported, in a thread."""


BETWEEN_IMPORTS = 40
"""Milliseconds between two of them, in which the window answers."""

PAGES = (
    "hsmonitor.ui.record.editor",
    "hsmonitor.ui.record.form",
    "hsmonitor.ui.record.related_card",
    "hsmonitor.ui.record.inspector",
    "hsmonitor.ui.sheet.model",
    "hsmonitor.ui.sheet.header",
    "hsmonitor.ui.sheet.view",
    "hsmonitor.ui.sheet.page",
    "hsmonitor.ui.record.page",
)
"""What a sheet and a record's page are made of, the smaller parts first."""


def entries() -> "list[RailEntry]":
    """Return the entries of the rail, in their order."""
    from hsmonitor.ui.frame.rail import RailEntry

    return [
        RailEntry("overview", _("Overview"), "overview"),
        RailEntry("review", _("Review"), "review", ("meetings", "heat map", "moves", "minutes"), waiting=True),
        RailEntry("projects", _("Projects"), "project"),
        RailEntry("partners", _("Partners"), "partner", ("engagements", "assessments", "contacts")),
        RailEntry("challenges", _("Challenges"), "challenge"),
        RailEntry("responses", _("Responses"), "response"),
        RailEntry("activities", _("Activities"), "activity", ("results",)),
        RailEntry("lessons", _("Lessons"), "lesson"),
        RailEntry("sources", _("Sources"), "source"),
        RailEntry("history", _("History"), "history"),
        RailEntry("import", _("Import"), "import"),
        RailEntry("reports", _("Reports"), "report"),
    ]


def make_application() -> QApplication:
    """Return the QApplication."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        with display.Watched():
            application = QApplication(sys.argv[:1])
        application.setApplicationName("hsmonitor")
    return application


def dress(application: QApplication) -> None:
    """Give the program its style, and Qt's own texts in the user's language."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    from hsmonitor.ui.theme import style

    application.setApplicationDisplayName(_("Human Security Monitor"))
    translator = QTranslator(application)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    style.dress(application)


class Opening(Thread):
    """Opens a portfolio beside the window, with all that this imports, while the window is dressed."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._portfolio: Portfolio | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        """Import what the first rows need and Qt does not, read the colours, and open the portfolio."""
        from hsmonitor.ui.theme.tokens import tokens

        tokens()
        import hsmonitor.store.due  # noqa: F401
        from hsmonitor.store.session import open_portfolio

        try:
            self._portfolio = open_portfolio(self._path, thorough=False)
        except Exception as error:  # whatever it is, the window hears of it
            self._error = error

    def result(self) -> "Portfolio":
        """Wait for the portfolio and return it. Raises PortfolioError where it could not be opened."""
        self.join()
        if self._portfolio is None:
            raise self._reason()
        return self._portfolio

    def _reason(self) -> PortfolioError:
        if isinstance(self._error, PortfolioError):
            return self._error
        logging.getLogger("hsmonitor").error("unexpected", exc_info=self._error)
        words = _("{name} could not be opened: {reason}. Try again, or open a backup.")
        return PortfolioError(words.format(name=self._path, reason=self._error))


def run(path: Path, *, named: bool = True, after_rows: Callable[[], object] | None = None) -> int:
    """Open the desk on the portfolio `path` and return the exit code when it is closed.

    Where a desk of this user runs already, that one is asked to show the portfolio, if the user has `named` it, and to come
    forward. The bare window is painted first; what follows comes in steps, so that the window is never held for long.
    `after_rows` is called when the first rows had time to be painted. Raises PortfolioError where the other desk does not
    answer, or there is no display.
    """
    spare_sources()
    sys.setswitchinterval(SWITCH)
    instance = Instance(settings_folder())
    if not instance.is_first:
        instance.hand_over(path if named else None)
        return 0
    display.require()
    application = make_application()
    window = Window()
    opening = Opening(path)
    opened: list[Windows] = []

    def settle() -> None:
        instance.listen(opened[0].come_to)
        if after_rows:
            after_rows()
        gc.freeze()  # what a start leaves is no garbage

    steps: list[Callable[[], object]] = [
        lambda: dress(application),
        lambda: _furnish(window),
        lambda: opened.append(_open(window, path, opening)),
        lambda: QTimer.singleShot(SETTLE_AFTER, settle),
    ]
    window.painted.connect(lambda: _take(steps))
    window.show()
    opening.start()
    code = application.exec()
    for windows in opened:
        windows.close_all()
    instance.leave()
    return code


def _furnish(window: Window) -> None:
    """Give the window its frame; it is painted together with the first rows, or soon if they take long."""
    window.setUpdatesEnabled(False)
    QTimer.singleShot(UNPAINTED, lambda: window.setUpdatesEnabled(True))
    window.furnish(entries())


def _open(window: Window, path: Path, opening: Opening) -> "Windows":
    """Show the portfolio's first page in the window."""
    from hsmonitor.ui.files.windows import Windows, front
    from hsmonitor.ui.unexpected import Unexpected

    windows = Windows(entries)
    Unexpected(front, windows.desk_of, QApplication.instance()).listen()
    windows.take(window, path, opening.result)
    QTimer.singleShot(WARM_UP_AFTER, _warm_up)
    QTimer.singleShot(WARM_UP_AFTER, lambda: _import_pages(*PAGES))
    return windows


def _take(steps: list[Callable[[], object]]) -> None:
    steps.pop(0)()
    if steps:
        QTimer.singleShot(0, lambda: _take(steps))


def _import_pages(first: str, *others: str) -> None:
    """Import what the pages are made of, a little at a time, so that the first one to be opened does not wait for it.

    In the window's own thread: Qt's types are made when they are first used, and that by one thread alone.
    """
    from importlib import import_module

    import_module(first)
    if others:
        QTimer.singleShot(BETWEEN_IMPORTS, lambda: _import_pages(*others))
    else:
        gc.freeze()  # what is loaded stays: looking through it for garbage would hold the window for some 40 ms each time


def _warm_up() -> None:
    """Import what the first change needs in a thread, so that it does not wait."""

    def load() -> None:
        import hsmonitor.store.writing  # noqa: F401

    Thread(target=load, daemon=True).start()
