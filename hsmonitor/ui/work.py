"""Reading beside the window: one thread, which reads the portfolio over a connection of its own (see `long_work` for the rest).

A job is a function of that connection; its answer comes back to the window's thread. A newer job of the same name makes the
older one superfluous: a waiting one is dropped, a running one interrupted.
"""

import itertools
import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

Job = Callable[[sqlite3.Connection], Any]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Task:
    number: int
    name: str
    job: Job
    yielding: bool


class Reading(QThread):
    """The thread; `ask` from the window's thread only."""

    _answered = Signal()

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._waiting: dict[str, int] = {}
        self._answers: dict[int, tuple[str, Callable[[Any], object], Callable[[Exception], object] | None]] = {}
        self._done: deque[tuple[_Task, object, Exception | None]] = deque()
        self._numbers = itertools.count(1)
        self._lock = Lock()
        self._pressing = 0  # jobs in the queue that do not yield
        self._running: _Task | None = None
        self._connection: sqlite3.Connection | None = None
        self._answered.connect(self._deliver)

    def ask(
        self,
        name: str,
        job: Job,
        answer: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        yielding: bool = False,
    ) -> None:
        """Have `job` done and `answer` called with what it returns, unless a newer job of this name comes first.

        A `yielding` one, for which nobody waits, is interrupted by any other and done behind it.
        """
        task = _Task(next(self._numbers), name, job, yielding)
        self.drop(name)
        with self._lock:
            self._waiting[name] = task.number
            self._pressing += not yielding
            if self._running and self._running.yielding and self._connection:
                self._connection.interrupt()
        self._answers[task.number] = (name, answer, failed)
        self._queue.put(task)

    def drop(self, name: str) -> None:
        """Forget the job `name`: its answer is wanted no more."""
        with self._lock:
            older = self._waiting.pop(name, 0)
            if self._running and self._running.number == older and self._connection:
                self._connection.interrupt()
        self._answers.pop(older, None)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._answers)

    def run(self) -> None:
        """Do the jobs one after the other, until `finish`."""
        self._connection = self._connect()
        try:
            while self._do_next():
                self._answered.emit()
        finally:
            self._connection.close()

    def _do_next(self) -> bool:
        """Do the next job; False where there is to be none.

        A job may hold widgets. It is handed back whole, so that it is let go of in the window's thread and never in this one:
        Qt does not survive a widget that goes beside the window.
        """
        task = self._queue.get()
        if task is None:
            return False
        if self._gives_way(task):
            self._queue.put(task)
        elif self._is_wanted(task):
            self._do(task)
        else:
            self._done.append((task, None, None))
        return True

    def _gives_way(self, task: _Task) -> bool:
        with self._lock:
            self._pressing -= not task.yielding
            return task.yielding and self._pressing > 0

    def _is_wanted(self, task: _Task) -> bool:
        with self._lock:
            wanted = self._waiting.get(task.name) == task.number
            self._running = task if wanted else None
        return wanted

    def _do(self, task: _Task) -> None:
        result, error = None, None
        try:
            assert self._connection is not None  # noqa: S101  (run opened it)
            result = task.job(self._connection)
        except Exception as caught:  # a job may fail in any way; the window hears of it
            error = caught
        with self._lock:
            self._running = None
        if task.yielding and getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            self._queue.put(task)  # it is passed over there where it is wanted no more
        else:
            self._done.append((task, result, error))

    def _deliver(self) -> None:
        while self._done:
            self._tell(*self._done.popleft())

    def _tell(self, task: _Task, result: object, error: Exception | None) -> None:
        found = self._answers.pop(task.number, None)
        if found is None:
            return
        _name, answer, failed = found
        if error is None:
            answer(result)
        elif failed:
            failed(error)
        else:
            _log.error("a job beside the window failed", exc_info=error)

    def finish(self) -> None:
        """Let the running job end, forget the others and close the connection."""
        self._answers.clear()
        with self._lock:
            self._waiting.clear()
        if self._connection:
            self._connection.interrupt()
        self._queue.put(None)
        self.wait()
