"""A report that is made in a thread beside the window; the desk may be used meanwhile."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.errors import Cancelled, PortfolioError
from hsmonitor.language import _

_log = logging.getLogger(__name__)

Moved = Callable[[int, int], None]
Stop = Callable[[], bool]
Making = Callable[[Moved, Stop], Any]
"""Makes a file: it is told how to say how far it is and whether it is to stop, and returns what was made."""


class Job(QObject):
    """One at a time. `moved` tells how far it is, `made` what was made, `failed` why there is none ("" if cancelled)."""

    moved = Signal(int, int)
    made = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Event()
        self._thread: Thread | None = None
        self.destroyed.connect(self._cancelled.set)  # a window that is closed wants its file no more

    @property
    def busy(self) -> bool:
        """Whether a file is being made."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, making: Making) -> None:
        """Begin to make a file, unless one is being made."""
        if not self.busy:
            self._cancelled.clear()
            self._thread = Thread(target=self._work, args=(making,), daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop; what was there before stays."""
        self._cancelled.set()

    def _work(self, making: Making) -> None:
        try:
            made = making(partial(self._tell, "moved"), self._cancelled.is_set)
        except Cancelled:
            self._tell("failed", "")
        except PortfolioError as error:
            self._tell("failed", str(error))
        except Exception as error:  # whatever went wrong is told, and the program goes on
            _log.exception("a file could not be made")
            self._tell("failed", _("It could not be made: {reason}").format(reason=error))
        else:
            self._tell("made", made)

    def _tell(self, signal: str, *told: object) -> None:
        with suppress(RuntimeError):  # the window was closed meanwhile: there is nobody to tell
            getattr(self, signal).emit(*told)
