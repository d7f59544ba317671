"""Rows follow the zoom; columns are as wide as what they hold: names by themselves, others by a double click on their border."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.theme.look import font, look
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at

MINISTRY = "Ministry of Labour and Social Protection"
LONGER = "Ministry of Agriculture, Livestock Development, Fisheries and Irrigation of the Republic"


def rename(desk: Driver, name: str) -> None:
    """Call the first of the partners otherwise."""
    with desk.portfolio.transaction("Rename") as transaction:
        transaction.update("partner", desk.key("partner", desk.shown("partners", "name")[0]), {"name": name})
    desk.settle()


def wanted(words: str) -> int:
    return QFontMetrics(font("body")).horizontalAdvance(words)


def double_click_border(sheet: SheetPage, column: int) -> None:
    head = sheet.table.head
    edge = head.sectionViewportPosition(column) + head.sectionSize(column) - 1
    QTest.mouseMove(head.viewport(), QPoint(edge, 8))
    QTest.mouseDClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, 8))


def test_names_have_room_up_to_a_share_of_the_table(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    rename(desk, MINISTRY)
    assert sheet.table.columnWidth(0) >= wanted(MINISTRY)
    rename(desk, LONGER)
    assert sheet.table.columnWidth(0) < wanted(LONGER)
    assert sheet.table.columnWidth(0) < sheet.table.viewport().width() / 2


def test_a_double_click_on_the_border_shows_the_whole_name(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    rename(desk, LONGER)
    double_click_border(sheet, 0)
    assert sheet.table.columnWidth(0) >= wanted(LONGER)
    assert sheet.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == LONGER


def test_names_that_come_while_a_filter_is_typed_move_no_column(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    at(sheet, 0, "type")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    before = sheet.table.columnWidth(0)
    rename(desk, LONGER)
    assert sheet.table.columnWidth(0) == before


def test_rows_are_as_high_as_the_zoom_wants_there_and_back(desk: Driver) -> None:
    table = desk.sheet("partners").table
    before = table.rowHeight(0)
    look().set_zoom(200)
    assert table.rowHeight(0) == 2 * before
    look().set_zoom(100)
    assert table.rowHeight(0) == before


@pytest.mark.parametrize("height", [800, 660])
def test_the_name_of_a_view_has_room_in_the_window(height: int, desk: Driver) -> None:
    desk.window.resize(1280, height)
    sheet = desk.sheet("challenges")
    before = sheet.width()
    QTest.mouseClick(sheet.bar.save_view, Qt.MouseButton.LeftButton)
    desk.qtbot.wait(50)
    assert sheet.bar.name.hasFocus()
    assert sheet.width() == before
    desk.press(Key.Key_Escape)
    assert sheet.bar.search.isVisible()
