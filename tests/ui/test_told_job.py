"""A file that is made beside the window, as its message tells of it."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from hsmonitor.domain.errors import Cancelled
from hsmonitor.ui.reporting.job import Moved, Stop
from hsmonitor.ui.reporting.told_job import ToldJob
from hsmonitor.ui.widgets.message import Message
from tests.ui.conftest import WAIT


def button(message: Message, words: str) -> QAbstractButton:
    return next(one for one in message.findChildren(QAbstractButton) if one.text() == words)


def test_it_tells_how_far_it_is_and_is_cancelled_there(qtbot: QtBot) -> None:
    message = Message()
    qtbot.addWidget(message)
    told = ToldJob(message, lambda target, made: f"{target.name} has {made}")

    def endless(moved: Moved, stop: Stop) -> int:
        while not stop():
            moved(49, 100)
        raise Cancelled

    told.start(Path("due.ics"), endless)
    qtbot.waitUntil(lambda: message.words.text() == "due.ics is being written: 49%", timeout=WAIT)
    told.start(Path("other.ics"), lambda _moved, _stop: 1)
    assert message.words.text() == "A file is still being written."
    button(message, "Cancel").click()
    qtbot.waitUntil(lambda: not told.job.busy and "was cancelled" in message.words.text(), timeout=WAIT)
    told.start(Path("due.ics"), lambda _moved, _stop: 7)
    qtbot.waitUntil(lambda: message.words.text() == "due.ics has 7", timeout=WAIT)
    assert button(message, "Show folder").isVisibleTo(message)
