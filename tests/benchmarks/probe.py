"""The real desk, run as a process of its own with a stop watch beside it. Prints what it measured as JSON.

`python -m tests.benchmarks.probe bare|paint|rows|use [PORTFOLIO]`; the moment of the start is in PROBE_START.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = float(os.environ.get("PROBE_START", "0"))
IDLE = int(os.environ.get("IDLE", "1500"))


def since_start() -> float:
    """Milliseconds since the parent started this process."""
    return (time.time() - START) * 1000


def bare() -> None:
    """A window with nothing in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: Any) -> None:
            moment = since_start()
            QTimer.singleShot(0, lambda: finish({"paint": moment}))

    application = QApplication([])
    window = Window()
    window.resize(1280, 800)
    window.show()
    application.exec()


def finish(found: dict[str, Any]) -> None:
    """Print and end, without what an orderly end takes."""
    print(json.dumps(found), flush=True)
    os._exit(0)


def watch(ready: Callable[[Any], None]) -> None:
    """Call `ready` with the window when the real program enters its event loop."""
    from PySide6.QtWidgets import QApplication

    real = QApplication.exec

    def run(*arguments: Any) -> int:
        ready(next(widget for widget in QApplication.topLevelWidgets() if type(widget).__name__ == "Window"))
        return int(real())

    QApplication.exec = run  # type: ignore[method-assign,assignment]


def program(path: Path) -> None:
    """Start the real program."""
    from hsmonitor.cli import main

    sys.exit(main(["open", str(path)]))


def paint(path: Path) -> None:
    """From exec to the first paint of the frame."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Filter(QObject):
        def eventFilter(self, watched: Any, event: Any) -> bool:
            if event.type() == QEvent.Type.Paint:
                moment = since_start()
                QTimer.singleShot(0, lambda: finish({"paint": moment}))
            return False

    kept = Filter()
    watch(lambda window: window.installEventFilter(kept))
    program(path)


class Heart:
    """Beats in the window's thread; the longest pause between two beats is the longest hold."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def reset(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()


def rows(path: Path) -> None:
    """From exec to the first page with its rows, the longest hold from the first paint until idle, and memory then."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    found: dict[str, float] = {}
    hearts: list[Heart] = []

    class Filter(QObject):
        def eventFilter(self, watched: Any, event: Any) -> bool:
            if event.type() == QEvent.Type.Paint and "rows" not in found:
                page = getattr(watched, "_pages", {}).get("overview")
                if page is not None and page.due_rows is not None:
                    QTimer.singleShot(0, painted)
            return False

    def painted() -> None:
        found.setdefault("rows", since_start())
        QTimer.singleShot(IDLE, lambda: finish(found | {"hold": hearts[0].longest, "memory": memory()}))

    def ready(window: Any) -> None:
        hearts.append(Heart())
        window.installEventFilter(kept)

    kept = Filter()
    watch(ready)
    program(path)


def memory() -> float:
    """Resident megabytes of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


FILTERED = (("title", "drought"), ("likelihood", ">=3"), ("status", "closed"), ("project", "river"), ("owner", "zoe"))
"""What is typed into the filter cells of columns."""


