"""The inspector beside its sheet, and over it where there is no room for both."""

from PySide6.QtCore import Qt

from hsmonitor.ui.sheet.page import SheetPage
from tests.ui.conftest import Driver


def resized(desk: Driver, width: int) -> None:
    desk.window.resize(width, 700)
    desk.qtbot.waitUntil(lambda: desk.window.width() == width)
    desk.settle()


def press_f9(desk: Driver, sheet: SheetPage) -> None:
    sheet.table.setFocus()
    desk.press(Qt.Key.Key_F9)


def test_beside_the_sheet_it_keeps_the_width_that_it_was_given(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    assert sheet.inspector.isVisible()
    assert sheet.inspector.width() == 340
    sheet.beside._split.setSizes([700, 500])
    sheet.beside._keep_width()
    wide = sheet.inspector.width()
    assert desk.sheet("projects").inspector.width() == wide
    press_f9(desk, desk.sheet("projects"))
    assert not desk.sheet("challenges").inspector.isVisible()


def test_in_a_narrow_window_it_comes_over_the_sheet_when_asked_for(desk: Driver) -> None:
    sheet = desk.sheet("challenges")
    resized(desk, 860)
    desk.qtbot.waitUntil(lambda: not sheet.inspector.isVisible())
    desk.qtbot.waitUntil(lambda: sheet.table.width() == sheet.width())
    press_f9(desk, sheet)
    assert sheet.inspector.isVisible()
    assert sheet.table.width() == sheet.width()
    press_f9(desk, sheet)
    assert not sheet.inspector.isVisible()
    resized(desk, 1280)
    desk.qtbot.waitUntil(sheet.inspector.isVisible)
    assert sheet.inspector.parentWidget() is not sheet.beside
