"""The window by itself: before it shows a portfolio, and as it tells of what went well."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hsmonitor.ui.widgets.message import Message
from hsmonitor.ui.window import Window


def test_a_window_without_a_page_takes_keys_and_clicks(qtbot: QtBot) -> None:
    window = Window(remember=False)
    qtbot.addWidget(window)
    window.furnish([])
    window.show()
    window.say("There is no portfolio.", "error")
    with qtbot.captureExceptions() as errors:
        QTest.keyClick(window, Qt.Key.Key_F6)
        QTest.mouseClick(window.bar.theme_button, Qt.MouseButton.LeftButton)
        QTest.mouseClick(window.bar.theme_button, Qt.MouseButton.LeftButton)
        window.message.take_keyboard()
        window.message.left.emit()
    assert errors == []


def test_what_went_well_passes_and_what_did_not_stays(qtbot: QtBot) -> None:
    message = Message(passes=True)
    qtbot.addWidget(message)
    message.say("The file is written.", "ok")
    assert message.passing.isActive()
    message.say("The disk is full.", "error")
    assert not message.passing.isActive()
    assert message.isVisible()
    message.say("The file is written.", "ok")
    message.passing.timeout.emit()
    assert not message.isVisible()


def test_only_the_message_of_the_window_passes(qtbot: QtBot) -> None:
    message = Message()
    qtbot.addWidget(message)
    message.say("Nothing is shown.", "info")
    assert not message.passing.isActive()