class User:
    """Presses keys in the real window and waits until what they ask for is painted."""

    def __init__(self, window: Any) -> None:
        from PySide6.QtCore import QEventLoop

        self.window = window
        self.heart = Heart()
        self.loop = QEventLoop()

    def until(self, done: Callable[[], bool]) -> None:
        """Run the event loop until `done`."""
        from PySide6.QtCore import QTimer

        poll = QTimer()
        poll.timeout.connect(lambda: self.loop.quit() if done() else None)
        poll.start(1)  # a poll without pause takes turns away from the thread that reads
        self.loop.exec()
        poll.stop()

    def timed(self, act: Callable[[], None], model: Callable[[], Any], view: Callable[[], Any]) -> tuple[float, float]:
        """Return milliseconds from `act` to the paint of the rows it brought, and the longest hold meanwhile."""
        arrived: list[bool] = []
        self.heart.reset()
        start = time.perf_counter()
        act()
        listen = lambda: arrived.append(True)  # noqa: E731
        model().loaded.connect(listen)
        self.until(lambda: bool(arrived))
        view().viewport().repaint()
        took = (time.perf_counter() - start) * 1000
        model().loaded.disconnect(listen)
        self.until_quiet()
        return took, self.heart.longest

    def until_quiet(self) -> None:
        """Let the rest of what was asked for come in."""
        self.rest(60)

    def rest(self, milliseconds: int) -> None:
        """Look on for a while."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(milliseconds, self.loop.quit)
        self.loop.exec()


def use(path: Path) -> None:
    """Open Challenges, sort it by every column both ways, search it a letter at a time."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    def ready(window: Any) -> None:
        QTimer.singleShot(IDLE + 1_000, lambda: drive(window))

    def drive(window: Any) -> None:
        user, found = User(window), {}
        window.activateWindow()
        user.until(window.isActiveWindow)
        page = lambda: window.page_widget("challenges")  # noqa: E731
        press = lambda key, modifier=Qt.KeyboardModifier.NoModifier: QTest.keyClick(window, key, modifier)  # noqa: E731
        took, _hold = user.timed(
            lambda: press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier),
            lambda: page().model,
            lambda: page().table,
        )
        user.rest(1_000)  # the inspector and the counts of the views follow the rows
        found["open"] = [(took, user.heart.longest)]
        table, model, found["sort"] = page().table, page().model, []
        for column in range(model.columnCount()):
            for descending in (False, True):
                act = lambda column=column, descending=descending: table.sorting.emit(column, descending, False)  # noqa: E731
                found["sort"].append(user.timed(act, lambda: model, lambda: table))
        found["search"] = []
        for text in ("drought", "well plans", "status:closed", "x12", "river road"):
            page().search.clear()
            user.until_quiet()
            user.until_quiet()
            for letter in text:
                act = lambda letter=letter: QTest.keyClicks(page().search, letter)  # noqa: E731
                found["search"].append(user.timed(act, lambda: model, lambda: table))
        page().search.clear()
        user.until_quiet()
        found |= type_and_walk(user, page(), window)
        finish(found)

    watch(ready)
    program(path)


def type_and_walk(user: User, page: Any, window: Any) -> dict[str, list[tuple[float, float]]]:
    """Filter a column, walk and jump, rest on a record, save a cell, use the palette, as by keys."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    table, model, key = page.table, page.model, Qt.Key
    control = Qt.KeyboardModifier.ControlModifier
    found: dict[str, list[tuple[float, float]]] = {"filter": [], "scroll": [], "inspect": [], "save": [], "palette": []}

    def until(done: Callable[[], bool], act: Callable[[], object]) -> tuple[float, float]:
        user.heart.reset()
        start = time.perf_counter()
        act()
        user.until(done)
        window.repaint()
        took = (time.perf_counter() - start) * 1000
        user.until_quiet()
        return took, user.heart.longest

    for column, words in FILTERED:
        table.head.begin_filter(model.columns.index(column))
        for letter in words:
            act = lambda letter=letter: QTest.keyClick(table.head.cell, letter)  # noqa: E731
            found["filter"].append(user.timed(act, lambda: model, lambda: table))
        page.narrowing.filter(column, "")
        user.until_quiet()
        user.until_quiet()
    table.setFocus()
    table.go(0, 0)
    for pressed in [key.Key_PageDown] * 20:
        found["scroll"].append(
            until(lambda: shown(table, model), lambda pressed=pressed: QTest.keyClick(table, pressed))
        )
    found["scroll"].append(until(lambda: shown(table, model), lambda: table.go(model.count - 1, 0)))
    for row in range(1, 21):
        table.go(row, 0)
        user.until(lambda row=row: model.row(row) is not None)
        wanted = model.row(row).key
        took, hold = until(lambda wanted=wanted: page.inspector.key == wanted, lambda: None)
        found["inspect"].append((took - 80, hold))
    for row in range(1, 21):
        table.go(row, model.columns.index("likelihood"))
        present = model.row(row).values.get("likelihood")
        QTest.keyClick(table, "2" if present == 1 else "1")
        window.status.set_saved("")
        editor = table.editing.editor
        act = lambda editor=editor: QTest.keyClick(editor, key.Key_Return)  # noqa: E731
        found["save"].append(until(lambda: bool(window.status.saved.text()), act))
    QTest.keyClick(table, key.Key_K, control)
    from hsmonitor.ui.palette.palette import Palette

    palette = window.findChild(Palette)
    for letter in "drought plans water in the river":
        act = lambda letter=letter: QTest.keyClick(palette.line, letter)  # noqa: E731
        found["palette"].append(until(lambda: palette.answered == palette.line.text(), act))
    return found


def shown(table: Any, model: Any) -> bool:
    """Whether the rows in sight are at hand."""
    return all(
        model.row(table.rowAt(y)) is not None
        for y in (1, table.viewport().height() // 2)
        if table.rowAt(y) < model.count
    )


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        {"paint": paint, "rows": rows, "use": use}[sys.argv[1]](Path(sys.argv[2]))
