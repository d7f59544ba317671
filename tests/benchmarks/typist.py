"""Hands at the real window, and a stop watch that notes each hold: what a long run of the desk is driven by."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LONG_HOLD = 100
"""Milliseconds after which a hold is noted."""

BEAT = 5
"""Milliseconds."""

BETWEEN_KEYS, BETWEEN_ACTS = 0.002, 0.09
"""Seconds. Between two acts the inspector has time to fill, which it does 80 ms after the cursor rests."""

PATIENCE = 120.0
"""Seconds after which what was asked for does not come any more."""

T = TypeVar("T")


class StopWatch(QObject):
    """Beats in the window's thread. A pause between two beats is a hold: the long ones are noted in `holds`.

    Each has its milliseconds, those of them that the thread worked, and the act that it fell into.
    """

    def __init__(self) -> None:
        super().__init__()
        self.act = ""
        self.holds: list[tuple[float, float, str]] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        held = (now - self._last) * 1000
        if held > LONG_HOLD:
            self.holds.append((held, (worked - self._worked) * 1000, self.act))
        self._last, self._worked = now, worked


class Typist(QObject):
    """Presses keys, each an event of its own, where the keyboard is then.

    Made in the window's thread and used in another one, so that the program runs as it does beside a person: nothing waits
    inside of what it does.
    """

    _wanted = Signal(object)

    def __init__(self, window: Any, desk: Any) -> None:
        super().__init__()
        self.window, self.desk = window, desk
        self.watch = StopWatch()
        self._wanted.connect(lambda job: job(), Qt.ConnectionType.QueuedConnection)

    def do(self, job: Callable[[], T]) -> T:
        """Have something done in the window's thread, and return what comes of it."""
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(job())
            except Exception as error:  # whoever asked gets it
                future.set_exception(error)

        self._wanted.emit(run)
        return future.result(PATIENCE)

    def press(self, *keys: str) -> None:
        """Press keys as Qt writes them, such as "Ctrl+Z"."""
        for key in keys:
            self.do(partial(self._press, key))
            time.sleep(BETWEEN_KEYS)

    def type(self, text: str) -> None:
        """Type letters."""
        for letter in text:
            self.do(partial(self._click, letter))
            time.sleep(BETWEEN_KEYS)

    def _press(self, key: str) -> None:
        """Make the key here: what is Qt's is made in the window's thread alone."""
        one = QKeySequence(key)[0]
        self._click(one.key(), one.keyboardModifiers())

    def _click(self, *key: Any) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, *key)

    def until(self, comes: Callable[[], bool]) -> None:
        """Wait for what comes. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while not self.do(comes):
            if time.monotonic() > end:
                raise TimeoutError(self.watch.act)
            time.sleep(BEAT / 1000)

    def look(self, seconds: float = BETWEEN_ACTS) -> None:
        """Look until what was asked for has come, and a moment longer."""
        self.until(lambda: not self.desk.busy)
        time.sleep(seconds)
