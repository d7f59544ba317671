"""The review in the real desk with a stop watch beside it: opening one, saving and going on. Prints what it measured as JSON.

`python -m tests.benchmarks.review_probe review PORTFOLIO`; the portfolio is written to.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.probe import IDLE, User, finish, program, watch

_PROJECTS = "SELECT project FROM challenge WHERE project IS NOT NULL GROUP BY project ORDER BY count(*) DESC LIMIT 4"
SAVES = 20


def review(path: Path) -> None:
    """Open the reviews of a few projects; save and go on in one of them."""
    from PySide6.QtCore import QTimer

    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: drive(window)))
    program(path)


def drive(window: Any) -> None:
    """Do what a user does, and end with what was measured."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    user = User(window)
    window.activateWindow()
    user.until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = window.page_widget("review")
    user.until(lambda: not page.desk.busy)
    found: dict[str, list[tuple[float, float]]] = {"review": [], "next": []}
    for project in [row[0] for row in page.desk.portfolio.connection.execute(_PROJECTS)]:
        found["review"].append(_timed(user, window, page, lambda project=project: page.begin.project(project)))
    page.begin.due()
    user.until(lambda: not page.desk.busy)
    for _number in range(SAVES):
        QTest.keyClick(page, Qt.Key.Key_K)
        save = lambda: QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # noqa: E731
        found["next"].append(_timed(user, window, page, save))
    finish(found)


def _timed(user: User, window: Any, page: Any, act: Callable[[], object]) -> tuple[float, float]:
    """Return milliseconds from `act` until another challenge is painted, and the longest hold meanwhile."""
    before = page.view
    user.heart.reset()
    start = time.perf_counter()
    act()
    user.until(lambda: page.view is not before and page.view is not None and page.view.row.key == page.flow.key)
    window.repaint()
    took = (time.perf_counter() - start) * 1000
    user.until(lambda: not page.desk.busy)
    user.until_quiet()
    return took, user.heart.longest


if __name__ == "__main__":
    review(Path(sys.argv[2]))
