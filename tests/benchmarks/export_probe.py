"""A report and a sheet's export made in the real desk with a stop watch beside it. Prints what it measured as JSON.

`python -m tests.benchmarks.export_probe export PORTFOLIO`; the files are written to a folder that is deleted again.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.probe import IDLE, User, finish, program, watch


def export(path: Path) -> None:
    """Make the challenge register, then export the sheet of challenges."""
    from PySide6.QtCore import QTimer

    watch(lambda window: QTimer.singleShot(IDLE + 1_000, lambda: drive(window)))
    program(path)


def drive(window: Any) -> None:
    """Do what a user does, and end with what was measured."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QFileDialog

    from hsmonitor.reports.register import REPORTS

    user, control = User(window), Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    user.until(window.isActiveWindow)
    with tempfile.TemporaryDirectory() as folder:
        window.open_page("reports")
        page = window.page_widget("reports")
        page.choice.setCurrentRow(list(REPORTS).index("challenges"))
        page.card.target.setText(f"{folder}/report.xlsx")
        quiet(user, page)
        press = lambda: QTest.keyClick(window, Qt.Key.Key_E, control)  # noqa: E731
        found = {"report": timed(user, press, lambda: said(page.message, "report.xlsx"))}
        window.open_page("challenges")
        quiet(user, window.page_widget("challenges"))
        QFileDialog.getSaveFileName = lambda *_asked, **_options: (f"{folder}/sheet.xlsx", "")  # type: ignore[method-assign]
        press = lambda: QTest.keyClick(window, Qt.Key.Key_E, control | Qt.KeyboardModifier.AltModifier)  # noqa: E731
        found["sheet"] = timed(user, press, lambda: said(window.message, "sheet.xlsx was made"))
    finish(found)


def quiet(user: User, page: Any) -> None:
    """Wait until nothing is asked for any more."""
    user.until(lambda: not page.desk.busy)
    user.until_quiet()


def said(message: Any, words: str) -> bool:
    """Whether a message tells that a file was made."""
    return bool(message.isVisible() and words in message.words.text())


def timed(user: User, act: Callable[[], object], done: Callable[[], bool]) -> tuple[float, float]:
    """Return milliseconds from `act` until it is `done`, and the longest hold meanwhile."""
    user.heart.reset()
    start = time.perf_counter()
    act()
    user.until(done)
    return (time.perf_counter() - start) * 1000, user.heart.longest


if __name__ == "__main__":
    export(Path(sys.argv[2]))
