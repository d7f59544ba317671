"""Messages come and go without moving what is read, and never lie over what is typed."""

from threading import Event

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from hsmonitor.ui.sheet.page import SheetPage
from hsmonitor.ui.widgets.progress import ProgressLine
from tests.ui.conftest import WAIT, Driver
from tests.ui.test_sheet import CONTROL, SHIFT, Key, at


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


@pytest.mark.parametrize("name", ["reports", "minutes"])
def test_what_a_page_says_moves_nothing_of_it(name: str, desk: Driver) -> None:
    page = desk.page(name)
    main = page.browser if name == "minutes" else page.card
    before = settled(desk, main)
    page.message.say("out.xlsx was made.", "ok", [("Open", lambda: None)])
    assert settled(desk, main) == before
    assert page.message.isVisible()
    assert place(desk.window).contains(place(page.message))


def test_what_is_said_of_attachments_moves_no_field(desk: Driver) -> None:
    page = desk.record("project", "Kenya")
    assert page.form
    before = settled(desk, page.form)
    page.attachments.message.say("plan.exe was not attached.", "error")
    assert (settled(desk, page.form), page.attachments.message.isVisible()) == (before, True)


def test_work_that_goes_on_is_told_over_each_page_until_it_ends(desk: Driver) -> None:
    sheet, go = desk.sheet("partners"), Event()
    before = settled(desk, sheet.table)
    work = desk.session.desk.making
    work.start("Look at it", lambda _progress, _stop: go.wait(), lambda _answer: None, lambda _error: None)
    lines = desk.window.findChildren(ProgressLine)
    desk.qtbot.waitUntil(lambda: any(line.isVisible() for line in lines), timeout=WAIT)
    desk.window.open_page("history")
    assert [line.words.text() for line in lines if line.isVisible()] == ["Look at it"]
    desk.window.open_page("partners")
    assert settled(desk, sheet.table) == before
    desk.window.say("Something else is told.", "info")
    settled(desk, desk.window.message)
    assert not place(desk.window.message).intersects(place(lines[0]))
    go.set()
    desk.settle()
    assert not any(line.isVisible() for line in lines)


def test_a_message_of_work_stays_and_keeps_the_keyboard_on_cancel(desk: Driver) -> None:
    message = desk.window.message
    desk.window.say("due.ics is being written: 5%", "work", [("Cancel", lambda: None)])
    assert not message.passing.isActive()
    message.take_keyboard()
    cancel = QApplication.focusWidget()
    desk.window.say("due.ics is being written: 10%", "work", [("Cancel", lambda: None)])
    assert QApplication.focusWidget() is cancel
    desk.window.say("due.ics was made.", "ok")
    assert message.passing.isActive()


def test_a_filter_moves_no_row(desk: Driver) -> None:
    sheet = desk.sheet("partners")
    top = settled(desk, sheet.table).top()
    at(sheet, 0, "type")
    desk.press((Key.Key_L, CONTROL | SHIFT))
    desk.type("UN")
    assert sheet.chips.isVisible()
    assert settled(desk, sheet.table).top() == top
    assert place(sheet.chips).top() > place(sheet.table).bottom()
