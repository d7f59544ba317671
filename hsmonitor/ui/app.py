"""Starting the desk: the frame is painted first, the portfolio's rows follow, heavy imports come beside them."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from hsmonitor.language import _
from hsmonitor.ui.frame.rail import RailEntry
from hsmonitor.ui.theme.look import look
from hsmonitor.ui.theme.style import dress
from hsmonitor.ui.window import Window

WARM_UP_AFTER = 30
"""Milliseconds after the first rows at which the modules for writing are imported, in a thread."""


def entries() -> list[RailEntry]:
    """Return the entries of the rail, in their order."""
    return [
        RailEntry("overview", _("Overview"), "overview"),
        RailEntry("projects", _("Projects"), "project"),
        RailEntry("partners", _("Partners"), "partner"),
        RailEntry("challenges", _("Challenges"), "challenge"),
        RailEntry("responses", _("Responses"), "response"),
        RailEntry("activities", _("Activities"), "activity"),
        RailEntry("results", _("Results"), "result"),
        RailEntry("lessons", _("Lessons"), "lesson"),
        RailEntry("sources", _("Sources"), "source"),
        RailEntry("reports", _("Reports"), "report"),
    ]


def make_application() -> QApplication:
    """Return the dressed QApplication, with Qt's own texts in the user's language."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
        application.setApplicationName("hsmonitor")
        application.setApplicationDisplayName(_("Human Security Monitor"))
        translator = QTranslator(application)
        if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(translator)
        dress(application)
    return application


def run(path: Path) -> int:
    """Open the desk on the portfolio `path` and return the exit code when it is closed. Raises PortfolioError."""
    application = make_application()
    window = Window(entries())
    window.show()
    opened: list[object] = []
    QTimer.singleShot(0, lambda: opened.append(open_session(window, path)))
    _catch_the_unexpected(window)
    code = application.exec()
    for session in opened:
        session.close()  # type: ignore[attr-defined]
    return code


def open_session(window: Window, path: Path) -> object:
    """Open the portfolio in `window`; what stands against it is said there."""
    from hsmonitor.domain.errors import PortfolioError
    from hsmonitor.store.session import open_portfolio
    from hsmonitor.ui.session import Session

    try:
        session = Session(window, open_portfolio(path, thorough=False))
    except PortfolioError as error:
        window.say(str(error), "error")
        return _Nothing()
    window.open_page("overview")
    QTimer.singleShot(WARM_UP_AFTER, lambda: threading.Thread(target=_warm_up, daemon=True).start())
    return session


class _Nothing:
    def close(self) -> None:
        """Nothing was opened."""


def _warm_up() -> None:
    """Import what the first change needs, so that it does not wait."""
    import hsmonitor.store.writing  # noqa: F401


def _catch_the_unexpected(window: Window) -> None:
    """Log an error that nobody expected, and show it with a way to copy it, instead of a traceback."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger("hsmonitor").error("unexpected", exc_info=(kind, error, trace))
        words = _("Something unexpected happened: {reason}. What was saved is safe; the details are in the log.")
        window.say(words.format(reason=f"{kind.__name__}: {error}"), "error")

    sys.excepthook = caught


__all__ = ["entries", "look", "make_application", "open_session", "run"]
