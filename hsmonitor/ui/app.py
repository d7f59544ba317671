"""Starting the desk: the frame is painted first, the portfolio's rows follow, heavy imports come beside them."""

import gc
import logging
import sys
from collections.abc import Callable
from functools import partial
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
    "hsmonitor.ui.review.record_column",
    "hsmonitor.ui.review.decision_panel",
    "hsmonitor.ui.review.page",
    "hsmonitor.exchange.comparison",
    "hsmonitor.exchange.any_sheet",
    "hsmonitor.ui.importing.looking",
    "hsmonitor.ui.importing.page",
    "hsmonitor.ui.pages.history",
)
"""What a sheet, a record's page and those beside them are made of, the smaller parts first."""


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
    if instance.is_first:
        return _Start(path, instance, after_rows).run()
    instance.hand_over(path if named else None)
    return 0


class _Start:
    """One start, in steps: the window answers between them, and its bare frame is painted before the first."""

    def __init__(self, path: Path, instance: Instance, after_rows: Callable[[], object] | None) -> None:
        display.require()
        self._path, self._instance, self._after_rows = path, instance, after_rows
        self._application = make_application()
        self._window = Window()
        self._opening = Opening(path)
        self._windows: Windows | None = None
        dressed = partial(dress, self._application)
        self._steps: list[Callable[[], object]] = [dressed, self._furnish, self._open, self._settle_soon]

    def run(self) -> int:
        """Show the window, and return the exit code when the last one is closed."""
        self._window.painted.connect(self._step)
        self._window.show()
        self._opening.start()
        code = self._application.exec()
        if self._windows:
            self._windows.close_all()
        self._instance.leave()
        return code

    def _step(self) -> None:
        self._steps.pop(0)()
        if self._steps:
            QTimer.singleShot(0, self._step)

    def _furnish(self) -> None:
        """Give the window its frame; it is painted together with the first rows, or soon if they take long."""
        self._window.setUpdatesEnabled(False)
        QTimer.singleShot(UNPAINTED, lambda: self._window.setUpdatesEnabled(True))
        self._window.furnish(entries())

    def _open(self) -> None:
        """Show the portfolio's first page in the window."""
        from hsmonitor.ui.files.windows import Windows, front
        from hsmonitor.ui.unexpected import Unexpected

        gc.freeze()  # what came so far stays: the first rows do not wait until it is looked through for garbage
        self._windows = windows = Windows(entries)
        Unexpected(front, windows.desk_of, self._application).listen()
        windows.take(self._window, self._path, self._opening.result)
        QTimer.singleShot(WARM_UP_AFTER, _warm_up)
        QTimer.singleShot(WARM_UP_AFTER, lambda: _import_pages(*PAGES))

    def _settle_soon(self) -> None:
        QTimer.singleShot(SETTLE_AFTER, self._settle)

    def _settle(self) -> None:
        """Do what the first rows did not wait for."""
        if self._windows:
            self._instance.listen(self._windows.come_to)
        if self._after_rows:
            self._after_rows()
        gc.freeze()  # what a start leaves is no garbage


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
