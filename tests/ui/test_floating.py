"""Messages come and go without moving what is read, and never lie over what is typed."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from hsmonitor.ui.sheet.page import SheetPage
from tests.ui.conftest import Driver
from tests.ui.test_sheet import CONTROL, Key, at


def place(widget: QWidget) -> QRect:
    """Where on the screen a widget is."""
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def settled(desk: Driver, widget: QWidget) -> QRect:
    """Where a widget stays once all is laid out."""
    desk.qtbot.wait(50)
    return place(widget)


def test_a_message_moves_nothing(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    before = settled(desk, sheet.table)
    at(sheet, 3, "name")
    desk.press((Key.Key_Delete, CONTROL))
    assert desk.window.message.isVisible()
    assert settled(desk, sheet.table) == before
    assert place(desk.window).contains(place(desk.window.message))
    desk.window.message.hide()
    assert settled(desk, sheet.table) == before


def test_a_search_that_finds_nothing_stays_where_it_is_typed(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    before = settled(desk, sheet.table)
    at(sheet, 3, "name")
    desk.press((Key.Key_F, CONTROL))
    typed = settled(desk, QApplication.focusWidget())
    desk.type("nobody at all")
    assert sheet.message.isVisible()
    assert (settled(desk, sheet.table), place(QApplication.focusWidget())) == (before, typed)
    assert not place(sheet.message).intersects(typed)


def cell_at(sheet: SheetPage) -> QRect:
    rect = sheet.table.visualRect(sheet.table.currentIndex())
    return QRect(sheet.table.viewport().mapToGlobal(rect.topLeft()), rect.size())


def test_a_message_gives_way_to_what_is_typed_at_the_foot(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    desk.window.resize(1280, 560)
    at(sheet, 0, "name")
    desk.window.say("Something is to be read.", "error")
    message = desk.window.message
    desk.qtbot.waitUntil(lambda: place(message).top() > place(sheet.table).center().y())
    at(sheet, sheet.model.count, "name")
    desk.type("W")
    assert not place(message).intersects(cell_at(sheet))
    assert place(message).top() < place(sheet.table).center().y()


def test_a_message_on_a_record_lies_over_its_page(desk: Driver) -> None:
    page = desk.record("partner", "World Health Organization")
    assert page.form
    before = settled(desk, page.form)
    with desk.portfolio.transaction("Delete") as transaction:
        transaction.delete("partner", page.key)
    desk.settle()
    assert page.message.isVisible()
    assert settled(desk, page.form) == before


def test_what_the_record_says_and_what_the_window_says_are_both_read(desk: Driver) -> None:
    page, window = desk.record("project", "Kenya"), desk.window
    page.message.say("This record was deleted. Undo brings it back.", "warn")
    window.say("The file is written.", "ok")
    settled(desk, window.message)
    assert not place(page.message).intersects(place(window.message))
