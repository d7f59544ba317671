"""Work beside the window: one thread that reads the portfolio over a connection of its own, and one a change that takes long.

A job is a function of that connection; its answer comes back to the window's thread. A newer job of the same name makes the
older one superfluous: a waiting one is dropped, a running one interrupted.
"""

import gc
import itertools
import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

Job = Callable[[sqlite3.Connection], Any]

NEVER = 1_000_000
"""After how many collections of the middle generation the old one is looked through: more than any job brings about."""

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


Progress = Callable[[int, int], None]
Work = Callable[[Progress, Callable[[], bool]], Any]
"""A job that tells how far it is (done, of how many) and asks whether it is to stop; then it raises Cancelled."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Have old objects not be looked through for garbage meanwhile, nor those afterwards that were made.

    A job may make a million of them; looking through all of these again and again held the window for up to 1.5 s each time.
    What is made goes when nothing refers to it any more, and garbage among young objects is found as ever.
    """
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(young, middle, old)


class Writing(QObject):
    """Changes that take long, one after the other, each in a thread of its own.

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
        self._returned.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Whether a change is still under way."""
        return self._answer is not None

    def start(
        self, title: str, work: Work, answer: Callable[[Any], object], failed: Callable[[Exception], object]
    ) -> None:
        """Have `work` done when those before it are; `answer` gets what it returns, `failed` what it raises."""
        self._waiting.append((title, work, answer, failed))
        if not self.busy:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        title, work, answer, failed = self._waiting.pop(0)
        self._answer, self._work = (answer, failed), work
        self._cancelled.clear()
        self.began.emit(title)
        self._thread = Thread(target=self._run, args=(work,), daemon=False)
        self._thread.start()

    def _run(self, work: Work) -> None:
        result, error = None, None
        try:
            with uncollected():
                result = work(self.moved.emit, self._cancelled.is_set)
        except Exception as caught:  # a change may fail in any way; the window hears of it
            error = caught
        self._returned.emit(result, error)

    def _deliver(self, result: object, error: Exception | None) -> None:
        assert self._answer is not None  # noqa: S101  (set when the job began)
        (answer, failed), self._answer = self._answer, None
        if self._thread:
            self._thread.join()
        self.ended.emit()
        if error is None:
            answer(result)
        else:
            failed(error)
        self._next()

    def cancel(self) -> None:
        """Ask the change that runs to stop; nothing of it stays."""
        self._cancelled.set()

    def finish(self) -> None:
        """Let the change that runs end, and forget those that wait."""
        self._waiting.clear()
        if self._thread:
            self._thread.join()
