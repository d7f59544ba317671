"""The window by itself: before it shows a portfolio, and as it tells of what went well."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hsmonitor.ui.theme.look import look
from hsmonitor.ui.widgets.message import Message
from hsmonitor.ui.window import Window
from tests.ui.conftest import Driver
from tests.ui.test_sheet import Key


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


def test_the_entry_of_the_page_is_in_sight_where_the_rail_scrolls(desk: Driver) -> None:
    desk.window.resize(1280, 800)
    look().set_zoom(200)
    rail = desk.window.rail
    for name in ("reports", "overview"):
        desk.page(name)
        entry = rail.buttons[name]
        desk.qtbot.waitUntil(lambda: entry.visibleRegion().boundingRect() == entry.rect())  # noqa: B023  (called at once)
    rail.buttons["overview"].setFocus()
    desk.press(Key.Key_Up)
    last = rail.buttons["reports"]
    assert last.hasFocus()
    assert last.visibleRegion().boundingRect() == last.rect()
