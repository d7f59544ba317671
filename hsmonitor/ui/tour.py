"""The tour: a starting portfolio, its workbook, and pictures of every page in several views, written to a folder.

It needs no display, and touches neither the user's portfolio nor the user's settings.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsmonitor.ui.session import Session
    from hsmonitor.ui.stops import Stop
    from hsmonitor.ui.window import Window

LONGEST_WAIT = 60_000
"""Milliseconds after which a page that is still reading is said to be stuck."""

LONGEST_REST = 100
"""Milliseconds up to which a page may wait for the cursor to rest before it reads."""

PORTFOLIO = "starting-portfolio.hsm"
WORKBOOK = "portfolio-report.xlsx"


class View(NamedTuple):
    """How a page is looked at: size of the window in pixels, theme, zoom in percent, right to left, minor places too."""

    name: str
    size: tuple[int, int] = (1280, 800)
    theme: str = "light"
    zoom: int = 100
    mirrored: bool = False
    minor: bool = False


VIEWS = (
    View("light", minor=True),
    View("dark", theme="dark"),
    View("rtl", mirrored=True),
    View("200", zoom=200),
    View("1366x688", (1366, 688)),
    View("1920x1080", (1920, 1080)),
)


def run(folder: Path, portfolio: Path | None = None) -> int:
    """Write the tour into `folder` and return the exit code. Raises PortfolioError when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("The folder {name} cannot be made: {reason}. Choose another one.")
        raise PortfolioError(message.format(name=folder, reason=error.strerror)) from error
    path = portfolio or _fresh(folder / PORTFOLIO)
    _write_workbook(path, folder / WORKBOOK)
    count = _take_pictures(path, folder)
    print(_("{count} pictures and {workbook} are in {folder}.").format(count=count, workbook=WORKBOOK, folder=folder))
    return 0


def _fresh(path: Path) -> Path:
    from hsmonitor.source.starting import make_starting_portfolio
    from hsmonitor.store.backups import take

    path.unlink(missing_ok=True)
    make_starting_portfolio(path).close()
    take(path)
    return path


def _write_workbook(path: Path, target: Path) -> None:
    from hsmonitor.reports.making import make
    from hsmonitor.store.session import open_portfolio

    with open_portfolio(path) as portfolio:
        make(portfolio, "portfolio", target)


def _take_pictures(path: Path, folder: Path) -> int:
    from hsmonitor.store.session import open_portfolio
    from hsmonitor.ui import app, display
    from hsmonitor.ui.files.commands import FileCommands
    from hsmonitor.ui.files.windows import Windows
    from hsmonitor.ui.session import Session
    from hsmonitor.ui.stops import stops
    from hsmonitor.ui.window import Window

    if not display.is_named():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app.dress(app.make_application())
    window = Window(remember=False)
    window.furnish(app.entries())
    window.show()
    session = Session(window, open_portfolio(path))
    session.files = FileCommands(Windows(app.entries), window, session)
    places = stops(session)
    try:
        return sum(_take_view(session, view, places, folder) for view in VIEWS)
    finally:
        session.close()
        window.close()


def _take_view(session: "Session", view: View, places: "Sequence[Stop]", folder: Path) -> int:
    """Take a picture at each of the places where the view has one; return how many."""
    window, count = session.window, 0
    _dress(window, view)
    for number, stop in enumerate(places, 1):
        if view.minor or not stop.minor:
            stop.show()
            _settle(session)
            window.grab().save(str(folder / f"{number:02}-{stop.name.replace(' ', '-')}-{view.name}.png"))
            stop.leave()
            count += 1
    return count


def _dress(window: "Window", view: View) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from hsmonitor.ui.theme.look import look

    direction = Qt.LayoutDirection.RightToLeft if view.mirrored else Qt.LayoutDirection.LeftToRight
    QApplication.setLayoutDirection(direction)
    look().set_theme(view.theme)
    look().set_zoom(view.zoom)
    window.resize(*view.size)


def _settle(session: "Session") -> None:
    """Let the window read and paint until nothing is under way, is still being made, nor waits for the cursor to rest."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, poll, end = QEventLoop(), QTimer(), QTimer()
    quiet = 0

    def look_again() -> None:
        nonlocal quiet
        quiet = 0 if session.desk.reading.busy or _resting(session.window) else quiet + 1
        if quiet >= 3:
            loop.quit()

    poll.timeout.connect(look_again)
    end.timeout.connect(lambda: loop.exit(1))
    poll.start(5)
    end.start(LONGEST_WAIT)
    if loop.exec():
        raise PortfolioError(_("A page could not be read in time. Run the command again."))


def _resting(window: "Window") -> bool:
    """Tell whether a page waits for the cursor to rest, or a form is still being made."""
    from PySide6.QtCore import QTimer

    from hsmonitor.ui.record.form import RecordForm

    timers = (one for one in window.findChildren(QTimer) if one.isSingleShot() and one.isActive())
    growing = any(form.growing and form.isVisible() for form in window.findChildren(RecordForm))
    return growing or any(one.interval() <= LONGEST_REST for one in timers)
