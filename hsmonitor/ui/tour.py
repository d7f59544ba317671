"""The tour: a starting portfolio, its workbook, and a picture of every page in light and dark, written to a folder.

It needs no display, and touches neither the user's portfolio nor the user's settings.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from hsmonitor.domain.errors import PortfolioError
from hsmonitor.language import _

SIZE = (1280, 800)
LONGEST_WAIT = 20_000
"""Milliseconds after which a page that is still reading is said to be stuck."""

PORTFOLIO = "starting-portfolio.hsm"
WORKBOOK = "portfolio-report.xlsx"


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

    path.unlink(missing_ok=True)
    make_starting_portfolio(path).close()
    return path


def _write_workbook(path: Path, target: Path) -> None:
    from hsmonitor.reports.making import make
    from hsmonitor.store.session import open_portfolio

    with open_portfolio(path) as portfolio:
        make(portfolio, "portfolio", target)


def _take_pictures(path: Path, folder: Path) -> int:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from hsmonitor.store.session import open_portfolio
    from hsmonitor.ui import app
    from hsmonitor.ui.session import Session
    from hsmonitor.ui.theme.look import look
    from hsmonitor.ui.window import Window

    app.dress(app.make_application())
    window = Window(remember=False)
    window.furnish(app.entries())
    window.resize(*SIZE)
    look().set_zoom(100)
    window.show()
    session = Session(window, open_portfolio(path))
    count = 0
    for theme in ("light", "dark"):
        look().set_theme(theme)
        for name, show in _stops(session):
            show()
            _settle(session)
            window.grab().save(str(folder / f"{name}-{theme}.png"))
            count += 1
    session.close()
    window.close()
    return count


def _stops(session: object) -> list[tuple[str, Callable[[], None]]]:
    from hsmonitor.ui.app import entries
    from hsmonitor.ui.session import SHEETS, Session

    assert isinstance(session, Session)  # noqa: S101  (imported late, so that the command line stays light)
    window = session.window
    stops: list[tuple[str, Callable[[], None]]] = []
    for number, page in enumerate(dict.fromkeys((*(entry.key for entry in entries()), *SHEETS)), 1):
        stops.append((f"{number:02}-{page}", lambda page=page: window.open_page(page)))  # type: ignore[misc]
    stops.append((f"{len(stops) + 1:02}-heat-map", session.seeing.show_heat))
    stops.append((f"{len(stops) + 1:02}-moves", session.seeing.show_moves))
    for number, kind in enumerate(SHEETS.values(), len(stops) + 1):
        if key := session.telling_record(kind):
            stops.append((f"{number:02}-record-{kind}", lambda kind=kind, key=key: session.open_record(kind, key)))  # type: ignore[misc]
    return stops


def _settle(session: object) -> None:
    """Let the window read and paint until nothing is under way."""
    from PySide6.QtCore import QEventLoop, QTimer

    from hsmonitor.ui.session import Session

    assert isinstance(session, Session)  # noqa: S101  (see above)
    reading = session.desk.reading
    loop, poll, end = QEventLoop(), QTimer(), QTimer()
    quiet = 0

    def look_again() -> None:
        nonlocal quiet
        quiet = 0 if reading.busy else quiet + 1
        if quiet >= 3:
            loop.quit()

    poll.timeout.connect(look_again)
    end.timeout.connect(lambda: loop.exit(1))
    poll.start(15)
    end.start(LONGEST_WAIT)
    if loop.exec():
        raise PortfolioError(_("A page could not be read in time. Run the command again."))
