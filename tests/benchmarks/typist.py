"""Hands at the real window, and a stop watch that notes each hold: what a long run of the desk is driven by."""

import time
from collections.abc import Callable
from typing import Any

LONG_HOLD = 100
"""Milliseconds after which a hold is noted."""

BEAT, BETWEEN_KEYS, BETWEEN_ACTS = 5, 2, 90
"""Milliseconds. Between two acts the inspector has time to fill, which it does 80 after the cursor rests."""

PATIENCE = 20.0
"""Seconds after which what was asked for is waited for no longer."""


class StopWatch:
    """Beats in the window's thread. A pause between two beats is a hold: the long ones are noted in `holds`.

    Each has its milliseconds, those of them that the thread worked, and the act that it fell into.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.act = ""
        self.holds: list[tuple[float, float, str]] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        held = (now - self._last) * 1000
        if held > LONG_HOLD:
            self.holds.append((held, (worked - self._worked) * 1000, self.act))
        self._last, self._worked = now, worked


class Typist:
    """Presses keys, each an event of its own, where the keyboard is then; `busy` tells whether more is still to come."""

    def __init__(self, window: Any, desk: Any) -> None:
        from PySide6.QtCore import QEventLoop

        self.window, self.desk = window, desk
        self.watch = StopWatch()
        self._loop = QEventLoop()

    def press(self, *keys: str) -> None:
        """Press keys as Qt writes them, such as "Ctrl+Z"."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        for key in keys:
            combination = QKeySequence(key)[0]  # type: ignore[index]  # its stubs do not know that it is a sequence
            QTest.keyClick(self._keyboard(), combination.key(), combination.keyboardModifiers())
            self.wait(BETWEEN_KEYS)

    def type(self, text: str) -> None:
        """Type letters."""
        from PySide6.QtTest import QTest

        for letter in text:
            QTest.keyClick(self._keyboard(), letter)
            self.wait(BETWEEN_KEYS)

    def _keyboard(self) -> Any:
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or self.window

    def wait(self, milliseconds: int) -> None:
        """Let the program go on for a while."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()

    def until(self, comes: Callable[[], bool]) -> None:
        """Wait for what comes. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while not comes():
            if time.monotonic() > end:
                raise TimeoutError(self.watch.act)
            self.wait(BEAT)

    def look(self, milliseconds: int = BETWEEN_ACTS) -> None:
        """Look until what was asked for has come, and a moment longer."""
        self.until(lambda: not self.desk.busy)
        self.wait(milliseconds)
