"""A paste of 10,000 x 8 cells in the real desk with a stop watch beside it. Prints what it measured as JSON.

`python -m tests.benchmarks.paste_probe paste PORTFOLIO`; the portfolio is written to.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.pasting import NAMES, lines_of
from tests.benchmarks.probe import IDLE, User, finish, program, watch


def drive(window: Any) -> None:
    """Paste over the first rows of Challenges, take what is shown, by keys, and end with what was measured."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest

    from hsmonitor.ui.sheet.clipboard import data_of
    from hsmonitor.ui.sheet.preview import Preview

    user, control = User(window), Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    user.until(window.isActiveWindow)
    window.open_page("challenges")
    page = window.page_widget("challenges")
    user.until(lambda: not page.desk.busy)
    labels = [page.record.fields[name].label for name in NAMES]
    cells = [list(texts.values()) for _key, texts in lines_of(page.desk.portfolio)]
    QGuiApplication.clipboard().setMimeData(data_of([labels, *cells]))
    page.table.go(0, 0)
    user.rest(1_000)
    paste = lambda: QTest.keyClick(page.table, Qt.Key.Key_V, control)  # noqa: E731
    take = lambda: QTest.keyClick(page.over.widget, Qt.Key.Key_Return, control)  # noqa: E731
    found = {
        "preview": _timed(user, window, page, paste, lambda: isinstance(page.over.widget, Preview)),
        "apply": _timed(user, window, page, take, lambda: page.over.widget is None),
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

    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: drive(window)))
    program(Path(sys.argv[2]))
