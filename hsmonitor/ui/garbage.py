"""Python looks for garbage in the window's thread alone.

By itself it does so in whichever thread has just made an object. Widgets that lie in a ring of references would then be taken
away beside the window, which Qt does not survive.
"""

import gc
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QTimer

EVERY = 100
"""Milliseconds between two looks at how much has been made since; a thread that writes makes some ten thousand objects."""


class Garbage(QObject):
    """Does what Python would have done, generation by generation, at Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def look(self) -> None:
        """Take away what nobody can reach any more, where enough was made to look for it."""
        made, limits = gc.get_count(), gc.get_threshold()
        oldest = -1
        while oldest < 2 and made[oldest + 1] > limits[oldest + 1]:
            oldest += 1
        if oldest >= 0:
            gc.collect(oldest)


@cache
def keep_to_window() -> Garbage:
    """Have it so from now on, for as long as the program runs."""
    gc.disable()
    return Garbage(QCoreApplication.instance())
