"""Bringing what was written into the portfolio's file beside the window: SQLite would do it inside a commit now and then."""

import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer

from hsmonitor.store import sqlite

AFTER = 2_000
"""Milliseconds after a change; those that come meanwhile are brought in with it."""


class Settling(QObject):
    """Asked after each change; does it in a thread, as the disk may be slow."""

    def __init__(self, path: Path, parent: QObject | None = None, *, after: int = AFTER) -> None:
        super().__init__(parent)
        self._path = path
        self._thread: Thread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after)
        self._timer.timeout.connect(self._begin)

    def soon(self) -> None:
        """Bring in what was written, in a moment."""
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        if self._thread and self._thread.is_alive():
            self.soon()
            return
        self._thread = Thread(target=partial(_settle, self._path), daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Let it end where it is under way, and begin no more."""
        self._timer.stop()
        if self._thread:
            self._thread.join()


def _settle(path: Path) -> None:
    with suppress(sqlite3.Error):  # the next one does it, or the one who closes the file last
        sqlite.settle(path)
