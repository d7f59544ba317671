"""Work beside the window that takes long: one job after the other, each in a thread of its own, with progress and cancel."""

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

from hsmonitor.domain.errors import Cancelled, Conflict, PortfolioError
from hsmonitor.language import _
from hsmonitor.ui.garbage import keep_to_window

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], Any]
"""A job that tells how far it is (done, of how many) and asks whether it is to stop; then it raises Cancelled."""


class LongWork(QObject):
    """Jobs that take long, one after the other, each in a thread of its own.

    `began` carries the title of the one that runs, `moved` how far it is, `ended` follows its end.
    """

    began = Signal(str)
    moved = Signal(int, int)
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[str, Work, Callable[[Any], object], Callable[[Exception], object]]] = []
        self._answer: tuple[Callable[[Any], object], Callable[[Exception], object]] | None = None
        self._work: Work | None = None  # held here, so that it goes in the window's thread
        self._thread: Thread | None = None
        self._cancelled = Event()
        self._garbage = keep_to_window()
        self._returned.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether a job is still under way."""
        return self._answer is not None

    def start(
        self, title: str, work: Work, answer: Callable[[Any], object], failed: Callable[[Exception], object]
    ) -> None:
        """Have `work` done when those before it are; `answer` gets what it returns, `failed` what it raises."""
        self._waiting.append((title, work, answer, failed))
        self._next()

    def _next(self) -> None:
        if self.busy or not self._waiting:  # an answer may have begun the next one already
            return
        title, work, answer, failed = self._waiting.pop(0)
        self._answer, self._work = (answer, failed), work
        self._cancelled.clear()
        self._garbage.rest()
        self.began.emit(title)
        self._thread = Thread(target=self._run, args=(work,), daemon=False)
        self._thread.start()

    def _run(self, work: Work) -> None:
        result, error = None, None
        try:
            result = work(self.moved.emit, self._cancelled.is_set)
        except Exception as caught:  # it may fail in any way; the window hears of it
            error = caught
        self._returned.emit(result, error)

    def _deliver(self, result: object, error: Exception | None) -> None:
        if self._answer is None:  # the portfolio was closed meanwhile
            return
        (answer, failed), self._answer = self._answer, None
        if self._thread:
            self._thread.join()
        self.ended.emit()
        try:
            if error is None:
                answer(result)
            else:
                failed(error)
        finally:
            self._garbage.wake()
            self._next()

    def cancel(self) -> None:
        """Ask the job that runs to stop; nothing of it stays."""
        self._cancelled.set()

    def finish(self) -> None:
        """Let the job that runs end, and forget those that wait; no answer follows."""
        self._waiting.clear()
        if self._thread:
            self._thread.join()
        if self.busy:
            self._answer = None
            self._garbage.wake()


def told(error: Exception) -> tuple[str, str]:
    """Return what the user is told of a job that failed, and how; what nobody foresaw is logged."""
    if isinstance(error, Cancelled):
        return _("It was cancelled. Nothing was changed."), "info"
    if isinstance(error, Conflict):
        return _("{conflict} Nothing was changed.").format(conflict=error), "error"
    if isinstance(error, PortfolioError):
        return str(error), "error"
    _log.error("work beside the window failed", exc_info=error)
    return _("It could not be done, and nothing was changed: {reason}").format(reason=error), "error"
