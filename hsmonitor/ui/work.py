"""Work beside the window: one thread that reads the portfolio over a connection of its own.

A job is a function of that connection; its answer comes back to the window's thread. A newer job of the same name makes the
older one superfluous: a waiting one is dropped, a running one interrupted.
"""

import itertools
import logging
import sqlite3
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


class Reading(QThread):
    """The thread; `ask` from the window's thread only."""

    _answered = Signal(int, object, object)

    def __init__(self, connect: Callable[[], sqlite3.Connection], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connect = connect
        self._queue: SimpleQueue[_Task | None] = SimpleQueue()
        self._waiting: dict[str, int] = {}
        self._answers: dict[int, tuple[str, Callable[[Any], None], Callable[[Exception], None] | None]] = {}
        self._numbers = itertools.count(1)
        self._lock = Lock()
        self._running: _Task | None = None
        self._connection: sqlite3.Connection | None = None
        self._answered.connect(self._deliver)

    def ask(
        self, name: str, job: Job, answer: Callable[[Any], None], failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Have `job` done and `answer` called with what it returns, unless a newer job of this name comes first."""
        task = _Task(next(self._numbers), name, job)
        self.drop(name)
        with self._lock:
            self._waiting[name] = task.number
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
            while task := self._queue.get():
                if self._is_wanted(task):
                    self._do(task)
        finally:
            self._connection.close()

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
        self._answered.emit(task.number, result, error)

    def _deliver(self, number: int, result: object, error: Exception | None) -> None:
        found = self._answers.pop(number, None)
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
