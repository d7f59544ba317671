"""A file that is made beside the window, told of in a message: how far it is, what was made, or why there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from hsmonitor.language import _
from hsmonitor.ui.reporting.actions import of_file
from hsmonitor.ui.reporting.job import Job, Making
from hsmonitor.ui.widgets.message import Message

STEP = 5
"""Per cent of the work after which the message tells how far it is."""


class ToldJob(QObject):
    """One file at a time. `words` puts what was made into a sentence."""

    def __init__(self, message: Message, words: Callable[[Path, Any], str]) -> None:
        super().__init__(message)
        self._message, self._words = message, words
        self._told, self._target = 0, Path()
        self.job = Job(self)
        self.job.moved.connect(self._moved)
        self.job.made.connect(self._made)
        self.job.failed.connect(self._failed)

    def start(self, target: Path, making: Making) -> None:
        """Begin to make `target`; while another file is being made, only that is said."""
        if self.job.busy:
            self._message.say(_("A file is still being written."), "warn", [(_("Cancel"), self.job.cancel)])
            return
        self._target, self._told = target, 0
        self.job.start(making)

    def _moved(self, done: int, total: int) -> None:
        percent = 100 * done // max(1, total)
        if percent >= self._told + STEP:
            self._told = percent
            words = _("{name} is being written: {percent}%").format(name=self._target.name, percent=percent)
            self._message.say(words, "work", [(_("Cancel"), self.job.cancel)])

    def _made(self, made: object) -> None:
        self._message.say(self._words(self._target, made), "ok", of_file(self._target, self._message))

    def _failed(self, reason: str) -> None:
        if reason:
            self._message.say(reason, "error")
        else:
            self._message.say(_("The export was cancelled. What was there before is untouched."), "info")
