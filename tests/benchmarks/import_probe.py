"""The import page in the real desk with a stop watch beside it: a book is read and taken. Prints what it measured as JSON.

`python -m tests.benchmarks.import_probe import PORTFOLIO BOOK`; the portfolio is written to.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.probe import IDLE, User, finish, program, watch


def drive(window: Any, book: Path) -> None:
    """Look at a book and take what it changes, by keys, and end with what was measured."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    user, control = User(window), Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    user.until(window.isActiveWindow)
    window.open_page("import")
    page = window.page_widget("import")
    user.until(lambda: not page.desk.busy)
    user.until_quiet()
    page.choosing.line.setText(str(book))
    read = lambda: QTest.keyClick(page.choosing.line, Qt.Key.Key_Return)  # noqa: E731
    take = lambda: QTest.keyClick(page.looking.table, Qt.Key.Key_Return, control)  # noqa: E731
    found = {
        "preview": _timed(user, window, page, read, lambda: page.looking.isVisible()),
        "apply": _timed(user, window, page, take, lambda: page.choosing.isVisible()),
    }
    finish(found)


def _timed(
    user: User, window: Any, page: Any, act: Callable[[], object], shown: Callable[[], bool]
) -> tuple[float, float]:
    """Return milliseconds from `act` until what it asked for is painted, and the longest hold until all is quiet again."""
    user.heart.reset()
    start = time.perf_counter()
    act()
    user.until(lambda: shown() and not page.desk.writing.busy)
    window.repaint()
    took = (time.perf_counter() - start) * 1000
    user.until(lambda: not page.desk.busy)
    user.until_quiet()
    return took, user.heart.longest


if __name__ == "__main__":
    from PySide6.QtCore import QTimer

    _job, portfolio, spreadsheet = sys.argv[1:]
    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: drive(window, Path(spreadsheet))))
    program(Path(portfolio))
