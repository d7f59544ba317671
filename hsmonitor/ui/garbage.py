"""Python looks for garbage in the window's thread alone.

By itself it does so in whichever thread has just made an object. Widgets that lie in a ring of references would then be taken
away beside the window, which Qt does not survive.

Looking through a million objects holds the window for a second. So nothing is looked through while a long job makes them, and
what is left of it is set aside unseen; when the user turns to another program, all of it is looked through.
"""

import gc
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY = 100
"""Milliseconds between two looks at how much has been made since; a thread that writes makes some ten thousand objects."""


class Garbage(QObject):
    """Does what Python would have done, generation by generation, at Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY)

    def rest(self) -> None:
        """Look no more until `wake`, once for each job that begins; what is garbage by now goes first."""
        if not self._jobs:
            gc.collect(1)
            self._timer.stop()
        self._jobs += 1

    def wake(self) -> None:
        """Look again when the last job has ended, but not at what there is by now."""
        self._jobs -= 1
        if not self._jobs:
            gc.freeze()
            self._timer.start(EVERY)

    def follow(self, state: Qt.ApplicationState) -> None:
        """Look through everything when the user turns to another program, and set aside what stays."""
        if state == Qt.ApplicationState.ApplicationInactive and not self._jobs:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

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
    application = QCoreApplication.instance()
    garbage = Garbage(application)
    if isinstance(application, QGuiApplication):
        application.applicationStateChanged.connect(garbage.follow)
    return garbage
