"""Two pages in the real desk with a stop watch beside it: the overview, and a project that has a thousand challenges.

`python -m tests.benchmarks.page_probe pages PORTFOLIO`; the portfolio is written to.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.probe import IDLE, User, finish, program, watch

CHALLENGES = 1_000
TIMES = 6


def crowd(path: Path) -> None:
    """Give the first project of a portfolio a thousand challenges."""
    from hsmonitor.store.session import open_portfolio

    with open_portfolio(path, thorough=False) as portfolio:
        project = _crowded(portfolio)
        keys = [row[0] for row in portfolio.connection.execute("SELECT id FROM challenge LIMIT ?", [CHALLENGES])]
        with portfolio.transaction("Put in order") as transaction:
            transaction.load("challenge", keys)
            for key in keys:
                transaction.update("challenge", key, {"project": project})


def _crowded(portfolio: Any) -> str:
    return str(portfolio.connection.execute("SELECT id FROM project ORDER BY id LIMIT 1").fetchone()[0])


def pages(path: Path) -> None:
    """Open both pages a few times."""
    from PySide6.QtCore import QTimer

    crowd(path)
    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: drive(window)))
    program(path)


def drive(window: Any) -> None:
    """Do what a user does, and end with what was measured."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    user, control = User(window), Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    user.until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_3, control)
    sheet = window.page_widget("projects")
    desk = sheet.desk
    project, lines = _crowded(desk.portfolio), list[int]()
    user.until(lambda: not desk.busy)
    sheet.model.find(project, lines.append)
    user.until(lambda: bool(lines))
    found: dict[str, list[tuple[float, float]]] = {"project": [], "overview": []}
    for number in range(TIMES):
        sheet.table.go(lines[0], 0)
        user.rest(300)
        enter = lambda: QTest.keyClick(sheet.table, Qt.Key.Key_Return)  # noqa: E731
        found["project"].append(_timed(user, window, desk, "record", enter))
        QTest.keyClick(window, Qt.Key.Key_3, control)
        desk.create("partner", {"name": f"Well Keepers {number}"}, "Add")  # the overview is to be read anew
        user.rest(300)
        home = lambda: QTest.keyClick(window, Qt.Key.Key_1, control)  # noqa: E731
        found["overview"].append(_timed(user, window, desk, "overview", home))
        QTest.keyClick(window, Qt.Key.Key_3, control)
    finish(found)


def _timed(user: User, window: Any, desk: Any, page: str, act: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds from `act` until all of a page is read and painted, and the longest hold meanwhile."""
    user.heart.reset()
    start = time.perf_counter()
    act()
    user.until(lambda: window.page == page and not desk.busy)
    window.repaint()
    took = (time.perf_counter() - start) * 1000
    user.until_quiet()
    return took, user.heart.longest


if __name__ == "__main__":
    pages(Path(sys.argv[2]))
